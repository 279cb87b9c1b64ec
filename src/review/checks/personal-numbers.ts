/** Numbers that point to a person, found by form and by their own check digit. Pure; positions are UTF-16 code units. */

export interface PersonalMatch {
  kind: 'id-number' | 'mobile' | 'bank-card' | 'home-address';
  start: number;
  end: number;
  excerpt: string;
  /** The de-identified text that may stand in its place (去标识化). */
  masked: string;
}

/** Blanks and hyphens that people put between digits to make them readable. */
const gap = '[ \\u00a0\\u3000-]?';
const idNumber = new RegExp(`(?<![0-9A-Za-z])[1-9](?:${gap}\\d){16}${gap}[\\dXx](?![0-9A-Za-z])`, 'g');
const mobile = /(?<![\d.])(?:\+?86[ -]?)?(1[3-9]\d)([ \u00a0-]?)(\d{4})\2(\d{4})(?![\d.]*\d)/g;
const bankCard = /(?<![\dA-Za-z.])(?:\d{16,19}|\d{4}(?:([ \u00a0-])\d{4})(?:\1\d{4}){2}(?:\1?\d{1,3})?)(?![\dA-Za-z])/g;
/** First digits of the cards in use: UnionPay, Visa, Mastercard, JCB, Amex, and the banks' older own ones. */
const issuer = /^(?:62|4|5[1-5]|2[2-7]|35|3[47]|60|6[58]|9[0-9])/;

/** Identity numbers with a right check digit, mobile numbers, bank cards that pass Luhn; each digit in one match only. */
export function personalNumbers(text: string): PersonalMatch[] {
  const plain = halfWidth(text);
  const ids = matches(plain, idNumber, 'id-number', (raw) => isIdNumber(compact(raw)), maskId);
  const cards = matches(plain, bankCard, 'bank-card', (raw) => isBankCard(compact(raw)), maskCard);
  const mobiles = matches(plain, mobile, 'mobile', () => true, maskMobile);
  const taken: PersonalMatch[] = [];
  for (const match of [...ids, ...cards, ...mobiles]) {
    if (taken.every((t) => match.end <= t.start || match.start >= t.end)) {
      taken.push({ ...match, excerpt: text.slice(match.start, match.end) });
    }
  }
  return taken.sort((a, b) => a.start - b.start);
}

/** GB 11643: region, a day of birth that exists, check digit (ISO 7064, MOD 11-2). */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text) || !isProvince(Number(text.slice(0, 2)))) return false;
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)];
  const born = new Date(`${year}-${month}-${day}T00:00:00Z`);
  if (Number.isNaN(born.getTime()) || born.getUTCDate() !== Number(day) || Number(year) < 1800) return false;
  const sum = [...text.slice(0, 17)].reduce((s, digit, i) => s + Number(digit) * (2 ** (17 - i) % 11), 0);
  return '10X98765432'[sum % 11] === text[17];
}

export function isBankCard(digits: string): boolean {
  return (
    digits.length >= 16 && digits.length <= 19 && issuer.test(digits) && passesLuhn(digits) && !/^(\d)\1+$/.test(digits)
  );
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((s, char, i) => {
    const digit = Number(char) * (i % 2 === 1 ? 2 : 1);
    return s + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

function isProvince(code: number): boolean {
  const [tens, units] = [Math.floor(code / 10), code % 10];
  const provinces: Record<number, number> = { 1: 5, 2: 3, 3: 7, 4: 6, 5: 4, 6: 5, 7: 1, 8: 3, 9: 1 };
  return units >= 1 && units <= (provinces[tens] ?? 0);
}

function matches(
  plain: string,
  pattern: RegExp,
  kind: PersonalMatch['kind'],
  isOne: (raw: string) => boolean,
  mask: (raw: string) => string,
): PersonalMatch[] {
  return [...plain.matchAll(pattern)]
    .filter(([raw]) => isOne(raw))
    .map(({ 0: raw, index }) => ({ kind, start: index, end: index + raw.length, excerpt: raw, masked: mask(raw) }));
}

/** Region and last four stay: the form in which public notices print identity numbers. */
function maskId(raw: string): string {
  const id = compact(raw);
  return `${id.slice(0, 6)}********${id.slice(14)}`;
}

function maskMobile(raw: string): string {
  const digits = compact(raw).replace(/^\+?86(?=1\d{10}$)/, '');
  return `${digits.slice(0, 3)}****${digits.slice(7)}`;
}

function maskCard(raw: string): string {
  const digits = compact(raw);
  return `${digits.slice(0, 4)}${'*'.repeat(digits.length - 8)}${digits.slice(-4)}`;
}

function compact(raw: string): string {
  return raw.replace(/[ \u00a0\u3000-]/g, '').toUpperCase();
}

/** Full-width digits and X as their half-width ones; every position stays. */
function halfWidth(text: string): string {
  return text.replace(/[０-９Ｘｘ＋－]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0));
}
