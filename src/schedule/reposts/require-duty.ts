import { accountNamed, type MatrixAccount } from '../../channels/matrix.ts';
import { Refused } from '../../errors.ts';
import type { RepostDesk } from './repost-desk.ts';
import { dutiesOf, findDuty, findTask, type RepostDuty, type RepostTask } from './repost-store.ts';

/** @throws Refused for an unknown task */
export async function requireTask({ db }: Pick<RepostDesk, 'db'>, id: string): Promise<RepostTask> {
  const task = await findTask(db, id);
  if (task) return task;
  throw new Refused({
    code: 'repost-unknown',
    message: `there is no repost task ${id}`,
    place: id,
    remedy: 'Take the id from `govcast repost list`.',
  });
}

/**
 * What an account owes of a task that stands.
 * @throws AskedWrongly for an unknown account
 * @throws Refused for an unknown or cancelled task, or an account that it does not name
 */
export async function requireDuty(
  desk: Pick<RepostDesk, 'db' | 'matrix'>,
  asked: { task: string; account: string },
): Promise<{ task: RepostTask; duty: RepostDuty; account: MatrixAccount }> {
  const task = await requireTask(desk, asked.task);
  if (task.cancelledAt !== null) throw cancelled(task);
  const account = accountNamed(desk.matrix, asked.account);
  const duty = await findDuty(desk.db, task.id, account.id);
  if (duty) return { task, duty, account };
  const named = (await dutiesOf(desk.db, task.id)).map((d) => d.account);
  throw new Refused({
    code: 'repost-account',
    message: `the task ${task.id} does not name ${account.id}`,
    place: account.id,
    remedy: `It names ${named.join(', ')}.`,
  });
}

/** What is said of a task that was cancelled. */
export function cancelled({ id, cancelReason }: RepostTask): Refused {
  return new Refused({
    code: 'repost-cancelled',
    message: `the task ${id} was cancelled: ${cancelReason}`,
    place: id,
    remedy: 'Nothing is owed any more.',
  });
}
