import { robotOf } from '../config/notify-references.ts';
import type { Tx } from '../store/database.ts';
import type { ConcernTable } from '../store/tables/notices.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import { linesOfStanding, standingConcerns } from './concern-store.ts';
import { keepNotice } from './make-notices.ts';
import { recipientsOf } from './recipients.ts';
import { noticeActor, type TellWork } from './tell-work.ts';
import { type DigestEntry, digestDay, digestText } from './write-digest.ts';

export interface DigestWork extends TellWork {
  /** Yesterday in sentences, by the Beijing day of the digest. */
  figures: (day: string) => Promise<string[]>;
}

const ROBOT_BYTES = 4000;

/** One matter with everybody whose digest it stands in. */
interface Shared {
  row: ConcernTable;
  persons: string[];
}

/**
 * The digest of the day, once for each person for whom something stands; the day is marked in the same transaction, so
 * that a second look, another worker or a start after a crash makes no second one. Whoever has taken a matter is the
 * only one who still reads of it.
 * @returns how many were made
 */
export async function makeDigests(work: DigestWork): Promise<number> {
  const now = work.clock.now();
  const day = digestDay(work.rules.notify, work.rules.calendar, now);
  if (day === null || (await isMade(work, day))) return 0;
  const figures = await work.figures(day);
  const stuck = await work.robots.stuck(work.db);
  try {
    return await inTransaction(work.db, async (tx) => {
      await tx.insertInto('digestDay').values({ day, at: now }).execute();
      const made = await keepDigests(tx, work, await sharedMatters(tx, work), { day, figures, stuck, now });
      const after = { digests: made };
      await work.record(tx, { at: now, actor: noticeActor, act: 'notice.digest', object: `day:${day}`, after });
      return made;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return 0; // Another worker made them at this moment.
    throw error;
  }
}

async function isMade({ db }: DigestWork, day: string): Promise<boolean> {
  const row = await db.selectFrom('digestDay').select('day').where('day', '=', day).executeTakeFirst();
  return row !== undefined;
}

async function sharedMatters(tx: Tx, { rules }: DigestWork): Promise<Shared[]> {
  const told = await linesOfStanding(tx);
  return (await standingConcerns(tx)).map((row) => {
    const first = recipientsOf(rules.people, JSON.parse(row.recipients));
    const others = told.filter((l) => l.concern === row.id && l.episode === row.episode).map((l) => l.person);
    return { row, persons: row.acknowledgedBy === null ? [...new Set([...first, ...others])] : [row.acknowledgedBy] };
  });
}

async function keepDigests(
  tx: Tx,
  work: DigestWork,
  shared: readonly Shared[],
  { day, figures, stuck, now }: { day: string; figures: string[]; stuck: ReadonlySet<string>; now: number },
): Promise<number> {
  const { people, notify } = work.rules;
  const ways = [...new Set(['console', ...notify.digest.ways])];
  let made = 0;
  for (const way of ways.filter((each) => robotOf(each) === null)) {
    for (const person of people.people) {
      const entries = shared.filter(({ persons }) => persons.includes(person.id)).map(({ row }) => entryOf(row, []));
      if (entries.length === 0 || (way === 'email' && person.email === undefined)) continue;
      const text = digestText(work.wording, entries, figures, now);
      await keepNotice(tx, work, { kind: 'digest', way, person: person.id, text, digestOn: day }, now);
      made += 1;
    }
  }
  const nameOf = (id: string) => people.people.find((p) => p.id === id)?.name ?? id;
  for (const way of ways.filter((each) => robotOf(each) !== null && !stuck.has(each))) {
    const entries = shared.map(({ row, persons }) => entryOf(row, persons.map(nameOf)));
    if (entries.length === 0) continue;
    const text = digestText(work.wording, entries, figures, now, { maxBytes: ROBOT_BYTES });
    await keepNotice(tx, work, { kind: 'digest', way, person: '', text, digestOn: day }, now);
    made += 1;
  }
  return made;
}

function entryOf({ kind, fields }: ConcernTable, names: readonly string[]): DigestEntry {
  return { kind, fields: JSON.parse(fields), names };
}
