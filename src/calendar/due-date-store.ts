/** Open limits and how their dates changed. Domains register a limit when it starts and close it when it is met. */
import type { Db, Tx } from '../store/database.ts';
import type { DueDateChangeTable, OpenDueDateTable } from '../store/tables/ground.ts';
import type { Calendar } from './calendar.ts';
import { type DayUnit, type DueDay, dueDay } from './due-date.ts';

/** What a limit is for: `request`, `bundle`, `task`, `clock`, and its id. */
export interface LimitedObject {
  kind: string;
  id: string;
}

export interface RunningLimit {
  /** Day 0, YYYY-MM-DD. */
  startOn: string;
  days: number;
  unit: DayUnit;
}

/**
 * Registers a limit, or replaces the one the object has (a restarted or extended limit), and gives its due day.
 * The domain keeps the same day in its own row; recomputing after a calendar change is told to it by the act's caller.
 */
export async function registerDueDate(
  tx: Tx,
  calendar: Calendar,
  object: LimitedObject,
  limit: RunningLimit,
): Promise<DueDay> {
  const due = dueDay(calendar, { from: limit.startOn, n: limit.days, unit: limit.unit });
  const row = { ...limit, dueOn: due.date, provisional: due.provisional ? 1 : 0, closedAt: null };
  await tx
    .insertInto('openDueDate')
    .values({ objectKind: object.kind, objectId: object.id, ...row })
    .onConflict((c) => c.columns(['objectKind', 'objectId']).doUpdateSet(row))
    .execute();
  return due;
}

/** The limit is met or no longer counts: it is not recomputed any more. Closing again changes nothing. */
export async function closeDueDate(tx: Tx, object: LimitedObject, at: number): Promise<void> {
  await tx
    .updateTable('openDueDate')
    .set({ closedAt: at })
    .where('objectKind', '=', object.kind)
    .where('objectId', '=', object.id)
    .where('closedAt', 'is', null)
    .execute();
}

/** The next page of open limits in the order of their objects, locked; `after` is the last one of the page before. */
export async function lockOpenDueDates(
  tx: Tx,
  after: LimitedObject | null,
  limit: number,
): Promise<OpenDueDateTable[]> {
  let query = tx.selectFrom('openDueDate').selectAll().where('closedAt', 'is', null);
  if (after) {
    query = query.where((e) =>
      e.or([e('objectKind', '>', after.kind), e.and([e('objectKind', '=', after.kind), e('objectId', '>', after.id)])]),
    );
  }
  return query.orderBy('objectKind').orderBy('objectId').limit(limit).forUpdate().execute();
}

/** The limits of one kind that run, by the key of the table. */
export function openLimitsOf(db: Db, kind: string): Promise<OpenDueDateTable[]> {
  return db
    .selectFrom('openDueDate')
    .selectAll()
    .where('objectKind', '=', kind)
    .where('closedAt', 'is', null)
    .orderBy('objectId')
    .execute();
}

export async function changeDueDate(tx: Tx, change: DueDateChangeTable): Promise<void> {
  await tx
    .updateTable('openDueDate')
    .set({ dueOn: change.newDueOn, provisional: change.newProvisional })
    .where('objectKind', '=', change.objectKind)
    .where('objectId', '=', change.objectId)
    .execute();
  await tx.insertInto('dueDateChange').values(change).execute();
}

/** How the due date of an object moved, oldest first. */
export async function dueDateChanges(db: Db, object: LimitedObject): Promise<DueDateChangeTable[]> {
  return db
    .selectFrom('dueDateChange')
    .selectAll()
    .where('objectKind', '=', object.kind)
    .where('objectId', '=', object.id)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** How due dates moved after the calendar changed, the newest first. */
export async function latestDueDateChanges(db: Db, limit: number): Promise<DueDateChangeTable[]> {
  return db.selectFrom('dueDateChange').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}
