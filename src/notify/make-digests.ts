import { robotOf } from '../config/notify-references.ts';
import type { Tx } from '../store/database.ts';
import type { ConcernTable } from '../store/tables/notices.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import { linesOfStanding, standingConcerns } from './concern-store.ts';
import { keepNotice } from './make-notices.ts';
import { isAddress, recipientsOf } from './recipients.ts';
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
 * The digest of the day, once for each person for whom something stands, and once for each group. The day is marked in
 * the same transaction, for the people and for every group on its own, so that a second look, another worker or a start
 * after a crash makes no second one, and a group whose robot is busy gets it at a later look. Whoever has taken a matter
 * is the only one who still reads of it.
 * @returns how many were made
 */
export async function makeDigests(work: DigestWork): Promise<number> {
  const now = work.clock.now();
  const day = digestDay(work.rules.notify, work.rules.calendar, now);
  if (day === null) return 0;
  const robots = [...new Set(work.rules.notify.digest.ways)].filter((way) => robotOf(way) !== null);
  const marks = [{ mark: day, robot: null }, ...robots.map((robot) => ({ mark: `${day} ${robot}`, robot }))];
  const made = await marked(
    work,
    marks.map(({ mark }) => mark),
  );
  const open = marks.filter(({ mark }) => !made.has(mark));
  if (open.length === 0) return 0;
  const stuck = await work.robots.stuck(work.db);
  const due = open.filter(({ robot }) => robot === null || !stuck.has(robot));
  if (due.length === 0) return 0;
  const figures = await work.figures(day);
  let count = 0;
  for (const { mark, robot } of due) count += await makeOnce(work, mark, robot, { day, figures, now });
  return count;
}

interface OfDay {
  day: string;
  figures: string[];
  now: number;
}

/** @param robot the group whose digest it is; null for those of all people */
async function makeOnce(work: DigestWork, mark: string, robot: string | null, ofDay: OfDay): Promise<number> {
  const { day, now } = ofDay;
  try {
    return await inTransaction(work.db, async (tx) => {
      await tx.insertInto('digestDay').values({ day: mark, at: now }).execute();
      const shared = await sharedMatters(tx, work);
      const made = await (robot === null
        ? keepOfPeople(tx, work, shared, ofDay)
        : keepOfGroup(tx, work, shared, { ...ofDay, way: robot }));
      const after = { digests: made, ...(robot === null ? {} : { way: robot }) };
      await work.record(tx, { at: now, actor: noticeActor, act: 'notice.digest', object: `day:${day}`, after });
      return made;
    });
  } catch (error) {
    if (isUniqueViolation(error)) return 0; // Another worker made them at this moment.
    throw error;
  }
}

async function marked({ db }: DigestWork, marks: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('digestDay').select('day').where('day', 'in', marks).execute();
  return new Set(rows.map(({ day }) => day));
}

async function sharedMatters(tx: Tx, { rules }: DigestWork): Promise<Shared[]> {
  const told = await linesOfStanding(tx);
  return (await standingConcerns(tx)).map((row) => {
    const first = recipientsOf(rules.people, JSON.parse(row.recipients));
    const others = told.filter((l) => l.concern === row.id && l.episode === row.episode).map((l) => l.person);
    return { row, persons: row.acknowledgedBy === null ? [...new Set([...first, ...others])] : [row.acknowledgedBy] };
  });
}

/** Whoever is reached by an address outside the house reads of his own matters only, not of the house's figures. */
async function keepOfPeople(tx: Tx, work: DigestWork, shared: readonly Shared[], ofDay: OfDay): Promise<number> {
  const { day, figures, now } = ofDay;
  const { people, notify } = work.rules;
  const ways = [...new Set(['console', ...notify.digest.ways])];
  let made = 0;
  for (const way of ways.filter((each) => robotOf(each) === null)) {
    for (const person of people.people) {
      const outside = isAddress(person.id);
      const entries = shared.filter(({ persons }) => persons.includes(person.id)).map(({ row }) => entryOf(row, []));
      if (entries.length === 0 || (way === 'email' ? person.email === undefined : outside)) continue;
      const text = digestText(work.wording, entries, outside ? [] : figures, now);
      await keepNotice(tx, work, { kind: 'digest', way, person: person.id, text, digestOn: day }, now);
      made += 1;
    }
  }
  return made;
}

async function keepOfGroup(
  tx: Tx,
  work: DigestWork,
  shared: readonly Shared[],
  { way, day, figures, now }: OfDay & { way: string },
): Promise<number> {
  const nameOf = (id: string) => work.rules.people.people.find((p) => p.id === id)?.name ?? id;
  const entries = shared.map(({ row, persons }) => entryOf(row, persons.map(nameOf)));
  if (entries.length === 0) return 0;
  const text = digestText(work.wording, entries, figures, now, { maxBytes: ROBOT_BYTES });
  await keepNotice(tx, work, { kind: 'digest', way, person: '', text, digestOn: day }, now);
  return 1;
}

function entryOf({ kind, fields }: ConcernTable, names: readonly string[]): DigestEntry {
  return { kind, fields: JSON.parse(fields), names };
}
