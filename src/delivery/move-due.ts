import { isoBeijing } from '../calendar/beijing-time.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { decide, findLiveDelivery, getAttempts, lockDelivery } from './delivery-store.ts';
import { findHandOff } from './hand-off/hand-off-store.ts';

/**
 * Gives the delivery of a post another due moment (ms UTC): a decision under the fence, taken only while it is planned, or
 * asks people to publish it by hand and nobody has taken it, and nothing of it has begun. A post that is not delivered yet has nothing to move.
 * @throws Refused when anything of it has begun, or is over
 */
export async function moveDue(
  tx: Tx,
  acting: Acting,
  { post, channel, at }: { post: string; channel: string; at: number },
  actor: Actor,
): Promise<void> {
  const seen = await findLiveDelivery(tx, post, channel);
  if (!seen) return;
  const delivery = await lockDelivery(tx, seen.id);
  const begun = (await getAttempts(tx, delivery.id)).length > 0;
  // People were asked to publish it by hand and nobody has it yet: they are asked for the new time, the question stays.
  const untaken =
    delivery.state === 'asking' && delivery.reason === 'hand-off' && !(await findHandOff(tx, delivery.id));
  // Work that is asked for at once is a person's: it stays so, whatever the time.
  const workAt = delivery.workAt !== null && delivery.workAt < delivery.dueAt ? delivery.workAt : at;
  const change = { dueAt: at, ...(untaken ? {} : { workAt, reason: null }), fence: delivery.fence + 1 };
  const isOpen = (delivery.state === 'planned' || untaken) && !begun && delivery.stopWanted === 0;
  if (!isOpen || !(await decide(tx, delivery, change))) throw tooLate(delivery.id, delivery.state);
  await acting.record(tx, {
    ...{ at: acting.clock.now(), actor, act: 'delivery.moved', object: `delivery:${delivery.id}` },
    before: { state: delivery.state, dueAt: isoBeijing(delivery.dueAt) },
    after: { state: delivery.state, dueAt: isoBeijing(at) },
  });
}

function tooLate(id: string, state: string): Refused {
  return new Refused({
    code: 'delivery-begun',
    message: `delivery ${id} cannot move any more: it is ${state === 'planned' ? 'begun' : state}`,
    place: `delivery:${id}`,
    remedy: 'See what became of it with `govcast delivery show`; a person stops it with `govcast queue cancel`.',
  });
}
