import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { isDeliverySure, lockDelivery } from './delivery-store.ts';
import { finalStates } from './state.ts';

/** `stopped`: nothing went out and nothing will. `too-late`: it may have gone out; it will not be repeated. */
export type Cancelled = 'stopped' | 'too-late' | 'already-final' | 'asking';

/** A person stops a delivery (rows 16 and 16a). Says "stopped" only when every attempt is a definite no. */
export function cancelDelivery(acting: Acting, id: string, actor: Actor): Promise<Cancelled> {
  return inTransaction(acting.db, async (tx) => {
    const delivery = await lockDelivery(tx, id);
    if (finalStates.has(delivery.state)) return 'already-final';
    if (delivery.state === 'asking') return 'asking';
    const now = acting.clock.now();
    const sure = await isDeliverySure(tx, id);
    await tx
      .updateTable('delivery')
      .set(
        sure
          ? { state: 'dropped', reason: 'sure', fence: delivery.fence + 1, workAt: null, finishedAt: now, worker: null }
          : { stopWanted: 1 },
      )
      .where('id', '=', id)
      .execute();
    await acting.record(tx, {
      at: now,
      actor,
      act: sure ? 'delivery.dropped' : 'delivery.stop-wanted',
      object: `delivery:${id}`,
      before: { state: delivery.state },
      after: sure ? { state: 'dropped', reason: 'sure' } : { state: delivery.state, stopWanted: true },
    });
    return sure ? 'stopped' : 'too-late';
  });
}
