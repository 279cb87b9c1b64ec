/** Repost tasks and what each account owes of them. */
import type { Insertable, Selectable } from 'kysely';
import type { Db, Tx } from '../../store/database.ts';
import type { RepostDutyTable, RepostTaskTable } from '../../store/tables/matrix.ts';

export type RepostTask = Selectable<RepostTaskTable>;
export type RepostDuty = Selectable<RepostDutyTable>;

export async function findTask(db: Db, id: string): Promise<RepostTask | null> {
  return (await db.selectFrom('repostTask').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The task that was issued under this key and not cancelled. */
export async function taskOfDay(db: Db, dayKey: string): Promise<RepostTask | null> {
  return (await db.selectFrom('repostTask').selectAll().where('dayKey', '=', dayKey).executeTakeFirst()) ?? null;
}

/** @returns false when the same matter was issued on that day already */
export async function addTask(
  tx: Tx,
  task: RepostTask,
  duties: readonly Insertable<RepostDutyTable>[],
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('repostTask')
    .values(task)
    .onConflict((c) => c.column('dayKey').where('dayKey', 'is not', null).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await tx
    .insertInto('repostDuty')
    .values([...duties])
    .execute();
  return true;
}

export function dutiesOf(db: Db, task: string): Promise<RepostDuty[]> {
  return db.selectFrom('repostDuty').selectAll().where('task', '=', task).orderBy('account').execute();
}

/** Duties of several tasks. */
export async function dutiesOfTasks(db: Db, tasks: readonly string[]): Promise<RepostDuty[]> {
  if (tasks.length === 0) return [];
  return db
    .selectFrom('repostDuty')
    .selectAll()
    .where('task', 'in', [...tasks])
    .orderBy('task')
    .orderBy('account')
    .execute();
}

/** How far the duties of several tasks have come, and nothing else of them: the tasks of a quarter have some 10,000. */
export async function duesOfTasks(
  db: Db,
  tasks: readonly string[],
): Promise<Pick<RepostDuty, 'task' | 'account' | 'state' | 'carriedAt'>[]> {
  if (tasks.length === 0) return [];
  return db
    .selectFrom('repostDuty')
    .select(['task', 'account', 'state', 'carriedAt'])
    .where('task', 'in', [...tasks])
    .orderBy('task')
    .orderBy('account')
    .execute();
}

export async function findDuty(db: Db, task: string, account: string): Promise<RepostDuty | null> {
  const row = await db
    .selectFrom('repostDuty')
    .selectAll()
    .where('task', '=', task)
    .where('account', '=', account)
    .executeTakeFirst();
  return row ?? null;
}

/** Holds a duty: a confirmation and the look of the worker come one after the other. */
export async function lockDuty(tx: Tx, task: string, account: string): Promise<RepostDuty | null> {
  const row = await tx
    .selectFrom('repostDuty')
    .selectAll()
    .where('task', '=', task)
    .where('account', '=', account)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Holds a duty as `lockDuty` does, its task first; null as well when the task was cancelled. */
export async function lockOwed(tx: Tx, task: string, account: string): Promise<RepostDuty | null> {
  const { cancelledAt } = await tx
    .selectFrom('repostTask')
    .select('cancelledAt')
    .where('id', '=', task)
    .forShare()
    .executeTakeFirstOrThrow();
  return cancelledAt === null ? lockDuty(tx, task, account) : null;
}

export async function changeDuty(
  tx: Tx,
  { task, account }: Pick<RepostDuty, 'task' | 'account'>,
  change: Partial<RepostDuty>,
): Promise<void> {
  await tx.updateTable('repostDuty').set(change).where('task', '=', task).where('account', '=', account).execute();
}

/** The duty that a link has proved. By its unique index. */
export async function dutyOfLink(db: Db, links: readonly string[]): Promise<RepostDuty | null> {
  const row = await db
    .selectFrom('repostDuty')
    .selectAll()
    .where('link', 'in', [...links])
    .executeTakeFirst();
  return row ?? null;
}

/** Tasks with somebody who still owes; by the index of open duties. */
export function openTasks(db: Db): Promise<RepostTask[]> {
  return db
    .selectFrom('repostTask')
    .selectAll()
    .where('cancelledAt', 'is', null)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('repostDuty')
        .select('task')
        .where('state', 'in', ['waiting', 'placed'] as const),
    )
    .orderBy('dueAt')
    .execute();
}

/** A task of a post with somebody who still owes and a limit that is not longer ago than `since`, ms UTC. By the index of limits. */
export async function openTaskOf(db: Db, post: string, since: number): Promise<string | null> {
  const row = await db
    .selectFrom('repostTask')
    .select('id')
    .where('cancelledAt', 'is', null)
    .where('dueAt', '>=', since)
    .where('post', '=', post)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('repostDuty')
          .select('account')
          .whereRef('repostDuty.task', '=', 'repostTask.id')
          .where('state', 'in', ['waiting', 'placed'] as const),
      ),
    )
    .orderBy('dueAt')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Tasks whose limit is not longer ago than `since`, ms UTC, done or not; by the index of limits. */
export function tasksDueFrom(db: Db, since: number): Promise<RepostTask[]> {
  return db
    .selectFrom('repostTask')
    .selectAll()
    .where('cancelledAt', 'is', null)
    .where('dueAt', '>=', since)
    .orderBy('dueAt')
    .execute();
}

/** Tasks issued from `from` and before `to`, ms UTC, newest first, cancelled ones included. */
export function tasksIssued(db: Db, from: number, to: number): Promise<RepostTask[]> {
  return db
    .selectFrom('repostTask')
    .selectAll()
    .where('issuedAt', '>=', from)
    .where('issuedAt', '<', to)
    .orderBy('issuedAt', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
