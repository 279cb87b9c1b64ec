/** Lock-out with back-off: how many wrong tries a name has left, and until when it is locked. Pure. */

export interface Guard {
  failures: number;
  locks: number;
  failedAt: number;
  lockedUntil: number | null;
}

export interface LockRules {
  tries: number;
  minutes: number;
}

/** A try that was taken beforehand: two at once never get more than there are. */
export type Try = { lockedUntil: number; next?: undefined } | { lockedUntil: null; next: Guard; left: number };

/** A wrong try counts no more after this long. */
export const FORGOTTEN_MS = 24 * 60 * 60_000;
const MOST_DOUBLINGS = 4;

/**
 * Counts a try before it is made; being right clears it. The last one locks at once: whoever is right with it comes in
 * all the same, whoever is wrong finds the lock in place.
 */
export function takeTry(held: Guard | null, now: number, { tries, minutes }: LockRules): Try {
  const guard = held && now - held.failedAt < FORGOTTEN_MS ? held : { failures: 0, locks: 0, lockedUntil: null };
  if (guard.lockedUntil !== null && guard.lockedUntil > now) return { lockedUntil: guard.lockedUntil };
  const failures = guard.failures + 1;
  if (failures < tries) {
    const next = { failures, locks: guard.locks, failedAt: now, lockedUntil: null };
    return { lockedUntil: null, next, left: tries - failures };
  }
  const lockedUntil = now + minutes * 60_000 * 2 ** Math.min(guard.locks, MOST_DOUBLINGS);
  return { lockedUntil: null, next: { failures: 0, locks: guard.locks + 1, failedAt: now, lockedUntil }, left: 0 };
}

/**
 * Gives back a try that said nothing of what is still to be guessed; the tries before it stay counted. If it was the last
 * one, its lock goes with it; a lock that another one set in between stays.
 * @param left what `takeTry` said of it
 */
export function giveBack(held: Guard, left: number, { tries }: LockRules): Guard {
  const { failures, locks, lockedUntil } = held;
  if (left > 0) return lockedUntil === null ? { ...held, failures: Math.max(failures - 1, 0) } : held;
  if (lockedUntil === null) return held;
  return { ...held, failures: tries - 1, locks: Math.max(locks - 1, 0), lockedUntil: null };
}
