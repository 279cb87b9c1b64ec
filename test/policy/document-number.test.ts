import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDocumentNumbers, normaliseDocumentNumber } from '../../src/policy/document-number.ts';

const found = (text: string) => findDocumentNumbers(text).map((n) => n.normalised);

describe('document numbers', () => {
  it.each([
    ['枣政办发〔2024〕5号', '枣政办发', 'letter', 2024, 5],
    ['聊政办发[2018]16号', '聊政办发', 'letter', 2018, 16],
    ['聊政办发[2019]5号', '聊政办发', 'letter', 2019, 5],
    ['台政办发〔2020〕10号', '台政办发', 'letter', 2020, 10],
    ['鲁政办发（2020）11号', '鲁政办发', 'letter', 2020, 11],
    ['国办发【2019】54号', '国办发', 'letter', 2019, 54],
    ['国办秘函〖2019〗19号', '国办秘函', 'letter', 2019, 19],
    ['国办函(2021)3号', '国办函', 'letter', 2021, 3],
    ['粤律协﹝2020﹞41号', '粤律协', 'letter', 2020, 41],
    ['深龙华府规〔2021〕9 号', '深龙华府规', 'letter', 2021, 9],
    ['深龙华府办规〔2024〕20号', '深龙华府办规', 'letter', 2024, 20],
    ['枣政办发〔2024〕第5号', '枣政办发', 'letter', 2024, 5],
    ['工信部联企业〔２０２０〕１０号', '工信部联企业', 'letter', 2020, 10],
    ['苏住建规〔2011〕4号', '苏住建规', 'letter', 2011, 4],
    ['深府办规〔2018〕3号', '深府办规', 'letter', 2018, 3],
    ['粤国土资规字〔2018〕3号', '粤国土资规字', 'letter', 2018, 3],
    ['建办质函〔2018〕3号', '建办质函', 'letter', 2018, 3],
    ['粤科函高字〔2018〕3号', '粤科函高字', 'letter', 2018, 3],
    ['发改办投资〔2021〕5号', '发改办投资', 'letter', 2021, 5],
    ['阳府办复〔2018〕3号', '阳府办复', 'letter', 2018, 3],
    ['穗字〔2009〕11号', '穗字', 'letter', 2009, 11],
    ['中办发〔2016〕8号', '中办发', 'letter', 2016, 8],
    ['国发〔1998〕23号', '国发', 'letter', 1998, 23],
    ['国发1998年23号', '国发', 'letter', 1998, 23],
    ['国务院令第711号', '国务院', 'order', null, 711],
    ['国务院第711号令', '国务院', 'order', null, 711],
    ['中华人民共和国主席令第二十九号', '中华人民共和国主席', 'order', null, 29],
    ['证监会令第182号', '证监会', 'order', null, 182],
    ['渝府令〔2021〕345号', '渝府', 'order', 2021, 345],
    ['中国人民银行公告〔2024〕第3号', '中国人民银行', 'announcement', 2024, 3],
    ['税务总局公告2023年第43号', '税务总局', 'announcement', 2023, 43],
    ['2024年第3号', null, 'announcement', 2024, 3],
    ['〔2024〕5号', null, 'letter', 2024, 5],
  ])('d.1 reads %s', (printed, issuer, kind, year, serial) => {
    expect(findDocumentNumbers(printed)).toEqual([
      expect.objectContaining({ raw: printed, issuer, kind, year, serial, start: 0, end: printed.length }),
    ]);
  });

  it.each([
    ['按照财库〔2022〕3号', '财库〔2022〕3号'],
    ['的通知国发〔2009〕12号', '国发〔2009〕12号'],
    ['和城乡建设局苏住建规〔2011〕4号', '苏住建规〔2011〕4号'],
    ['依据示例市住房和城乡建设局示住建规〔2026〕8号', '示住建规〔2026〕8号'],
    ['根据国家卫生和计划生育委员会令第5号', '国家卫生和计划生育委员会令5号'],
    ['（国家卫生和计划生育委员会令第5号）', '国家卫生和计划生育委员会令5号'],
    ['2025年12月 第320号令', '令320号'],
  ])('d.1-1 leaves the words before %s out', (text, number) => {
    expect(found(text)).toEqual([number]);
  });

  it.each([
    '2026-02-00018',
    '000014349/2017-00110',
    '今年2024年第3号台风',
    '幸福路（2024）5号楼',
    '地铁5号线',
    '枣政办发〔1824〕5号',
  ])('d.1-2 sees no document number in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('d.1-3 finds several numbers in one text, each at its place', () => {
    const text = '根据国办发〔2019〕54号、鲁政办发〔2020〕11号和枣政办发〔2020〕9号，经研究';
    expect(found(text)).toEqual(['国办发〔2019〕54号', '鲁政办发〔2020〕11号', '枣政办发〔2020〕9号']);
    for (const { raw, start, end } of findDocumentNumbers(text)) expect(text.slice(start, end)).toBe(raw);
  });

  it.each([
    ['枣政办发 [2024] 第 05 号', '枣政办发〔2024〕5号'],
    ['中华人民共和国国务院令 第711号', '国务院令711号'],
    ['税务总局公告2023年第43号', '税务总局公告〔2023〕43号'],
    ['国务院第711号令', '国务院令711号'],
    ['主席令第二十九号', '主席令29号'],
  ])('d.1 compares %s as %s', (printed, normalised) => {
    expect(normaliseDocumentNumber(printed)).toBe(normalised);
  });

  const pieces = fc.constantFrom(
    ...[
      '枣政办发',
      '〔',
      '［',
      '(',
      '2024',
      '２０２４',
      '〕',
      ']',
      '第',
      '5',
      '05',
      ' ',
      '号',
      '令',
      '公告',
      '年',
      '二十',
      '\n',
      '的',
    ],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 24 }).map((p) => p.join('')),
  );

  it('finding never throws and every place slices to what was printed', () => {
    fc.assert(
      fc.property(text, (any) => {
        let last = 0;
        for (const { raw, start, end, serial } of findDocumentNumbers(any)) {
          expect(any.slice(start, end)).toBe(raw);
          expect(start).toBeGreaterThanOrEqual(last);
          expect(Number.isInteger(serial)).toBe(true);
          last = end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('normalising twice changes nothing', () => {
    fc.assert(
      fc.property(text, (any) => {
        const once = normaliseDocumentNumber(any);
        expect(normaliseDocumentNumber(once)).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });
});
