import { requireRole } from '../../config/acting-person.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { mayIssue } from './add-repost.ts';
import type { RepostDesk } from './repost-desk.ts';
import type { RepostTask } from './repost-store.ts';
import { requireTask } from './require-duty.ts';

/**
 * Ends a task, with a reason: nobody owes it any more and it counts in no figure. Places that the post has stay in the
 * queue. Cancelled twice, the first reason stays.
 * @throws Refused for another role or an unknown task
 */
export async function cancelRepost(desk: RepostDesk, id: string, reason: string, actor: Actor): Promise<RepostTask> {
  requireRole(desk.people, actor.person, mayIssue, 'cancel a repost task');
  await requireTask(desk, id);
  return inTransaction(desk.db, async (tx) => {
    const task = await tx
      .selectFrom('repostTask')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (task.cancelledAt !== null) return task;
    const at = desk.clock.now();
    const change = { cancelledAt: at, cancelReason: reason, dayKey: null };
    await tx.updateTable('repostTask').set(change).where('id', '=', id).execute();
    await desk.record(tx, { at, actor, act: 'repost.cancel', object: `repost:${id}`, after: { reason } });
    return { ...task, ...change };
  });
}
