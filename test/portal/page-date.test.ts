import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { dateInForm, dateOfAddress, firstPageDate, pageDates } from '../../src/portal/page-date.ts';

const read = (text: string) => {
  const date = firstPageDate(text);
  return date ? isoBeijing(date.at).slice(0, 16) : null;
};

test.each([
  ['2026-09-18 10:05', '2026-09-18T10:05'],
  ['2026-09-18 10:05:30', '2026-09-18T10:05'],
  ['2026/9/18', '2026-09-18T00:00'],
  ['[2026.09.18]', '2026-09-18T00:00'],
  ['2026年9月18日 10时05分', '2026-09-18T10:05'],
  ['2017——04——12 21:37', '2017-04-12T21:37'],
  ['2017—04—12 21:37', '2017-04-12T21:37'],
  ['2026-09-18-10:05:30', '2026-09-18T10:05'],
  ['2026-\n09-\n18', '2026-09-18T00:00'],
  ['２０２６－０９－１８', '2026-09-18T00:00'],
  ['2026-09-18T02:05:00Z', '2026-09-18T10:05'],
  ['2026-09-18T10:05:00+08:00', '2026-09-18T10:05'],
  ['2026-09-18 10:052026-09-20 08:00', '2026-09-18T10:05'],
  ['发布日期：2026-09-18　来源：示例市', '2026-09-18T00:00'],
  ['二〇二六年九月十八日', '2026-09-18T00:00'],
  ['二○一九年十二月三十一日', '2019-12-31T00:00'],
])('b.5 %j is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected);
});

test.each([
  '2026-02-30',
  '1998-05-01',
  '2026-13-01',
  '示建发〔2026〕8号',
  '2026年9月',
  '11-20',
  '',
])('%j is no date', (text) => {
  expect(read(text)).toBeNull();
});

test('the day is read from an address where the CMS puts one', () => {
  const day = (address: string) => isoBeijing(dateOfAddress(address)?.at ?? 0).slice(0, 10);
  expect(day('https://a.example/zc/202608/t20260814_1.html')).toBe('2026-08-14');
  expect(day('https://a.example/art/2026/8/4/art_1_2.html')).toBe('2026-08-04');
  expect(day('https://a.example/c/2026052217462526593/index.html')).toBe('2026-05-22');
  expect(dateOfAddress('https://a.example/c106/202511/174240943.shtml')).toBeNull();
});

test('an odd form can be set', () => {
  expect(isoBeijing(dateInForm('18/09/2026', 'DD/MM/YYYY')?.at ?? 0).slice(0, 10)).toBe('2026-09-18');
});

test('whatever the text, dates are real days since 2000', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(9999), fc.nat(99), fc.nat(99), (noise, y, m, d) => {
      for (const { at } of pageDates(`${noise}${y}-${m}-${d} ${noise}`))
        expect(at).toBeGreaterThanOrEqual(Date.parse('2000-01-01T00:00:00+08:00'));
    }),
  );
});
