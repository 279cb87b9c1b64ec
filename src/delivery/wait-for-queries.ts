import type { UsedUp } from '../channels/channel.ts';
import type { Tx } from '../store/database.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { moveOn } from './move-delivery.ts';
import { nextQueryAt } from './rules.ts';
import type { DeliveryWork } from './work.ts';

/**
 * The account may not ask any more today (delivery protocol, section 6): the delivery stays as it is, its event still
 * counts, and the next look comes after the platform's midnight. Staff read the reason `queries` beside the state, the
 * log has an alarm. The caller holds the lock of the row and its fence.
 * @param since when the job was last begun, ms UTC
 * @returns false when the delivery has waited for days: then a person has to be asked
 */
export async function waitForQueries(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  since: number,
  { freeAt, detail }: UsedUp,
): Promise<boolean> {
  const workAt = nextQueryAt(freeAt, since, work.random());
  if (workAt === null) return false;
  await moveOn(tx, work, delivery, { state: delivery.state, reason: 'queries', workAt }, 'queries');
  const { id, channel, state } = delivery;
  work.log.error('no status query is left today: the delivery waits for its event', {
    ...{ delivery: id, channel, state, lookAgainAt: workAt, detail },
  });
  return true;
}
