/** The text of a message out of the matters it tells of: for e-mail, and as Markdown of a group robot. Pure. */
import { beijingDay, beijingTime } from '../calendar/beijing-time.ts';
import type { ConcernTable } from '../store/tables/notices.ts';
import type { NoticeText } from './notice.ts';
import { concernText, filled, type NoticeWording } from './notice-wording.ts';

/** One matter of a message. */
export interface NoticeEntry {
  concern: Pick<ConcernTable, 'id' | 'kind' | 'urgency' | 'since'> & { fields: Readonly<Record<string, string>> };
  /** Names of the people whom this message tells of it. */
  names: readonly string[];
  /** Names of those who were told before and did not take it; empty at the first telling. */
  before: readonly string[];
  ended: boolean;
}

/** Markdown of a group robot, bytes of UTF-8 (developer.work.weixin.qq.com 91770). */
const ROBOT_BYTES = 4096;
/** Matters that an e-mail spells out; the rest is counted. */
const MAIL_ENTRIES = 50;
/** Characters of one field in a group: a title that fills the message would hide the others. */
const FIELD_CHARS = 120;

export function mailText(wording: NoticeWording, entries: readonly NoticeEntry[]): NoticeText {
  const shown = entries.slice(0, MAIL_ENTRIES).map((entry) => mailEntry(wording, entry));
  const more = entries.length - shown.length;
  const rest = more > 0 ? [filled(wording.frames.more.zh, { count: more })] : [];
  return { title: oneLine(titleOf(wording, entries)), text: [...shown, ...rest].join('\n\n') };
}

/** At most 4096 bytes; people are named, matters that do not fit are counted. */
export function robotText(wording: NoticeWording, entries: readonly NoticeEntry[]): NoticeText {
  const title = oneLine(titleOf(wording, entries));
  const moreOf = (count: number) => (count > 0 ? `\n${filled(wording.frames.more.zh, { count })}` : '');
  const head = `**${plain(title)}**`;
  let body = head;
  let shown = 0;
  for (const entry of entries) {
    const next = `${body}\n${robotEntry(wording, entry)}`;
    if (Buffer.byteLength(next) + Buffer.byteLength(moreOf(entries.length)) > ROBOT_BYTES) break;
    body = next;
    shown += 1;
  }
  return { title, text: `${body}${moreOf(entries.length - shown)}` };
}

function titleOf(wording: NoticeWording, entries: readonly NoticeEntry[]): string {
  const { frames } = wording;
  const live = entries.filter((e) => !e.ended);
  const [first] = live.length > 0 ? live : entries;
  if (!first) return '';
  const { title } = concernText(wording, first.concern);
  if (live.length === 0) return filled(frames.ended.zh, { title });
  const red = live.some((e) => e.concern.urgency === 'red') ? frames.red.zh : '';
  return red + filled(live.length > 1 ? frames.many.zh : frames.one.zh, { title, count: live.length });
}

function mailEntry(wording: NoticeWording, { concern, before, ended }: NoticeEntry): string {
  const { frames } = wording;
  const { title, text, remedy } = concernText(wording, concern);
  if (ended) return `${filled(frames.ended.zh, { title })}\n${frames.endedText.zh}`;
  return [
    `■ ${title}（${sinceText(wording, concern.since)}）`,
    text,
    ...(before.length > 0 ? [filled(frames.escalated.zh, { who: before.join('、') })] : []),
    ...(remedy === undefined ? [] : [`→ ${remedy}`]),
    `→ ${filled(frames.take.zh, { id: concern.id })}`,
  ].join('\n');
}

function robotEntry(wording: NoticeWording, { concern, names, before, ended }: NoticeEntry): string {
  const { frames } = wording;
  const fields = Object.fromEntries(Object.entries(concern.fields).map(([name, value]) => [name, cut(value)]));
  const { title, text } = concernText(wording, { kind: concern.kind, fields });
  const who = `@${names.join(' @')}`;
  if (ended) return plain(`${filled(frames.ended.zh, { title })} ${who}`);
  const escalated = before.length > 0 ? filled(frames.escalated.zh, { who: before.join('、') }) : '';
  return `**${plain(title)}** ${plain(who)}\n> ${plain(text + escalated)}`;
}

/** `11月22日 09:00 起`, in the words of the frame. */
function sinceText({ frames }: NoticeWording, at: number): string {
  const [, month, day] = beijingDay(at).split('-').map(Number);
  return filled(frames.since.zh, { since: `${month}月${day}日 ${beijingTime(at)}` });
}

function cut(text: string): string {
  const characters = [...text];
  return characters.length > FIELD_CHARS ? `${characters.slice(0, FIELD_CHARS - 1).join('')}…` : text;
}

/** On one line, without the signs that would begin a link, bold type, code or a mention of everybody in a group. */
export function plain(text: string): string {
  const shown: Record<string, string> = { '[': '［', ']': '］', '*': '＊', '`': '｀', '<': '＜', '>': '＞' };
  return oneLine(text).replace(/[[\]*`<>]/g, (sign) => shown[sign] ?? sign);
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
