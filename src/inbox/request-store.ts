/** All SQL of requests. */
import type { Db, Tx } from '../store/database.ts';
import type { Request } from './request.ts';

/** @returns whether it is new; a request is known by channel, way in and the id it came in with */
export async function addRequest(tx: Tx, request: Request): Promise<boolean> {
  const result = await tx
    .insertInto('request')
    .values(request)
    .onConflict((c) => c.columns(['channel', 'intake', 'intakeId']).doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
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
