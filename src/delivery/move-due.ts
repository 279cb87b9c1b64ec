import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { decide } from './delivery-store.ts';
import { lockMovable, tooLate } from './movable-delivery.ts';

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
  const found = await lockMovable(tx, { post, channel });
  if (!found) return;
  const { delivery, untaken } = found;
  // Work that is asked for at once is a person's: it stays so, whatever the time. People who were asked to publish it by
  // hand are asked for the new time; the question stays.
  const workAt = delivery.workAt !== null && delivery.workAt < delivery.dueAt ? delivery.workAt : at;
  const change = { dueAt: at, ...(untaken ? {} : { workAt, reason: null }), fence: delivery.fence + 1 };
  if (!(await decide(tx, delivery, change))) throw tooLate(delivery);
  await acting.record(tx, {
    ...{ at: acting.clock.now(), actor, act: 'delivery.moved', object: `delivery:${delivery.id}` },
    before: { state: delivery.state, dueAt: isoBeijing(delivery.dueAt) },
    after: { state: delivery.state, dueAt: isoBeijing(at) },
  });
}
