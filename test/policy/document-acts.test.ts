import { describe, expect, it } from 'vitest';
import { readDocumentActs } from '../../src/policy/document-acts.ts';

const acts = (title: string, text: string) => readDocumentActs(title, text).map((a) => [a.kind, a.title, a.number]);

describe('what a document does to earlier ones', () => {
  it.each([
    [
      '第十四条 本办法自发布之日起施行。《中央对地方均衡性转移支付办法》（财预〔2019〕108号）同时废止。',
      [['replaces', '中央对地方均衡性转移支付办法', '财预〔2019〕108号']],
    ],
    [
      '自公布之日起施行，原《关于证券投资基金执行〈企业会计准则〉估值业务有关事项的通知》（证监会计字〔2007〕21号）和《关于进一步规范证券投资基金估值业务的指导意见》（证监会公告〔2008〕38号）同时废止。',
      [
        ['replaces', '关于证券投资基金执行〈企业会计准则〉估值业务有关事项的通知', '证监会计字〔2007〕21号'],
        ['replaces', '关于进一步规范证券投资基金估值业务的指导意见', '证监会公告〔2008〕38号'],
      ],
    ],
    ['本规定自2016年6月1日施行。（国保发[2008]8 号）同时废止。', [['replaces', null, '国保发〔2008〕8号']]],
    ['本办法有效期五年。期满自动失效。', []],
    ['除《示例市殡葬管理办法》外，尚未废止的文件继续有效。', []],
    ['根据《示例市殡葬管理办法》（示政发〔2018〕9号），制定本细则。', []],
  ])('reads the closing clause: %s', (text, expected) => {
    expect(acts('示例市养老服务补贴办法', text)).toEqual(expected);
  });

  it('reads titles and lists of those that repeal', () => {
    expect(acts('关于废止《示例市殡葬管理办法》的通知', '')).toEqual([['repeals', '示例市殡葬管理办法', null]]);
    expect(acts('关于修改《示例市殡葬管理办法》的决定', '')).toEqual([['amends', '示例市殡葬管理办法', null]]);
    const list =
      '决定对下列文件予以废止：\n1.《甲管理办法》（示政发〔2018〕9号）\n2.《乙管理办法》（示政发〔2017〕1号）\n本决定自公布之日起施行。';
    expect(acts('关于废止部分行政规范性文件的决定', list)).toEqual([
      ['repeals', '甲管理办法', '示政发〔2018〕9号'],
      ['repeals', '乙管理办法', '示政发〔2017〕1号'],
    ]);
  });

  it('a consultation or an interpretation of a repeal repeals nothing by its title', () => {
    expect(acts('关于《废止〈示例市殡葬管理办法〉的决定（征求意见稿）》公开征求意见的公告', '')).toEqual([]);
  });
});
