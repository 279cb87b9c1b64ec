import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { RepostDesk } from './repost-desk.ts';
import { type Completion, completionOf, isOverdue } from './repost-duty.ts';
import { duesOfTasks, tasksIssued } from './repost-store.ts';
import { type ShownTask, shownTask } from './show-repost.ts';

/** One line of `govcast repost list`. */
export interface ListedRepost extends ShownTask {
  completion: Completion;
  overdue: string[];
}

/** What an account did with its tasks. */
export interface RepostFigures extends Completion {
  account: string;
  name: string;
  tasks: number;
  /** What it still owes although the limit has passed. */
  overdueTasks: { task: string; title: string; dueAt: string; hoursOver: number }[];
}

/** Tasks issued from `from` and before `to` (ms UTC), newest first, cancelled ones marked. */
export async function listReposts(
  desk: Pick<RepostDesk, 'db' | 'clock'>,
  from: number,
  to: number,
): Promise<{ reposts: ListedRepost[] }> {
  const now = desk.clock.now();
  const tasks = await tasksIssued(desk.db, from, to);
  const byTask = grouped(
    await duesOfTasks(
      desk.db,
      tasks.map((t) => t.id),
    ),
    (d) => d.task,
  );
  const reposts = tasks.map((task) => {
    const owed = (byTask.get(task.id) ?? []).map((d) => ({ ...d, dueAt: task.dueAt, issuedAt: task.issuedAt }));
    const overdue = task.cancelledAt === null ? owed.filter((d) => isOverdue(d, task, now)) : [];
    return { ...shownTask(task), completion: completionOf(owed, now), overdue: overdue.map((d) => d.account) };
  });
  return { reposts };
}

/** Each account over all tasks that were issued in a time and not cancelled, the one that owes most first. */
export async function repostFigures(
  desk: Pick<RepostDesk, 'db' | 'clock' | 'matrix'>,
  from: number,
  to: number,
): Promise<{ accounts: RepostFigures[] }> {
  const now = desk.clock.now();
  const tasks = (await tasksIssued(desk.db, from, to)).filter((t) => t.cancelledAt === null);
  const known = new Map(tasks.map((t) => [t.id, t]));
  const duties = (await duesOfTasks(desk.db, [...known.keys()])).flatMap((duty) => {
    const task = known.get(duty.task);
    return task ? [{ ...duty, dueAt: task.dueAt, issuedAt: task.issuedAt, title: task.title }] : [];
  });
  const accounts = [...grouped(duties, (d) => d.account)].map(([account, owed]) => ({
    account,
    name: desk.matrix.find((each) => each.id === account)?.name ?? account,
    tasks: owed.length,
    ...completionOf(owed, now),
    overdueTasks: owed
      .filter((d) => isOverdue(d, d, now))
      .map(({ task, title, dueAt }) => {
        const hoursOver = Math.floor((now - dueAt) / 3_600_000);
        return { task, title, dueAt: isoBeijing(dueAt), hoursOver };
      }),
  }));
  return {
    accounts: accounts.sort(
      (a, b) => b.overdue - a.overdue || (a.rate ?? 1) - (b.rate ?? 1) || a.account.localeCompare(b.account),
    ),
  };
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}
