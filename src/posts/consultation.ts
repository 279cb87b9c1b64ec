import type { Composing } from './composing.ts';
import type { Finding } from './finding.ts';
import { sentencesOf } from './sentences.ts';
import { visibleText } from './visible-text.ts';
import { worded } from './wording.ts';

/** E-02: what a consultation says of itself. Days are YYYY-MM-DD, empty when not said. */
export interface Consultation {
  opensOn: string;
  closesOn: string;
  /** How to reply, each as printed. */
  ways: string[];
}

const DAY = '(\\d{4})年(\\d{1,2})月(\\d{1,2})日';
const SPAN = new RegExp(
  `${DAY}[^。；\\d]{0,8}?(?:至|到|—+|－|-|~|～)\\s*(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日`,
  'u',
);
const CLOSES = [
  new RegExp(`(?:截止|截至|期限)[^。；\\d]{0,16}${DAY}`, 'u'),
  new RegExp(`${DAY}\\s*(?:\\d{1,2}[:：时点]\\d{0,2}分?)?(?:之?前|止|截止|结束)`, 'u'),
];
const WAYS =
  /电子邮箱|电子邮件|邮箱|E-?mail|传真|信函|来信|邮寄|书面意见|问卷|座谈|听证|走访|投票|留言|网站.{0,12}(?:提交|征集|反馈)|电话(?:反馈|[:：])/iu;

/** The days and ways that the text of a call for opinions gives. Days are only taken where the text calls them so. */
export function parseConsultation(html: string): Consultation {
  const text = visibleText(html);
  const sentences = text.split('\n').flatMap(sentencesOf);
  const ways = sentences.filter((s) => WAYS.test(s) && !/^关于/u.test(s));
  const span = SPAN.exec(text);
  if (span) {
    const [, y1 = '', m1 = '', d1 = '', y2 = y1, m2 = m1, d2 = ''] = span;
    return { opensOn: dayOf(y1, m1, d1), closesOn: dayOf(y2, m2, d2), ways };
  }
  const end = CLOSES.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  const [, year = '', month = '', date = ''] = end ?? [];
  return { opensOn: '', closesOn: end ? dayOf(year, month, date) : '', ways };
}

/** What a reader needs to take part, and whether the result is there. */
export function consultationFindings(
  { closesOn, ways }: Consultation,
  hasResult: boolean,
  title: string,
  { wording }: Composing,
): Finding[] {
  if (hasResult) return [];
  return [
    ...(closesOn === '' ? [worded(wording, 'consultation-days', { title })] : []),
    ...(ways.length === 0 ? [worded(wording, 'consultation-ways', { title })] : []),
    worded(wording, 'consultation-result-open', { title, closesOn: closesOn || '截止日' }),
  ];
}

function dayOf(year: string, month: string, date: string): string {
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}
