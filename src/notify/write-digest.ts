/** The daily digest of a person or a group: what stands, by section, with yesterday's figures. Pure. */
import { beijingDay, beijingTime } from '../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../calendar/calendar.ts';
import { dayWords } from '../calendar/day-words.ts';
import type { Notify } from '../config/notify.ts';
import type { Concern } from './concern.ts';
import type { NoticeText } from './notice.ts';
import { concernText, filled, type NoticeWording } from './notice-wording.ts';
import { plain } from './write-notice.ts';

/** One matter of a digest; `names` are printed where several people read the same digest. */
export type DigestEntry = Pick<Concern, 'kind' | 'fields'> & { names: readonly string[] };

/** Matters that one section spells out; the rest is counted. */
const SECTION_ENTRIES = 30;

/**
 * The Beijing day whose digest is to be made now, or null: from its hour on, also when nobody worked at that hour, but
 * no later than `until`; after that it comes with the next one.
 */
export function digestDay({ digest }: Notify, calendar: Calendar, now: number): string | null {
  const day = beijingDay(now);
  const time = beijingTime(now);
  if (time < digest.at || time >= digest.until) return null;
  return digest.days === 'everyDay' || isWorkingDay(calendar, day) ? day : null;
}

/** @param group the text goes into a group of at most so many bytes of UTF-8; whole matters are left out until it fits */
export function digestText(
  wording: NoticeWording,
  entries: readonly DigestEntry[],
  figures: readonly string[],
  now: number,
  group: { maxBytes: number } | null = null,
): NoticeText {
  const { frames } = wording;
  const title = filled(frames.digest.zh, { day: dayWords(beijingDay(now), now), count: entries.length });
  const write = (most: number) => {
    const sections = frames.sections.flatMap(({ id, zh }) => {
      const ofSection = entries.filter((entry) => sectionOf(wording, entry.kind) === id);
      if (ofSection.length === 0) return [];
      const lines = ofSection.slice(0, most).map((entry, i) => `${i + 1}. ${lineOf(wording, entry, group !== null)}`);
      const more = ofSection.length - lines.length;
      const rest = more > 0 ? [filled(frames.more.zh, { count: more })] : [];
      return [[`■ ${zh}（${ofSection.length}）`, ...lines, ...rest].join('\n')];
    });
    const ofDay = figures.length > 0 ? [[`■ ${frames.figuresTitle.zh}`, ...figures].join('\n')] : [];
    return [title, ...sections, ...ofDay].join('\n\n');
  };
  let most = SECTION_ENTRIES;
  const max = group?.maxBytes ?? Number.POSITIVE_INFINITY;
  while (most > 0 && Buffer.byteLength(write(most)) > max) most -= 1;
  return { title, text: write(most) };
}

/** The first section that names the kind's beginning; the last one takes the rest. */
function sectionOf({ frames }: NoticeWording, kind: string): string | undefined {
  const found = frames.sections.find(({ kinds }) => kinds.some((start) => kind.startsWith(start)));
  return (found ?? frames.sections.at(-1))?.id;
}

function lineOf(wording: NoticeWording, entry: DigestEntry, inGroup: boolean): string {
  const { text } = concernText(wording, entry);
  const who = entry.names.length > 0 ? ` @${entry.names.join(' @')}` : '';
  return inGroup ? plain(`${text}${who}`) : `${text}${who}`.replace(/\s+/gu, ' ');
}
