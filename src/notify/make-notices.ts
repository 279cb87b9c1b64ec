import { robotOf } from '../config/notify-references.ts';
import type { Tx } from '../store/database.ts';
import type { ConcernTable, NoticeLineTable, NoticeTable } from '../store/tables/notices.ts';
import { addLines, linesOf } from './concern-store.ts';
import { type NoticeText, noticeHash } from './notice.ts';
import { addNotice } from './notice-store.ts';
import { ENDED, grouped, type Telling, targetOf } from './notices-due.ts';
import type { TellWork } from './tell-work.ts';
import { mailText, type NoticeEntry, robotText } from './write-notice.ts';

interface DueTelling {
  telling: Telling;
  row: ConcernTable;
}

/** What a notice is made with. */
export type Making = Pick<TellWork, 'newId' | 'wording' | 'robots' | 'rules'>;

/**
 * Writes down who is told of what: lines for the console, and for each person or group one message with its frozen
 * text. A robot's message gets its delivery here, in the same transaction.
 * @returns the lines
 */
export async function makeNotices(
  tx: Tx,
  work: Making,
  due: readonly DueTelling[],
  now: number,
): Promise<NoticeLineTable[]> {
  if (due.length === 0) return [];
  const shown = due.filter(({ telling }) => telling.way === 'console').map((d) => lineOf(d.telling, null, now));
  await addLines(tx, shown);
  const messages = grouped(
    due.filter(({ telling }) => telling.way !== 'console'),
    ({ telling }) => targetOf(telling),
  );
  const before = await linesOf(tx, [...new Set(due.map(({ row }) => row.id))]);
  const made: NoticeLineTable[] = [...shown];
  for (const group of messages.values()) {
    const [first] = group;
    if (!first) continue;
    const { way, person } = first.telling;
    const robot = robotOf(way);
    const entries = entriesOf(work, group, before);
    const text = robot === null ? mailText(work.wording, entries) : robotText(work.wording, entries);
    const kind = group.every(({ telling }) => telling.step === ENDED) ? 'ended' : 'concern';
    const notice = await keepNotice(tx, work, { kind, way, person, text, digestOn: null }, now);
    const lines = group.map(({ telling }) => lineOf(telling, notice, now));
    await addLines(tx, lines);
    made.push(...lines);
  }
  return made;
}

/** One message as a row, on its way: an e-mail is due now, a robot's is handed to its delivery. @returns its id */
export async function keepNotice(
  tx: Tx,
  { newId, robots }: Making,
  made: Pick<NoticeTable, 'kind' | 'way' | 'digestOn'> & { person: string; text: NoticeText },
  now: number,
): Promise<string> {
  const { kind, way, person, text, digestOn } = made;
  const id = newId();
  const channel = robotOf(way);
  const state = way === 'console' ? 'sent' : channel === null ? 'planned' : 'handed';
  const hash = noticeHash(text);
  await addNotice(tx, {
    id,
    kind,
    person: channel === null ? person : null,
    way,
    state,
    title: text.title,
    body: JSON.stringify(text),
    hash,
    digestOn,
    calls: 0,
    lost: 0,
    createdAt: now,
    workAt: state === 'planned' ? now : null,
    toldAt: state === 'sent' ? now : null,
    answer: null,
    errorCode: null,
  });
  if (channel !== null) await robots.deliver(tx, { notice: id, channel, hash, at: now });
  return id;
}

/** The matters of one message, each once, with everybody whom this message tells of it. */
function entriesOf({ rules }: Making, group: readonly DueTelling[], before: readonly NoticeLineTable[]): NoticeEntry[] {
  const nameOf = (id: string) => rules.people.people.find((p) => p.id === id)?.name ?? id;
  const byConcern = grouped(group, ({ row }) => row.id);
  const entries = [...byConcern.values()].flatMap((tellings) => {
    const [first] = tellings;
    if (!first) return [];
    const { row, telling } = first;
    const earlier = before.filter(
      (line) => line.concern === row.id && line.episode === row.episode && line.step >= 0 && line.step < telling.step,
    );
    const told = new Set(tellings.map((t) => t.telling.person));
    return {
      concern: { ...row, fields: JSON.parse(row.fields) },
      names: [...told].map(nameOf),
      before: [...new Set(earlier.map((line) => line.person))].filter((id) => !told.has(id)).map(nameOf),
      ended: telling.step === ENDED,
    };
  });
  const rank = (entry: NoticeEntry) => (entry.ended ? 2 : entry.concern.urgency === 'red' ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b));
}

function lineOf({ concern, episode, step, person, way }: Telling, notice: string | null, toldAt: number) {
  return { concern, episode, step, person, way, notice, toldAt };
}
