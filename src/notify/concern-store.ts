/** All SQL of matters and of who was told of them. */
import type { Db, Tx } from '../store/database.ts';
import type { ConcernTable, NoticeLineTable } from '../store/tables/notices.ts';
import { MAIL_OVER } from './notice-store.ts';
import { ENDED } from './notices-due.ts';

/** The most keys of one query: SQLite takes 32,766 parameters. */
const KEYS = 1000;

/** Every matter that stands, the oldest first, by the partial index on what has not ended. */
export function standingConcerns(db: Db): Promise<ConcernTable[]> {
  return db
    .selectFrom('concern')
    .selectAll()
    .where('endedAt', 'is', null)
    .orderBy('firstSeenAt')
    .orderBy('id')
    .execute();
}

/** Matters by their keys, ended or not. */
export async function concernsByKey(db: Db, keys: readonly string[]): Promise<ConcernTable[]> {
  const found: ConcernTable[] = [];
  for (let i = 0; i < keys.length; i += KEYS) {
    const some = keys.slice(i, i + KEYS);
    found.push(...(await db.selectFrom('concern').selectAll().where('key', 'in', some).execute()));
  }
  return found;
}

/** Matters that have ended and whose end is not settled. */
export function endingConcerns(db: Db, limit: number): Promise<ConcernTable[]> {
  return db
    .selectFrom('concern')
    .selectAll()
    .where('endedAt', 'is not', null)
    .where('endToldAt', 'is', null)
    .orderBy('endedAt')
    .limit(limit)
    .execute();
}

/** The row under lock: people who take the same matter queue up here. */
export function lockConcern(tx: Tx, id: string): Promise<ConcernTable | undefined> {
  return tx.selectFrom('concern').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function addConcern(tx: Tx, row: ConcernTable): Promise<void> {
  await tx.insertInto('concern').values(row).execute();
}

export async function updateConcern(tx: Tx, id: string, change: Partial<ConcernTable>): Promise<void> {
  await tx.updateTable('concern').set(change).where('id', '=', id).execute();
}

/**
 * Ends a matter or opens it again, if it still is as it was seen.
 * @returns false when another worker was faster
 */
export async function turnConcern(
  tx: Tx,
  seen: Pick<ConcernTable, 'id' | 'episode' | 'endedAt'>,
  change: Partial<ConcernTable>,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('concern')
    .set(change)
    .where('id', '=', seen.id)
    .where('episode', '=', seen.episode)
    .where('endedAt', seen.endedAt === null ? 'is' : '=', seen.endedAt)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/**
 * Those of the ended matters whose end somebody was told of in their last episode, or of which somebody was told nothing
 * because they ended before the mail went.
 */
export async function heardEnds(db: Db, rows: readonly ConcernTable[]): Promise<ReadonlySet<string>> {
  const heard = new Set<string>();
  const ended = rows.filter((row) => row.endedAt !== null).map((row) => row.id);
  for (let i = 0; i < ended.length; i += KEYS) {
    const found = await db
      .selectFrom('noticeLine')
      .innerJoin('concern', 'concern.id', 'noticeLine.concern')
      .select('concern.id')
      .where('concern.id', 'in', ended.slice(i, i + KEYS))
      .leftJoin('notice', 'notice.id', 'noticeLine.notice')
      .where((eb) => eb.or([eb('noticeLine.step', '=', ENDED), eb('notice.errorCode', '=', MAIL_OVER)]))
      .whereRef('noticeLine.episode', '=', 'concern.episode')
      .execute();
    for (const { id } of found) heard.add(id);
  }
  return heard;
}

/** Who was told of what stands. Not joined: SQLite would begin with all lines, of which most are of what has ended. */
export function linesOfStanding(db: Db): Promise<NoticeLineTable[]> {
  return db
    .selectFrom('noticeLine')
    .selectAll()
    .where('concern', 'in', (eb) => eb.selectFrom('concern').select('id').where('endedAt', 'is', null))
    .execute();
}

export async function linesOf(db: Db, concerns: readonly string[]): Promise<NoticeLineTable[]> {
  if (concerns.length === 0) return [];
  return db.selectFrom('noticeLine').selectAll().where('concern', 'in', concerns).execute();
}

/** @throws a unique violation when another worker told the same: the whole look stands back */
export async function addLines(tx: Tx, lines: readonly NoticeLineTable[]): Promise<void> {
  for (let i = 0; i < lines.length; i += KEYS) {
    await tx
      .insertInto('noticeLine')
      .values(lines.slice(i, i + KEYS))
      .execute();
  }
}
