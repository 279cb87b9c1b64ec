import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { closeQuestion } from './ask-person.ts';
import { decide } from './delivery-store.ts';
import { lockMovable, tooLate } from './movable-delivery.ts';

/**
 * Drops the delivery of a post that is to go out by another act: an act has steps of its own, so another delivery takes its
 * place in the same transaction, with the same approved text. Nothing of the old one has begun.
 * @throws Refused when anything of it has begun, or is over
 */
export async function dropForAct(
  tx: Tx,
  acting: Acting,
  place: { post: string; channel: string },
  actor: Actor,
): Promise<void> {
  const found = await lockMovable(tx, place);
  if (!found) return;
  const { delivery } = found;
  const at = acting.clock.now();
  const change = { state: 'dropped' as const, reason: 'sure', workAt: null, worker: null, finishedAt: at };
  if (!(await decide(tx, delivery, { ...change, fence: delivery.fence + 1 }))) throw tooLate(delivery);
  await closeQuestion(tx, delivery.id, { answer: 'move', by: actor.person, at, note: 'other-act' });
  await acting.record(tx, {
    ...{ at, actor, act: 'delivery.dropped', object: `delivery:${delivery.id}` },
    before: { state: delivery.state, reason: delivery.reason, act: delivery.act },
    after: { state: 'dropped', reason: 'sure', code: 'other-act' },
  });
}
