import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockPost } from '../posts/post-store.ts';
import { inTransaction } from '../store/transaction.ts';
import { closeQuestion } from './ask-person.ts';
import { type DeliveryRow, decide, lockDelivery } from './delivery-store.ts';
import { leavePlace } from './leave-place.ts';
import { movability } from './movable-delivery.ts';

/**
 * Takes off what people were asked to publish by hand and nobody has taken yet: the delivery and its place in one
 * transaction, so that nobody takes it in between. Nothing of it has begun.
 * @returns false when somebody has it in hands, or it waits for another answer; then nothing is changed
 */
export function dropUntaken(acting: Acting, seen: DeliveryRow, actor: Actor): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    if (seen.subjectKind === 'post') await lockPost(tx, seen.subjectId);
    const delivery = await lockDelivery(tx, seen.id);
    const { isOpen, untaken } = await movability(tx, delivery);
    if (!isOpen || !untaken) return false;
    const at = acting.clock.now();
    const change = { state: 'dropped' as const, reason: 'sure', workAt: null, worker: null, finishedAt: at };
    if (!(await decide(tx, delivery, { ...change, fence: delivery.fence + 1 }))) return false;
    await leavePlace(tx, acting, delivery, actor);
    await closeQuestion(tx, delivery.id, { answer: 'leave', by: actor.person, at, note: '' });
    await acting.record(tx, {
      ...{ at, actor, act: 'delivery.dropped', object: `delivery:${delivery.id}` },
      before: { state: delivery.state, reason: delivery.reason },
      after: { state: 'dropped', reason: 'sure' },
    });
    return true;
  });
}
