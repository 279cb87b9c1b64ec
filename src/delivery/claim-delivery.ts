import { shareChannel } from '../channels/channel-state-store.ts';
import { inTransaction } from '../store/transaction.ts';
import { type DeliveryRow, getDelivery } from './delivery-store.ts';
import { whyKept } from './kept-back.ts';
import { workingStates } from './state.ts';
import { mayClaim } from './ticks.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/**
 * Takes a due delivery under a lease (row 2): compare-and-set on the fence that was seen. Planned becomes sending,
 * the other states stay. What a person, an embargo or a black-out keeps
 * back is not claimed. A lease that ran out needs no special case: the row fell due by itself.
 * @returns the row as held, or null when it is not due or somebody else was faster
 */
export async function claimDelivery(work: DeliveryWork, id: string): Promise<DeliveryRow | null> {
  if (work.ticks && !mayClaim(work.ticks)) return null;
  const now = work.clock.now();
  const seen = await getDelivery(work.db, id);
  const working: readonly string[] = workingStates;
  if (!seen || !working.includes(seen.state) || seen.workAt === null || seen.workAt > now) return null;
  return inTransaction(work.db, async (tx) => {
    if (seen.state === 'planned') {
      if ((await shareChannel(tx, seen.channel)).pausedAt !== null) return null;
      if ((await whyKept(tx, seen, now)) !== null) return null;
    }
    const { numUpdatedRows } = await tx
      .updateTable('delivery')
      .set({
        fence: seen.fence + 1,
        worker: work.worker,
        workAt: now + work.settings.leaseMs,
        state: seen.state === 'planned' ? 'sending' : seen.state,
      })
      .where('id', '=', id)
      .where('fence', '=', seen.fence)
      .where('state', '=', seen.state)
      .where('workAt', '<=', now)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return null;
    if (seen.state === 'planned') {
      await work.record(tx, {
        at: now,
        actor: systemActor(work.worker),
        act: 'delivery.sending',
        object: `delivery:${id}`,
        before: { state: seen.state },
        after: { state: 'sending', fence: seen.fence + 1 },
      });
    }
    return (await getDelivery(tx, id)) ?? null;
  });
}
