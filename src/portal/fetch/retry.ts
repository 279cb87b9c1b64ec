import type { Portal } from '../../config/portals.ts';

/**
 * How long to wait before asking again: doubled at each try, and never shorter than the server asked for.
 * @param tried tries made so far, from 1
 * @param retryAfterMs what Retry-After asked for, or null
 * @returns ms, or null when it is not worth waiting: the tries are used up or the server wants too long a pause
 */
export function waitBeforeRetry(retry: Portal['retry'], tried: number, retryAfterMs: number | null): number | null {
  if (tried >= retry.tries) return null;
  const wait = Math.max(retry.firstWaitMs * 2 ** (tried - 1), retryAfterMs ?? 0);
  return wait > retry.maxWaitMs ? null : wait;
}

/** Retry-After in either of its forms, seconds or an HTTP date, as ms from `now` (ms UTC). */
export function parseRetryAfter(value: string | undefined, now: number): number | null {
  if (!value) return null;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
