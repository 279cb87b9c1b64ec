/** All SQL of requests. */
import type { Db, Tx } from '../store/database.ts';
import type { NewRequest, Request } from './request.ts';

/** @returns whether it is new; a request is known by channel, way in and the id it came in with */
export async function addRequest(tx: Tx, request: NewRequest): Promise<boolean> {
  const result = await tx
    .insertInto('request')
    .values(request)
    .onConflict((c) => c.columns(['channel', 'intake', 'intakeId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/**
 * Gives a request the next number of its year, SQ-2026-1187. Counted in a row of its own, so that two that come at once get
 * two numbers.
 */
export async function numberRequest(tx: Tx, id: string, year: string): Promise<string> {
  const { last } = await tx
    .insertInto('requestNumber')
    .values({ year, last: 1 })
    .onConflict((c) => c.column('year').doUpdateSet((eb) => ({ last: eb('requestNumber.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow();
  const number = `SQ-${year}-${String(last).padStart(4, '0')}`;
  await tx.updateTable('request').set({ number }).where('id', '=', id).execute();
  return number;
}

/** Requests under lock, in the order of their ids so that two who lock several never wait for each other. */
export function lockRequests(tx: Tx, ids: readonly string[]): Promise<Request[]> {
  return tx
    .selectFrom('request')
    .selectAll()
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function changeRequest(tx: Tx, id: string, change: Partial<Request>): Promise<void> {
  await tx.updateTable('request').set(change).where('id', '=', id).execute();
}

/** Which of these ways-in ids are requests already. */
export async function knownIntakes(
  db: Db,
  channel: string,
  intake: string,
  intakeIds: readonly string[],
): Promise<Set<string>> {
  if (intakeIds.length === 0) return new Set();
  const rows = await db
    .selectFrom('request')
    .select('intakeId')
    .where('channel', '=', channel)
    .where('intake', '=', intake)
    .where('intakeId', 'in', intakeIds)
    .execute();
  return new Set(rows.map((r) => r.intakeId));
}

/** A request with the due date that holds now. */
export function findRequest(db: Db, id: string) {
  return withDueDate(db).where('request.id', '=', id).executeTakeFirst();
}

/** Requests, what is due first first. */
export function listOpenFirst(db: Db, filter: { open: boolean; limit: number }) {
  let query = withDueDate(db);
  if (filter.open) query = query.where('request.closedAt', 'is', null);
  return query.orderBy('request.dueOn').orderBy('request.id').limit(filter.limit).execute();
}

/** Open requests whose first due day is not after `day`, what is due first first, by the index of open ones. */
export function dueRequests(db: Db, day: string, limit: number) {
  return withDueDate(db)
    .where('request.closedAt', 'is', null)
    .where('request.dueOn', '<=', day)
    .orderBy('request.dueOn')
    .orderBy('request.id')
    .limit(limit)
    .execute();
}

/** A calendar that changed moves the date of an open request, and the request's own row keeps the one it was given first. */
function withDueDate(db: Db) {
  return db
    .selectFrom('request')
    .leftJoin('openDueDate', (on) =>
      on.onRef('openDueDate.objectId', '=', 'request.id').on('openDueDate.objectKind', '=', 'request'),
    )
    .selectAll('request')
    .select(['openDueDate.dueOn as movedDueOn', 'openDueDate.provisional as movedProvisional']);
}
