import { isoBeijing } from '../../calendar/beijing-time.ts';
import { ensureChannelStates } from '../../channels/channel-state-store.ts';
import { requireRole } from '../../config/acting-person.ts';
import type { People, Role } from '../../config/people.ts';
import { AskedWrongly, Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { Blackout, BlackoutKind } from './blackout.ts';
import { addBlackout, lockCovered } from './blackout-store.ts';
import { type AffectedBy, listAffected } from './list-affected.ts';

/** Stopping harms nothing and may be urgent: those who answer for what is published, secrecy and the administrators. */
export const mayStart: readonly Role[] = ['section-head', 'leader', 'secrecy', 'security-admin', 'system-admin'];

export interface BlackoutWish {
  kind: BlackoutKind;
  reason: string;
  /** Ids of accounts; null for all. */
  channels: readonly string[] | null;
  includesInternal: boolean;
  /** ms UTC; null begins now. */
  fromAt: number | null;
  /** The last moment inside, ms UTC; null lasts until it is ended. */
  toAt: number | null;
}

export interface Started extends AffectedBy {
  blackout: Blackout;
}

/**
 * Starts a black-out, at once or at a moment to come. From the commit on nothing is begun on its accounts: every begin
 * holds the row of its channel FOR SHARE, and this act takes them FOR UPDATE in the order of their ids, so that it waits
 * for begins that are committing and every later begin sees it. What a platform has taken is listed, not stopped.
 * @param known every account of the configuration
 * @throws Refused for a person of another role or an unknown account
 * @throws AskedWrongly without a reason, or when it would end before it begins
 */
export function startBlackout(
  acting: Acting & { people: People },
  known: readonly string[],
  wish: BlackoutWish,
  actor: Actor,
): Promise<Started> {
  requireRole(acting.people, actor.person, mayStart, 'start a black-out');
  const now = acting.clock.now();
  const fromAt = Math.max(wish.fromAt ?? now, now);
  requireSound(wish, fromAt, known);
  const { kind, reason, includesInternal, toAt } = wish;
  const blackout: Blackout = {
    ...{ id: acting.newId(), kind, reason: reason.trim(), channels: wish.channels && [...wish.channels].sort() },
    ...{ includesInternal, fromAt, toAt, startedBy: actor.person, startedAt: now, endedBy: null, endedAt: null },
  };
  return inTransaction(acting.db, async (tx) => {
    await ensureChannelStates(tx, [...known].sort());
    await lockCovered(tx, blackout.channels);
    await addBlackout(tx, blackout);
    const affected = await listAffected(tx, blackout);
    const { channels } = blackout;
    const told = { kind, reason: blackout.reason, channels: channels ?? 'all', includesInternal };
    const times = { from: isoBeijing(fromAt), to: toAt === null ? null : isoBeijing(toAt) };
    await acting.record(tx, {
      ...{ at: now, actor, act: 'blackout.start', object: `blackout:${blackout.id}` },
      after: { ...told, ...times, keptBack: affected.keptBack.length, underWay: affected.underWay.length },
    });
    return { blackout, ...affected };
  });
}

function requireSound({ reason, channels, toAt }: BlackoutWish, fromAt: number, known: readonly string[]): void {
  if (reason.trim() === '') {
    const remedy = 'Say with --reason why nothing goes out; staff and the ledger read it.';
    throw new AskedWrongly({ code: 'blackout-reason', message: 'a black-out needs a reason', remedy });
  }
  if (channels?.length === 0) {
    const remedy = 'Name accounts with --channel, or leave it out for all.';
    throw new AskedWrongly({ code: 'blackout-channels', message: 'no account is named', remedy });
  }
  if (toAt !== null && toAt < fromAt) {
    const message = `it would end (${isoBeijing(toAt)}) before it begins (${isoBeijing(fromAt)})`;
    throw new AskedWrongly({ code: 'blackout-times', message, remedy: 'Give a --to after --from and after now.' });
  }
  const unknown = channels?.find((each) => !known.includes(each));
  if (unknown === undefined) return;
  throw new Refused({
    code: 'channel-unknown',
    message: `there is no channel ${unknown}`,
    place: unknown,
    remedy: `Use one of ${known.join(', ')}.`,
  });
}
