import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { forgetProblems } from './inbound-store.ts';

/**
 * Lets every push of a channel that kept a problem be applied by the next run, after a person removed the cause.
 * @returns how many there are
 */
export function retryInbound(acting: Acting, actor: Actor, channel: string): Promise<number> {
  return inTransaction(acting.db, async (tx) => {
    const count = await forgetProblems(tx, channel);
    const object = `channel:${channel}`;
    if (count > 0)
      await acting.record(tx, { at: acting.clock.now(), actor, act: 'inbound.retry', object, after: { count } });
    return count;
  });
}
