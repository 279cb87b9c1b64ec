import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import type { LifeCycle } from '../../channels/life-cycle.ts';
import { lifeCycles } from '../../channels/life-cycle-store.ts';
import type { Actor } from '../../ledger/append.ts';
import { findPost } from '../../posts/post-store.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { RepostDesk } from './repost-desk.ts';
import { dutyTransitions, isOpen } from './repost-duty.ts';
import { changeDuty, dutiesOf, lockOwed, type RepostDuty, type RepostTask } from './repost-store.ts';

const worker: Actor = { person: 'govcast', via: 'worker' };

/**
 * Excuses by itself who can no longer carry a matter and could not have: an account that was closed before the limit,
 * everybody when the post was withdrawn, and accounts of others for which there was no approved text within the limit.
 * What was carried stays as it is.
 */
export async function endDuties(desk: RepostDesk, task: RepostTask): Promise<void> {
  const now = desk.clock.now();
  const post = task.post === null ? null : await findPost(desk.db, task.post);
  const hadNoText = task.post !== null && !post?.approvedHash && now >= task.dueAt;
  const lives = await lifeCycles(desk.db);
  for (const duty of (await dutiesOf(desk.db, task.id)).filter(isOpen)) {
    let reason: string | null = null;
    if (post?.state === 'withdrawn') reason = '稿件已撤回';
    else if (isClosed(lives.get(duty.account), task, now)) reason = '账号已关停';
    else if (hadNoText && duty.ours === 0) reason = '时限内没有签发的稿件可转载';
    if (reason !== null) await excuse(desk, duty, reason);
  }
}

function isClosed(life: LifeCycle | undefined, { dueAt }: RepostTask, now: number): boolean {
  const on = life?.closedOn ?? null;
  return on !== null && on <= beijingDay(now) && startOfDay(on) < dueAt;
}

function excuse(desk: RepostDesk, seen: RepostDuty, reason: string): Promise<void> {
  return inTransaction(desk.db, async (tx) => {
    const duty = await lockOwed(tx, seen.task, seen.account);
    const state = duty ? dutyTransitions[duty.state].excuse : undefined;
    if (!duty || !state || duty.state === state) return;
    const at = desk.clock.now();
    const change = { state, note: reason, confirmedBy: worker.person, confirmedAt: at, problem: null, tryAt: null };
    await changeDuty(tx, duty, change);
    await desk.record(tx, {
      ...{ at, actor: worker, act: 'repost.excuse', object: `repost:${duty.task}` },
      before: { account: duty.account, state: duty.state },
      after: { account: duty.account, state, reason },
    });
  });
}
