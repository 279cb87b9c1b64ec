/** The end of the ledger, as kept answers look at it: read once for all of them that look at the same time. */
import type { Db } from '../store/database.ts';

/** What a line says that bears on answers. */
export interface BearingLine {
  act: string;
  object: string;
}

/** Further lines than this are not looked through. */
const LINES_READ = 200;
/** Stretches of the ledger that are remembered; answers are mostly as old as each other. */
const STRETCHES = 50;

const asked = new WeakMap<Db, Promise<number>>();
const read = new WeakMap<Db, Map<string, Promise<BearingLine[]>>>();

/**
 * The number of the last line. Those share the question who ask in one go, before it is sent: who asks later may know of
 * an act that it would not tell.
 */
export function headNow(db: Db): Promise<number> {
  const known = asked.get(db);
  if (known) return known;
  const head = db
    .selectFrom('ledgerHead')
    .select('seq')
    .where('id', '=', 1)
    .executeTakeFirst()
    .then((row) => row?.seq ?? 0);
  asked.set(db, head);
  queueMicrotask(() => asked.delete(db));
  return head;
}

/** The lines after `known` up to `seq`, which never change; null when they are too many to look through. */
export async function linesBetween(db: Db, known: number, seq: number): Promise<readonly BearingLine[] | null> {
  if (seq <= known) return [];
  if (seq - known > LINES_READ) return null;
  const stretches = read.get(db) ?? new Map<string, Promise<BearingLine[]>>();
  read.set(db, stretches);
  const key = `${known}-${seq}`;
  const lines = stretches.get(key) ?? linesOf(db, known, seq);
  stretches.set(key, lines);
  lines.catch(() => stretches.delete(key));
  const [oldest] = stretches.keys();
  if (stretches.size > STRETCHES && oldest !== undefined) stretches.delete(oldest);
  return lines;
}

function linesOf(db: Db, known: number, seq: number): Promise<BearingLine[]> {
  return db
    .selectFrom('ledgerEntry')
    .select(['act', 'object'])
    .where('seq', '>', known)
    .where('seq', '<=', seq)
    .execute();
}
