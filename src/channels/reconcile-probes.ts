import type { ChannelConfig } from '../config/channels.ts';
import { asProblem } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Logger } from '../log.ts';
import { inTransaction } from '../store/transaction.ts';
import { canProbe } from './ask-probes.ts';
import { dropProbeWish, leaseProbe } from './probe-wish-store.ts';
import type { ProbedRight } from './wechat/probe.ts';

export interface Probes {
  acting: Acting;
  channels: readonly ChannelConfig[];
  /** Tries one account and writes down what it may do. */
  probe: (channel: ChannelConfig, person: string) => Promise<ProbedRight[]>;
  log: Logger;
}

/** Longer than any account takes; a worker that died in the midst of one is followed by the next after it. */
const LEASE_MS = 5 * 60_000;

/**
 * Tries the accounts that somebody wants tried, one after the other. Crashed in the midst of one, that one is tried again:
 * it costs a unit of each API and changes nothing else. What could not be asked at all stands in the ledger with its code.
 */
export async function reconcileProbes(
  { acting, channels, probe, log }: Probes,
  stopping: () => boolean,
): Promise<void> {
  const { clock, db } = acting;
  while (!stopping()) {
    const wish = await inTransaction(db, (tx) => leaseProbe(tx, clock.now(), clock.now() + LEASE_MS));
    if (wish === null) return;
    const { channel, askedBy } = wish;
    const account = channels.find(({ id }) => id === channel);
    const code = account && canProbe(account) ? await triedWith(() => probe(account, askedBy), log) : null;
    await inTransaction(acting.db, async (tx) => {
      await dropProbeWish(tx, channel);
      if (code === null) return;
      const actor = { person: askedBy, via: 'worker' as const };
      const line = { at: clock.now(), actor, act: 'channel.probe', object: `channel:${channel}` };
      await acting.record(tx, { ...line, after: { token: code } });
    });
  }
}

/** The code that kept an account from being asked at all; null when it answered. */
async function triedWith(probe: () => Promise<ProbedRight[]>, log: Probes['log']): Promise<string | null> {
  try {
    const found = await probe();
    const token = found.find(({ api }) => api === 'token');
    return token === undefined || token.right === 'works' ? null : token.right;
  } catch (error) {
    const { code, message, place, remedy } = asProblem(error);
    log.warn(message, { code, place, remedy });
    return code;
  }
}
