/** Open requests that must be answered soon, as 今日 sums them up: by their due day, with their kinds and the most urgent. */
import { plusDays } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';

/** Those of one due day, or all that are late. */
export interface DueRequests {
  /** YYYY-MM-DD; of several late ones the earliest. */
  dueOn: string;
  isLate: boolean;
  count: number;
  /** Whether there are more than were counted. */
  isCut: boolean;
  /** Ids of routing.yaml with how many, the most frequent first. */
  kinds: { kind: string; count: number }[];
  first: { id: string; number: string | null; kind: string; intake: string; days: number; unit: 'working-day' | 'day' };
}

/** Whose: what this person has, and what nobody has in these sections. `null` asks for the whole office. */
export type RequestsOf = { person: string; sections: readonly string[] | 'all' } | null;

/** So many are counted of each group; beyond that the exact figure tells nobody more. */
const MOST = 500;

/**
 * Due up to `until` (YYYY-MM-DD), what is late first. Late ones, today's and the coming ones are each read by themselves,
 * so that no backlog hides what is due today. By the partial indexes of open requests.
 */
export async function dueRequestGroups(
  db: Db,
  whose: RequestsOf,
  { today, until }: { today: string; until: string },
): Promise<DueRequests[]> {
  const late = groupOf(await readDue(db, whose, { before: today }), true);
  const groups = late ? [late] : [];
  for (let day = today; day <= until; day = plusDays(day, 1)) {
    const group = groupOf(await readDue(db, whose, { on: day }), false);
    if (group) groups.push(group);
  }
  return groups;
}

function groupOf({ rows, isCut }: { rows: DueRow[]; isCut: boolean }, isLate: boolean): DueRequests | null {
  const [found] = rows;
  if (!found) return null;
  const { nowDueOn: dueOn, ...first } = found;
  return { dueOn, isLate, count: rows.length, isCut, kinds: kindsOf(rows), first };
}

function kindsOf(rows: readonly { kind: string }[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

type DueRow = DueRequests['first'] & { nowDueOn: string };
type Due = { before: string } | { on: string };

/** Up to MOST of what is late or due on a day, the most urgent first, and whether there are more. */
async function readDue(db: Db, whose: RequestsOf, due: Due): Promise<{ rows: DueRow[]; isCut: boolean }> {
  const lists = await Promise.all(
    whose === null
      ? [openDue(db, due).execute()]
      : [
          openDue(db, due).where('assignee', '=', whose.person).execute(),
          ...nobodysOf(db, due, whose.sections).map((list) => list.execute()),
        ],
  );
  const rows = lists.flat().sort((a, b) => a.nowDueOn.localeCompare(b.nowDueOn) || (a.id < b.id ? -1 : 1));
  return { rows: rows.slice(0, MOST), isCut: rows.length > MOST };
}

/** What nobody has in these sections; no question where there is no section. */
function nobodysOf(db: Db, due: Due, sections: readonly string[] | 'all') {
  if (sections === 'all') return [openDue(db, due).where('assignee', 'is', null)];
  return sections.map((section) => openDue(db, due).where('assignee', 'is', null).where('section', '=', section));
}

function openDue(db: Db, due: Due) {
  const open = db
    .selectFrom('request')
    .select(['id', 'number', 'kind', 'intake', 'days', 'unit', 'nowDueOn'])
    .where('closedAt', 'is', null);
  return ('on' in due ? open.where('nowDueOn', '=', due.on) : open.where('nowDueOn', '<', due.before))
    .orderBy('nowDueOn')
    .orderBy('id')
    .limit(MOST + 1);
}
