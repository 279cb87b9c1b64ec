import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { type ChannelState, lockChannel } from './channel-state-store.ts';

/**
 * Stops all deliveries of a channel that are not begun yet. What the platform has taken cannot be stopped. Pausing a
 * paused channel changes nothing, so that the first reason stays.
 */
export function pauseChannel(acting: Acting, actor: Actor, channel: string, reason: string): Promise<ChannelState> {
  return inTransaction(acting.db, async (tx) => {
    const before = await lockChannel(tx, channel);
    if (before.pausedAt !== null) return before;
    const at = acting.clock.now();
    const paused = { pausedAt: at, pausedReason: reason, pausedBy: actor.person };
    await tx.updateTable('channelState').set(paused).where('channel', '=', channel).execute();
    await acting.record(tx, { at, actor, act: 'channel.pause', object: `channel:${channel}`, after: { reason } });
    return { ...before, ...paused };
  });
}
