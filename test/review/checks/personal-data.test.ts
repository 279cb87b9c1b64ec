import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { personalData } from '../../../src/review/checks/personal-data.ts';
import { isBankCard, isIdNumber } from '../../../src/review/checks/personal-numbers.ts';
import { visiblePost } from '../../../src/review/visible-text.ts';
import { blockingOf, composedPost } from '../composed.ts';

const blocked = (text: string) => blockingOf(composedPost({ html: `<p>${text}</p>` })).map((f) => f.suggestion);

describe('A-08 personal data blocks until it is masked or excepted:', () => {
  test.each([
    ['an identity number', '申请人身份证号11010519491231002X。', '110105********002X'],
    ['an identity number with a small x', '证号 11010519491231002x', '110105********002X'],
    ['an identity number in full-width digits', '１１０１０５１９４９１２３１００２Ｘ', '110105********002X'],
    ['an identity number with blanks', '110105 19491231 002X', '110105********002X'],
    ['a mobile number', '联系人张某，电话13812345678。', '138****5678'],
    ['a mobile number in groups', '电话：138 1234 5678', '138****5678'],
    ['a mobile number with hyphens', '电话：138-1234-5678', '138****5678'],
    ['a mobile number with the country', '+86 13812345678', '138****5678'],
    ['a bank card', '卡号6222021234567890128', '6222***********0128'],
    ['a bank card in groups', '6222 0212 3456 7890 128', '6222***********0128'],
    ['a flat', '住阳光小区3号楼2单元501室', '住阳光小区*号楼*单元***室'],
    ['a flat in Chinese numerals', '阳光小区三号楼二单元五零一室', '阳光小区*号楼*单元*室'],
    ['a flat without 室', '幸福家园12号楼1单元1203', '幸福家园**号楼*单元****'],
    ['a flat in short form', '阳光小区3-2-501', '阳光小区*-*-***'],
    ['a house in a village', '受助人住示例镇李家村3组12号。', '受助人住示例镇李家村*组**号'],
    ['a flat of a side unit', '阳光小区15号楼西单元402室', '阳光小区**号楼西单元***室'],
    ['a flat in a square, said to be a home', '住址：星美城市广场2号楼1单元1808', '星美城市广场*号楼*单元****'],
    ['a flat in a compound of an office', '市直机关家属院1号楼2单元301室', '市直机关家属院*号楼*单元***室'],
    ['a house said to be a home', '家庭住址：兴华路12号', '家庭住址：兴华路**号'],
  ])('%s', (_, text, masked) => {
    expect(blocked(text)).toEqual([masked]);
  });
});

describe('A-08 does not block:', () => {
  test.each([
    ['the hotline 12345', '请拨打12345政务服务便民热线或12319。'],
    ['a document number', '示建发〔2026〕8号、国办发〔2018〕123号、第12号令'],
    ['a landline', '咨询电话：0635-8212345，063582123456'],
    ['a service number', '400-810-0000、95598、110'],
    ['the address of an office', '地址：示例市兴华路88号示例市住房和城乡建设局405室'],
    ['a room of the service hall', '市政务服务中心3号楼201室'],
    ['a room of a health centre', '古楼社区卫生服务中心3号楼101室'],
    ['a flat nobody can find', '和平小区3号楼2单元东户、三号楼二单元五层'],
    ['a road with a house number', '位于兴华路12号'],
    ['buildings without doors', '阳光小区1-5号楼、8号楼加装电梯，3号楼2单元已完工'],
    ['a count of households', '李家村12户危房改造，阳光小区3号楼12户居民'],
    ['a number without the right check digit', '编号110105194912310021'],
    ['an order number', '项目代码2101-371500-04-01-123456，流水号1234567890123456'],
    ['a credit code', '统一社会信用代码11371500MB2857844W'],
    ['money and moments', '投资13812345678.90元，1763700000000'],
    ['what is masked already', '110105********002X，138****5678，3号楼*单元***室'],
    ['a metro line in a town named after a village', '石家庄3号线、第8号公告'],
  ])('%s', (_, text) => {
    expect(blocked(text)).toEqual([]);
  });
});

test('A-08 a finding stands where the number stands in the visible text, with rule and a remedy in Chinese', () => {
  const post = composedPost({ html: '<section><p>第一段</p><p>电话<strong>138</strong>12345678</p></section>' });
  const [finding] = blockingOf(post);
  expect(visiblePost(post).text.slice(finding!.start, finding!.end)).toBe('13812345678');
  expect(finding).toMatchObject({ check: 'personal-data', severity: 'blocking', rule: 'A-08', excerpt: '13812345678' });
  expect(finding?.remedy).toContain('138****5678');
});

test('A-08 a number in the title or only in the digest is found too', () => {
  expect(blockingOf(composedPost({ title: '张三13812345678' }))[0]).toMatchObject({ start: 2, end: 13 });
  expect(blockingOf(composedPost({ digest: '电话13812345678' }))).toEqual([
    expect.objectContaining({ start: 0, end: 0, excerpt: '13812345678' }),
  ]);
});

test('check digits decide', () => {
  expect(isIdNumber('11010519491231002X')).toBe(true);
  expect(isIdNumber('110105194912310020')).toBe(false);
  expect(isIdNumber('11010519490231002X')).toBe(false);
  expect(isBankCard('6222021234567890128')).toBe(true);
  expect(isBankCard('6222021234567890127')).toBe(false);
});

/** Identity numbers that exist by form: any region, any day, the right check digit. */
const idNumber = fc
  .tuple(
    fc.constantFrom('110105', '371502', '440305', '650102'),
    fc.date({ min: new Date('1930-01-01T00:00:00Z'), max: new Date('2020-12-31T00:00:00Z'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 999 }),
  )
  .map(([region, born, serial]) => {
    const head = region + born.toISOString().slice(0, 10).replaceAll('-', '') + String(serial).padStart(3, '0');
    return [...'0123456789X'].map((last) => head + last).find(isIdNumber) ?? '';
  });
const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
const card = fc
  .tuple(fc.constantFrom('6222', '6217', '4563'), fc.bigInt({ min: 10n ** 11n, max: 10n ** 12n - 1n }))
  .map(([head, rest]) => {
    const body = head.length + String(rest).length === 16 ? `${head}${String(rest).slice(0, 11)}` : `${head}${rest}`;
    return [...'0123456789'].map((last) => body + last).find(isBankCard) ?? '';
  });
const chinese = fc.string({ unit: fc.constantFrom(...'关于示例市住建局的通知，。：电话为公开（）\n'), maxLength: 40 });

test('A-08 whatever text stands around them every number is found, and its mask leaves nothing to find', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(chinese, fc.oneof(idNumber, mobile, card)), { minLength: 1, maxLength: 4 }),
      (parts) => {
        const text = parts.map(([before, number]) => `${before}，${number}`).join('');
        const found = personalData(text);
        expect(found.map((f) => f.excerpt)).toEqual(parts.map(([, number]) => number));
        const masked = found.reduceRight((t, f) => t.slice(0, f.start) + f.masked + t.slice(f.end), text);
        expect(personalData(masked)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test('a long text is read in one pass without backtracking for ever', () => {
  const text = '示例市兴华路阳光小区一号楼'.repeat(2000) + '1'.repeat(5000);
  expect(personalData(text)).toEqual([]);
});
