import { findDocumentNumbers } from './document-number.ts';
import { genres } from './genre.ts';
import { quotedTitles } from './quoted-titles.ts';
import { genreOf } from './title-grammar.ts';

/** A document named in the text of an interpretation. */
export interface Mention {
  title: string;
  /** The number printed behind it, normalised. */
  number: string | null;
  /** Who issued it by the words before it (市政府印发《…》), null when they do not say. */
  issuer: string | null;
  /** `subject` was issued, drafted or is explained; `ground` is what the subject was made by (根据《…》). */
  part: 'subject' | 'ground' | 'named';
}

const subjectBefore =
  /(?:印发|出台|发布|公布|制定|起草|修订|研究制定|联合印发|正式印发|颁布|下发|审议通过|编制|形成|解读|推出|修改)了?(?:新(?:修订|版)?的?)?$/u;
const groundBefore =
  /(?:根据|依据|按照|依照|遵照|参照|贯彻|落实|贯彻落实|结合|对照|依|按|转发|执行)(?:[^。；\n]{0,40}(?:关于|印发|发布|制定的?|出台的?|和|、|及|以及|》|中|的)?)?$/u;
const subjectBehind = /^(?:[（(][^）)]{0,40}[）)])?[（(]?(?:以下简称|下称|已|将|自|正式|经|的主要|现|的?出台|的?背景)/u;

/** The normative documents that a text quotes, in order, with the part each plays. */
export function readMentions(head: string): Mention[] {
  const numbers = findDocumentNumbers(head);
  const quoted = quotedTitles(head.replace(/\n/gu, ' '));
  const found: Mention[] = [];
  for (const { text, start, end } of quoted) {
    if (!namesDocument(text)) continue;
    const before = sentenceBefore(head, start);
    const number = numbers.find((n) => n.start >= end && n.start <= end + 4 && n.issuer !== null);
    const issuer = /([\u4e00-\u9fff、 ]{3,40}?)(?:联合)?(?:研究)?(?:正式)?(?:印发|出台|发布|公布|制定)了?$/u.exec(
      before,
    )?.[1];
    found.push({
      title: text,
      number: number?.normalised ?? null,
      issuer: issuer?.replace(/^.*?(?:日前|近日|近期|日|，)/u, '').trim() || null,
      part: partOf(before, head.slice(end, end + 60)),
    });
  }
  return found;
}

/** A title of its own, not the short name (《办法》, 《若干措施》) that the text gives it. */
export function namesDocument(title: string): boolean {
  return genreOf(title) !== null && !genres.includes(title) && title.length > 5;
}

/** Whether a number at this place only grounds the subject: 根据国办发〔2019〕54号精神. */
export function isGround(head: string, start: number): boolean {
  const before = sentenceBefore(head, start);
  return groundBefore.test(before.replace(/《[^》]*》[（(]?/gu, '').trimEnd());
}

function partOf(before: string, behind: string): Mention['part'] {
  if (subjectBefore.test(before)) return 'subject';
  const plain = before.replace(/《[^》]*》(?:[（(][^）)]*[）)])?/gu, '');
  if (groundBefore.test(plain)) return 'ground';
  return subjectBehind.test(behind) ? 'subject' : 'named';
}

function sentenceBefore(head: string, start: number): string {
  const before = head.slice(Math.max(0, start - 120), start);
  return before.slice(Math.max(...['。', '；', '\n', '：'].map((end) => before.lastIndexOf(end))) + 1);
}
