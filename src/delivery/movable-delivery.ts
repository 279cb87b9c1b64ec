/** Whether the delivery of a post may still get another time or another act: nothing of it has begun. */
import { Refused } from '../errors.ts';
import type { Db, Tx } from '../store/database.ts';
import { type DeliveryRow, findLiveDelivery, getAttempts, lockDelivery } from './delivery-store.ts';
import { findHandOff } from './hand-off/hand-off-store.ts';

/** How a delivery stands before a move; `untaken`: people were asked to publish it by hand and nobody has it yet. */
export interface Movability {
  isOpen: boolean;
  untaken: boolean;
}

/** Reads without a lock what a move would find; the move itself asks again under the lock. */
export async function movability(db: Db, delivery: DeliveryRow): Promise<Movability> {
  const begun = (await getAttempts(db, delivery.id)).length > 0;
  const byHand = delivery.state === 'asking' && delivery.reason === 'hand-off';
  const untaken = byHand && !(await findHandOff(db, delivery.id));
  return { isOpen: (delivery.state === 'planned' || untaken) && !begun && delivery.stopWanted === 0, untaken };
}

/**
 * The delivery of a post under lock, ready to be changed; null when the post is not delivered yet.
 * @throws Refused when anything of it has begun, or is over
 */
export async function lockMovable(
  tx: Tx,
  { post, channel }: { post: string; channel: string },
): Promise<{ delivery: DeliveryRow; untaken: boolean } | null> {
  const seen = await findLiveDelivery(tx, post, channel);
  if (!seen) return null;
  const delivery = await lockDelivery(tx, seen.id);
  const { isOpen, untaken } = await movability(tx, delivery);
  if (!isOpen) throw tooLate(delivery);
  return { delivery, untaken };
}

export function tooLate({ id, state }: Pick<DeliveryRow, 'id' | 'state'>): Refused {
  return new Refused({
    code: 'delivery-begun',
    message: `delivery ${id} cannot move any more: it is ${state === 'planned' ? 'begun' : state}`,
    place: `delivery:${id}`,
    remedy: 'See what became of it with `govcast delivery show`; a person stops it with `govcast queue cancel`.',
  });
}
