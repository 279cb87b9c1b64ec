import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Channel } from './channel.ts';
import { type ChannelPast, lockPast, savePast } from './history-store.ts';

/**
 * A person has all that an account has published read again from its first page, also where the platform refused before.
 * @throws Refused when the platform lists nothing
 */
export function askHistory(acting: Acting, channel: Channel, actor: Actor): Promise<ChannelPast> {
  if (!channel.history) {
    throw new Refused({
      code: 'history-unreadable',
      message: `${channel.descriptor.kind} lists nothing of what an account has published`,
      place: channel.id,
      remedy: `Enter it: govcast history add ${channel.id} --at … --title …, or import a file.`,
    });
  }
  const now = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    const past = await lockPast(tx, channel.id, true, now);
    const again = { state: 'waiting' as const, cursor: null, since: null, nextAt: now, problem: null };
    await savePast(tx, channel.id, again);
    const line = { at: now, actor, act: 'channel.history-ask', object: `channel:${channel.id}` };
    await acting.record(tx, { ...line, before: { state: past.state, readAt: past.readAt } });
    return { ...past, ...again };
  });
}
