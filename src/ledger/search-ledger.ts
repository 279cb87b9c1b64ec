import { sql } from 'kysely';
import type { Db } from '../store/database.ts';
import type { LedgerEntryTable } from '../store/tables/ground.ts';

/** What to look for; all that is given must hold. Instants are ms UTC, `fromAt` inclusive, `toAt` exclusive. */
export interface LedgerSearch {
  /** As they are written: a person alone and with each group he may act for (O-02), `li-na`, `li-na@news`. */
  actors?: readonly string[] | undefined;
  /** An object as `post:01J…`. */
  object?: string | undefined;
  /** Acts, all of one domain for instance. */
  acts?: readonly string[] | undefined;
  fromAt?: number | undefined;
  toAt?: number | undefined;
  /** Lines older than this one. */
  before?: number | undefined;
  limit: number;
}

export type FoundLine = Omit<LedgerEntryTable, 'before' | 'after' | 'prevHash'>;

export interface LedgerPage {
  lines: FoundLine[];
  /** The line before which the search goes on; null when the beginning was reached. */
  before: number | null;
}

/** How many lines one search reads at most: what is rare is found by going on, never by reading everything at once. */
const READ_AT_MOST = 20_000;

/**
 * A line takes its moment before it takes its number, and several processes write: the later number may have the earlier
 * moment. Numbers are looked through from so much before and after the days that are wanted; the moments themselves decide.
 */
const OUT_OF_ORDER_MS = 10 * 60_000;

/**
 * Lines of the ledger, newest first. The object, else the person, else the acts choose the index; what else is wanted is
 * picked from at most 20,000 lines, so a page may hold few lines and still have a next one.
 */
export async function searchLedger(db: Db, search: LedgerSearch): Promise<LedgerPage> {
  const [above, end] = await Promise.all([
    search.fromAt === undefined ? 0 : lastBefore(db, search.fromAt - OUT_OF_ORDER_MS),
    search.toAt === undefined ? null : firstFrom(db, search.toAt + OUT_OF_ORDER_MS),
  ]);
  const below = Math.min(end ?? Number.POSITIVE_INFINITY, search.before ?? Number.POSITIVE_INFINITY);
  const read = await candidates(db, search, above, below);
  const found = read.filter((line) => fits(line, search)).slice(0, search.limit);
  const full = found.length === search.limit;
  const lastSeen = full ? found.at(-1)?.seq : read.length === READ_AT_MOST ? read.at(-1)?.seq : undefined;
  if (found.length === 0) return { lines: [], before: lastSeen ?? null };
  const lines = await db
    .selectFrom('ledgerEntry')
    .select(['seq', 'at', 'actor', 'via', 'act', 'object', 'hash'])
    .where(
      'seq',
      'in',
      found.map((line) => line.seq),
    )
    .orderBy('seq', 'desc')
    .execute();
  return { lines, before: lastSeen ?? null };
}

type Candidate = Pick<LedgerEntryTable, 'seq' | 'actor' | 'act'>;

async function candidates(db: Db, search: LedgerSearch, above: number, below: number): Promise<Candidate[]> {
  const { object, actors, acts, fromAt, toAt, limit } = search;
  const newest = async (column: 'object' | 'actor' | 'act' | null, is: string, most: number) => {
    let query = db.selectFrom('ledgerEntry').select(['seq', 'actor', 'act']).where('seq', '>', above);
    if (Number.isFinite(below)) query = query.where('seq', '<', below);
    // The sign keeps both databases from going by the index of moments: the page is in the order of numbers.
    const at = sql<number>`+${sql.ref('at')}`;
    if (fromAt !== undefined) query = query.where(at, '>=', fromAt);
    if (toAt !== undefined) query = query.where(at, '<', toAt);
    if (column) query = query.where(column, '=', is);
    return query.orderBy('seq', 'desc').limit(most).execute();
  };
  if (object !== undefined) return newest('object', object, READ_AT_MOST);
  if (!actors && !acts) return newest(null, '', limit);
  const most = actors && acts ? READ_AT_MOST : limit;
  const [column, values] = actors ? (['actor', actors] as const) : (['act', acts ?? []] as const);
  const each = await Promise.all(values.map((value) => newest(column, value, most)));
  return newestFirst(each.flat()).slice(0, most);
}

function fits({ actor, act }: Candidate, { actors, acts }: LedgerSearch): boolean {
  return (!actors || actors.includes(actor)) && (!acts || acts.includes(act));
}

function newestFirst(lines: Candidate[]): Candidate[] {
  return lines.sort((a, b) => b.seq - a.seq);
}

/** The first line with a moment at or after `at`; null when there is none. */
async function firstFrom(db: Db, at: number): Promise<number | null> {
  const row = await db
    .selectFrom('ledgerEntry')
    .select('seq')
    .where('at', '>=', at)
    .orderBy('at')
    .orderBy(sql`seq`)
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? null;
}

/** The last line with a moment before `at`; 0 when there is none. */
async function lastBefore(db: Db, at: number): Promise<number> {
  const row = await db
    .selectFrom('ledgerEntry')
    .select('seq')
    .where('at', '<', at)
    .orderBy('at', 'desc')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}
