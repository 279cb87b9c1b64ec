import { requireRole } from '../../config/acting-person.ts';
import type { Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { RepostDesk } from './repost-desk.ts';
import { dutyTransitions } from './repost-duty.ts';
import { changeDuty, lockDuty, type RepostDuty } from './repost-store.ts';
import { requireDuty } from './require-duty.ts';

/** To excuse changes the figures of an account: for those who answer for them. */
export const mayExcuse: readonly Role[] = ['section-head', 'leader'];

/**
 * Takes an account out of a task, with a reason; it counts in no figure. A place that the post has there stays: take it
 * off the queue if it shall not go out. Excused twice it stays as it is.
 * @throws Refused for another role, and for an account that has carried it
 */
export async function excuseRepost(
  desk: RepostDesk,
  asked: { task: string; account: string },
  reason: string,
  actor: Actor,
): Promise<RepostDuty> {
  requireRole(desk.people, actor.person, mayExcuse, 'excuse an account from a repost');
  const { task, duty } = await requireDuty(desk, asked);
  return inTransaction(desk.db, async (tx) => {
    const held = (await lockDuty(tx, duty.task, duty.account)) ?? duty;
    if (held.state === 'excused') return held;
    const state = dutyTransitions[held.state].excuse;
    if (!state) throw carriedAlready(held);
    const at = desk.clock.now();
    const change = { state, note: reason, confirmedBy: actor.person, confirmedAt: at, problem: null, tryAt: null };
    await changeDuty(tx, held, change);
    await desk.record(tx, {
      ...{ at, actor, act: 'repost.excuse', object: `repost:${task.id}` },
      before: { account: held.account, state: held.state },
      after: { account: held.account, state, reason },
    });
    return { ...held, ...change };
  });
}

function carriedAlready({ account, state, task }: RepostDuty): Refused {
  return new Refused({
    code: 'repost-carried',
    message: `${account} is ${state}: there is nothing to excuse`,
    place: `repost:${task}`,
    remedy: 'A late repost stays late on record.',
  });
}
