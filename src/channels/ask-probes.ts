import type { ChannelConfig } from '../config/channels.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { addProbeWishes } from './probe-wish-store.ts';

/** Whether an account has an interface whose rights can be tried. */
export function canProbe({ handOff, kind }: Pick<ChannelConfig, 'handOff' | 'kind'>): boolean {
  return handOff !== 'always' && kind !== 'wecom-robot';
}

/**
 * A person has the rights of every account tried again (W-4). The worker does it, one account after the other, so that no
 * platform is asked by several at once; an account that is wanted already is not wanted twice.
 * @returns how many were added
 */
export function askProbes(acting: Acting, channels: readonly ChannelConfig[], actor: Actor): Promise<number> {
  const wanted = channels.filter(canProbe).map(({ id }) => id);
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const added = await addProbeWishes(tx, wanted, actor.person, at);
    if (added > 0)
      await acting.record(tx, {
        at,
        actor,
        act: 'channel.probe-all',
        object: 'matrix:accounts',
        after: { accounts: added },
      });
    return added;
  });
}
