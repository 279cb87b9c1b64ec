import { whyByHand } from '../../channels/by-hand.ts';
import { channelState } from '../../channels/channel-state-store.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type DeliveryRow, lockDelivery } from '../delivery-store.ts';
import { askPerson } from '../move-delivery.ts';
import type { DeliveryWork } from '../work.ts';

/** Why a delivery is published by a person: see whyByHand. Asked before anything is made ready: there may be no token. */
export async function whyHandOff(work: DeliveryWork, held: DeliveryRow): Promise<string | null> {
  const state = await channelState(work.db, held.channel);
  return whyByHand(work.channel(held.channel).descriptor, state, held.act);
}

/** Puts a delivery that this worker holds in front of the people who publish by hand. Nothing of it was begun. */
export function turnToHandOff(work: DeliveryWork, held: DeliveryRow, why: string): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'sending') return;
    await askPerson(tx, work, delivery, 'hand-off', why);
  });
}
