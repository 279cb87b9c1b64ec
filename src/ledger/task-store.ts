import type { Db, Tx } from '../store/database.ts';
import type { TaskTable } from '../store/tables/ground.ts';

export function tasksOfPlan(db: Db, plan: string): Promise<TaskTable[]> {
  return db.selectFrom('task').selectAll().where('plan', '=', plan).execute();
}

export function allTasks(db: Db): Promise<TaskTable[]> {
  return db.selectFrom('task').selectAll().orderBy('dueOn').orderBy('plan').orderBy('number').execute();
}

export async function addTask(tx: Tx, task: TaskTable): Promise<void> {
  await tx.insertInto('task').values(task).execute();
}

export async function changeTask(
  tx: Tx,
  id: string,
  set: Pick<TaskTable, 'title' | 'leadSection' | 'withSections' | 'dueOn'>,
): Promise<void> {
  await tx.updateTable('task').set(set).where('id', '=', id).execute();
}

/**
 * Tasks that are late on a day, counted against their lead section only (O-04): open ones past their day. The last day
 * itself is still in time.
 * @param today YYYY-MM-DD, Beijing
 */
export async function lateTasksByLead(db: Db, today: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('task')
    .select(['leadSection', (eb) => eb.fn.countAll().as('late')])
    .where('doneAt', 'is', null)
    .where('dueOn', '<', today)
    .groupBy('leadSection')
    .execute();
  return new Map(rows.map((r) => [r.leadSection, Number(r.late)]));
}

/** A task by its id or as `PLAN/ROW`, under a row lock. */
export async function lockTask(tx: Tx, name: string): Promise<TaskTable | null> {
  const cut = name.indexOf('/');
  const query = tx.selectFrom('task').selectAll();
  const found =
    cut < 0
      ? query.where('id', '=', name)
      : query.where('plan', '=', name.slice(0, cut)).where('number', '=', name.slice(cut + 1));
  return (await found.forUpdate().executeTakeFirst()) ?? null;
}

export async function closeTask(tx: Tx, id: string, at: number): Promise<void> {
  await tx.updateTable('task').set({ doneAt: at }).where('id', '=', id).execute();
}

/** Open tasks whose last day is `until` or before, the earliest first. */
export function openTasksUntil(db: Db, until: string): Promise<TaskTable[]> {
  const query = db.selectFrom('task').selectAll().where('doneAt', 'is', null).where('dueOn', '<=', until);
  return query.orderBy('dueOn').orderBy('plan').orderBy('number').execute();
}
