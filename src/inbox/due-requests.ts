/** Open requests that must be answered soon, as 今日 sums them up: by their due day, with their kinds and the most urgent. */
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

/** So many are counted; beyond that the exact figure tells nobody more. */
const MOST = 500;

/** Due up to `until` (YYYY-MM-DD), what is late first. By the partial indexes of open requests. */
export async function dueRequestGroups(
  db: Db,
  whose: RequestsOf,
  { today, until }: { today: string; until: string },
): Promise<DueRequests[]> {
  const due = (await readDue(db, whose, until)).sort(
    (a, b) => a.nowDueOn.localeCompare(b.nowDueOn) || a.id.localeCompare(b.id),
  );
  const groups = new Map<string, typeof due>();
  for (const row of due) {
    const key = row.nowDueOn < today ? 'late' : row.nowDueOn;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups].flatMap(([key, rows]): DueRequests[] => {
    const [first] = rows;
    if (!first) return [];
    const { nowDueOn, ...named } = first;
    const isCut = due.length >= MOST;
    return [{ dueOn: nowDueOn, isLate: key === 'late', count: rows.length, isCut, kinds: kindsOf(rows), first: named }];
  });
}

function kindsOf(rows: readonly { kind: string }[]): { kind: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

async function readDue(db: Db, whose: RequestsOf, until: string) {
  const open = () =>
    db
      .selectFrom('request')
      .select(['id', 'number', 'kind', 'intake', 'days', 'unit', 'nowDueOn'])
      .where('closedAt', 'is', null)
      .where('nowDueOn', '<=', until)
      .orderBy('nowDueOn')
      .orderBy('id')
      .limit(MOST);
  if (whose === null) return open().execute();
  const { person, sections } = whose;
  const own = await open().where('assignee', '=', person).execute();
  if (sections !== 'all' && sections.length === 0) return own;
  const nobodys = open().where('assignee', 'is', null);
  const free = await (sections === 'all' ? nobodys : nobodys.where('section', 'in', [...sections])).execute();
  return [...own, ...free];
}
