/** A black-out (停发): a time in which nothing is begun on some accounts or on all (planner A.1). Pure. */
import type { BlackoutTable } from '../../store/tables/stops.ts';

export type BlackoutKind = BlackoutTable['kind'];

/** Each kind in the words of staff. */
export const blackoutKinds: Readonly<Record<BlackoutKind, string>> = {
  mourning: '悼念',
  incident: '突发事件',
  exam: '考试',
  other: '其他',
};

/** Moments are ms UTC. */
export interface Blackout {
  id: string;
  kind: BlackoutKind;
  reason: string;
  /** The accounts that are named; null for all. */
  channels: readonly string[] | null;
  /** Whether it keeps internal notices back, too, although no account is named. */
  includesInternal: boolean;
  fromAt: number;
  /** The last moment inside; null until a person ends it. */
  toAt: number | null;
  startedBy: string;
  startedAt: number;
  endedBy: string | null;
  endedAt: number | null;
}

export type BlackoutState = 'planned' | 'open' | 'over';

/**
 * `open` from its first moment to its last, both inside; one that was started at once is open whatever the reader's clock
 * says, so that two machines whose clocks differ by a second agree about it. Ended early, it is over from that moment on.
 */
export function blackoutState({ fromAt, toAt, startedAt, endedAt }: Blackout, now: number): BlackoutState {
  if (endedAt !== null || (toAt !== null && toAt < now)) return 'over';
  return fromAt <= now || fromAt <= startedAt ? 'open' : 'planned';
}

/** Whether it holds for an act on an account. Without names it holds for what the public sees, not for notices inside. */
export function covers(
  { channels, includesInternal }: Pick<Blackout, 'channels' | 'includesInternal'>,
  { channel, act }: { channel: string; act: string },
): boolean {
  if (channels !== null) return channels.includes(channel);
  return includesInternal || act !== 'message';
}

/**
 * What black-outs say of a delivery that has not begun: `open` keeps it back; `over` means that one was open when it was
 * due or after, so that it goes out only by the word of a person. What a person answers gives it a new due moment, which
 * lies outside: it is asked once.
 */
export function keptBack(
  blackouts: readonly Blackout[],
  delivery: { channel: string; act: string; dueAt: number },
  now: number,
): { is: 'open' | 'over'; by: Blackout } | null {
  const mine = blackouts.filter((each) => covers(each, delivery));
  const open = mine.find((each) => blackoutState(each, now) === 'open');
  if (open) return { is: 'open', by: open };
  const over = mine.filter((each) => blackoutState(each, now) === 'over' && isBeforeEnd(each, delivery.dueAt));
  const last = over.sort((a, b) => endOf(b) - endOf(a))[0];
  return last ? { is: 'over', by: last } : null;
}

/** When it ended or will: ms UTC, infinite while nobody has said so. */
export function endOf({ toAt, endedAt }: Blackout): number {
  return Math.min(toAt ?? Number.POSITIVE_INFINITY, endedAt ?? Number.POSITIVE_INFINITY);
}

/** Whether a moment (ms UTC) lies in it, first and last moment included. */
export function isInside(blackout: Blackout, at: number): boolean {
  return blackout.fromAt <= at && isBeforeEnd(blackout, at);
}

/** Its last moment is inside; the moment in which a person ends it is not, and one ended before it began kept nothing. */
function isBeforeEnd({ fromAt, toAt, endedAt }: Blackout, at: number): boolean {
  if (endedAt !== null && endedAt <= fromAt) return false;
  return (toAt === null || at <= toAt) && (endedAt === null || at < endedAt);
}
