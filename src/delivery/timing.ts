/** Early, on time, late and missed: what a delivery is at the moment at which it would be begun. Pure. */

/**
 * `early` is never begun: a clock that was set back does not send before the time. `on-time` and `late` go out by
 * themselves, the late ones one after the other; `missed` asks a person: send, move or drop.
 */
export type Timing = 'early' | 'on-time' | 'late' | 'missed';

/** A delivery begun within this time of its due moment is on time: loops look every few seconds, pictures take a while. */
export const ON_TIME_MS = 2 * 60_000;

/**
 * @param dueAt when it shall go out, or the end of its embargo if that is later, ms UTC
 * @param at when it is begun, or now, ms UTC
 * @param latenessMs how late the account lets it go out by itself
 */
export function timingOf(dueAt: number, at: number, latenessMs: number): Timing {
  if (at < dueAt) return 'early';
  if (at > dueAt + latenessMs) return 'missed';
  return at <= dueAt + ON_TIME_MS ? 'on-time' : 'late';
}

/** Why something is late, as far as the rows tell; wording by these in content/wording/delivery.yaml. */
export const lateCauses = [
  'held',
  'platform-down',
  'clock-jumped',
  'process-down',
  'quota',
  'paused',
  'unknown',
] as const;
export type LateCause = (typeof lateCauses)[number];

/** What the rows say of the time around a due moment. */
export interface LateSigns {
  /** A person released the post after it was due. */
  releasedAt: number | null;
  /** The platform could not be reached at or after the due moment. */
  unreached: boolean;
  /** Times in which no worker looked, or over which the clock leapt. */
  gaps: readonly { kind: 'process-down' | 'clock-jumped'; fromAt: number; toAt: number }[];
  /** Why the row waits: `quota` where the account had used its day up. */
  reason: string | null;
  /** The channel was resumed after the due moment. */
  resumed: boolean;
}

/** The first cause that holds, with the gap that it names. A gap counts when the due moment lies in it. */
export function lateCause(
  dueAt: number,
  { releasedAt, unreached, gaps, reason, resumed }: LateSigns,
): { cause: LateCause; gap: LateSigns['gaps'][number] | null } {
  const own = gaps.filter((gap) => gap.fromAt <= dueAt + ON_TIME_MS && dueAt <= gap.toAt);
  const jump = own.find((gap) => gap.kind === 'clock-jumped');
  const down = own.find((gap) => gap.kind === 'process-down');
  if (releasedAt !== null && releasedAt > dueAt) return { cause: 'held', gap: null };
  if (jump) return { cause: 'clock-jumped', gap: jump };
  if (down) return { cause: 'process-down', gap: down };
  if (unreached) return { cause: 'platform-down', gap: null };
  if (reason === 'quota') return { cause: 'quota', gap: null };
  return { cause: resumed ? 'paused' : 'unknown', gap: null };
}
