const DIGITS = '〇一二三四五六七八九';
const UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };

/** A Chinese numeral below ten thousand as a number: 二十九 is 29, 七一一 is 711. Null when it is none. */
export function chineseNumeral(text: string): number | null {
  const plain = text.replaceAll('零', '〇').replaceAll('○', '〇');
  if (/^[〇一二三四五六七八九]+$/u.test(plain)) return Number([...plain].map((c) => DIGITS.indexOf(c)).join(''));
  if (!/^[〇一二三四五六七八九十百千]+$/u.test(plain)) return null;
  let total = 0;
  let digit = 0;
  for (const char of plain) {
    const unit = UNITS[char];
    if (unit === undefined) digit = DIGITS.indexOf(char);
    else {
      total += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + digit;
}

/** A text with years that are written digit by digit in figures: 二〇二四年 becomes 2024年. */
export function westernYears(text: string): string {
  return text.replace(/二[〇○零０][〇○零０一二三四五六七八九]{2}|一九[〇○零０一二三四五六七八九]{2}(?=年)/gu, (year) =>
    [...year].map((char) => Math.max(0, DIGITS.indexOf(char))).join(''),
  );
}
