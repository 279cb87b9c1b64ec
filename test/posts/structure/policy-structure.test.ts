import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { structureOf } from '../../../src/posts/structure/policy-structure.ts';
import { allPolicies, anyText, articleWith, policyOf, quotesIn } from './policies.ts';

const texts = (quotes: readonly { text: string }[]) => quotes.map((q) => q.text);

describe('the structure of a policy', () => {
  test('every text of it is the source from start to end, for every policy of the portal', () => {
    for (const article of allPolicies) {
      const quotes = quotesIn(structureOf(article));
      expect(quotes.length).toBeGreaterThan(10);
      for (const { text, start, end } of quotes) expect(article.text.slice(start, end)).toBe(text);
    }
  });

  test('every text of it is the source from start to end, whatever the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const quote of quotesIn(structureOf(articleWith(text)))) {
          expect(text.slice(quote.start, quote.end)).toBe(quote.text);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('chapters, articles and items with their citations', () => {
    const { clauses } = structureOf(policyOf('保障性租赁住房'));
    expect(clauses.slice(0, 3).map((c) => c.from)).toEqual(['第一章 总则', '第一条', '第二条']);
    expect(clauses.filter((c) => c.from.startsWith('第五条')).map((c) => c.from)).toEqual([
      '第五条',
      '第五条第（一）项',
      '第五条第（二）项',
      '第五条第（三）项',
      '第五条第（四）项',
    ]);
    const measures = structureOf(policyOf('公积金支持购房')).clauses.map((c) => c.from);
    expect(measures).toContain('一、提高贷款最高额度');
    expect(measures).toContain('九、保障措施（一）');
  });

  test('a line that speaks of an article does not begin one', () => {
    const { clauses } = structureOf(
      articleWith('第一条　总则。\n第八条和第九条规定的事项，由市局办理。\n第二条　其他。'),
    );
    expect(clauses.map((c) => c.from)).toEqual(['第一条', '第二条']);
  });

  test('salutation, signature, date and marking are no sentences of it', () => {
    const { sentences } = structureOf(policyOf('老旧小区改造实施办法'));
    expect(sentences[0]?.text).toContain('现将');
    expect(texts(sentences).join()).not.toMatch(
      /此件公开发布|^2026年11月12日$|各区人民政府（管委会），市直有关部门、单位：/,
    );
  });

  test('a closing sentence without a mark does not count to the item above it', () => {
    const { moments } = structureOf(policyOf('公积金支持购房'));
    expect(moments.map((m) => [m.sort, m.when.text, m.text.text, m.when.from])).toEqual([
      ['in-force', '2026年12月1日', '以上措施自2026年12月1日起施行', ''],
      ['until', '2年', '有效期2年', ''],
    ]);
  });

  test('conditions are the list that a sentence announces, in lines of their own or not', () => {
    const [lifts] = structureOf(policyOf('示例市既有住宅加装电梯')).conditions;
    expect(lifts?.lead?.text).toBe('申请加装电梯的住宅应当同时符合下列条件');
    expect(texts(lifts?.items ?? [])[0]).toBe('四层以上、未设电梯的非单一产权住宅');
    const [rental] = structureOf(policyOf('保障性租赁住房')).conditions;
    expect(texts(rental?.items ?? [])).toEqual([
      '年满18周岁',
      '在本市市区工作，已签订劳动合同或者办理营业执照',
      '本人、配偶及未成年子女在市区无自有住房',
      '未享受公共租赁住房等其他住房保障政策',
    ]);
  });

  test('figures keep the words that bound them, and the old figure of a raise is none', () => {
    const values = (words: string) => texts(structureOf(policyOf(words)).figures.map((f) => f.value));
    expect(values('公积金支持购房').slice(0, 2)).toEqual(['50万元', '80万元']);
    expect(values('示例市既有住宅加装电梯')).toEqual(['每台15万元', '每台增加1万元']);
    expect(values('保障性租赁住房')).toContain('不高于同地段同品质市场租赁住房租金的85％');
  });

  test('a fine is a penalty, not a benefit', () => {
    const { figures, penalties } = structureOf(policyOf('城市绿化管理办法'));
    const fine = figures.find((f) => f.value.text.includes('500元'));
    expect(fine).toMatchObject({ sort: 'penalty', value: { text: '每平方米200元以上500元以下' } });
    expect(penalties[0]?.from).toBe('第十条');
  });

  test('damages that a court gives are nothing to apply for', () => {
    const text = '第十七条　经营者违反本法规定的，由人民法院判决给予权利人五百万元以下的赔偿。';
    expect(structureOf(articleWith(text)).figures.map((f) => [f.value.text, f.sort])).toEqual([
      ['五百万元以下', 'penalty'],
    ]);
  });

  test('figures side by side are a table', () => {
    const [table] = structureOf(policyOf('商品房预售资金监管办法')).tables;
    expect(table?.rows.map((r) => `${r.label.text}|${r.value.text}`)).toEqual([
      '主体结构完成二分之一，累计支取|不超过30％',
      '主体结构封顶|不超过55％',
      '完成外墙及室内粗装修|不超过80％',
      '完成竣工验收备案|不超过95％',
    ]);
  });

  test('named stages are the steps, else what is applied for and handled within a time', () => {
    expect(texts(structureOf(policyOf('河湾区既有住宅')).steps.map((s) => s.text))).toEqual([
      '意愿征集',
      '方案公示',
      '联合审查',
      '施工安装',
      '竣工验收',
      '补助申请',
    ]);
    const { steps } = structureOf(policyOf('老旧小区改造实施办法'));
    expect(steps.map((s) => [s.text.from, s.limit?.text ?? null])).toEqual([
      ['第四条', null],
      ['第五条', '10个工作日内'],
    ]);
  });

  test('deadlines are days by which something is due, not days that say who is meant', () => {
    const { moments } = structureOf(policyOf('老旧小区改造实施办法'));
    expect(moments.filter((m) => m.sort === 'deadline')).toEqual([]);
    const heating = structureOf(policyOf('2026年冬季城市供热')).moments;
    expect(heating.map((m) => m.when.text)).toEqual(['11月10日前', '11月12日前', '11月15日起至次年3月15日']);
  });

  test('a mobile number is never lifted out as a contact', () => {
    const text = '一、联系电话：0000-8860123，13812345678，12345。联系人：张某。';
    expect(structureOf(articleWith(text)).contacts.map((c) => c.value.text)).toEqual(['0000-8860123', '12345']);
  });

  test('repealed documents and the name of a document that repeals others', () => {
    const { repeals, name } = structureOf(policyOf('关于废止'));
    expect(texts(repeals)).toEqual(['上述文件自2026年12月1日起停止执行。']);
    expect(name).toContain('关于废止');
    expect(structureOf(policyOf('保障性租赁住房')).name).toBe('示例市保障性租赁住房管理办法（试行）');
  });

  test('a text of one sign over and over takes no longer than its length', () => {
    const signs = ['（', '“', '第一条', '：　', '每', '1', '，', '2026年', '由', '\n', '一、申请条件\n', '（一）5元，'];
    for (const sign of signs) {
      expect(quotesIn(structureOf(articleWith(sign.repeat(3_000)))).length).toBeLessThan(40_000);
    }
  });
});
