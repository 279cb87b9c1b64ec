import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { type ChannelState, lockChannel } from './channel-state-store.ts';

/** Lets a paused channel deliver again; every delivery passes the lateness rule once more before it goes out. */
export function resumeChannel(acting: Acting, actor: Actor, channel: string): Promise<ChannelState> {
  return inTransaction(acting.db, async (tx) => {
    const before = await lockChannel(tx, channel);
    if (before.pausedAt === null) return before;
    const at = acting.clock.now();
    const running = { pausedAt: null, pausedReason: null, pausedBy: null };
    await tx.updateTable('channelState').set(running).where('channel', '=', channel).execute();
    await acting.record(tx, {
      at,
      actor,
      act: 'channel.resume',
      object: `channel:${channel}`,
      before: { reason: before.pausedReason, since: before.pausedAt },
    });
    return { ...before, ...running };
  });
}
