/** The figures of the delivery protocol, sections 4, 6 and 7: when to look, poll, repeat and give up. Pure. */
import { createHash } from 'node:crypto';
import type { EffectKind } from '../store/tables/delivery.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Settings `delivery` of config/govcast.yaml; checked at start. All in milliseconds. */
export interface DeliverySettings {
  leaseMs: number;
  callLimitMs: number;
  preCallLimitMs: number;
  uploadLimitMs: number;
  /** After this time since the last begin, an absence may be believed (K2). */
  settleMs: number;
  /** A key may be repeated only this long after its first begin; platforms forget keys after 24 h. */
  keyRepeatWithinMs: number;
  /** While the account's administrator has to confirm on the phone: how often to ask, and for how long. */
  confirmEveryMs?: number;
  confirmUntilMs?: number;
}

/** Gap before each look at an attempt in doubt; when they are used up, a person is asked. */
const lookGaps: Record<EffectKind, readonly number[]> = {
  K0: [],
  K1: [70 * SECOND, 5 * MINUTE, 30 * MINUTE],
  K2: [10 * SECOND],
  K3: [1, 3, 10, 30, 60].map((m) => m * MINUTE),
  K4: [],
  K5: [70 * SECOND, 5 * MINUTE, 30 * MINUTE],
};

const pollGaps = [1, 3, 10, 30, 60].map((m) => m * MINUTE);
const CONFIRMATION_GAP = 2 * MINUTE;
const CONFIRMATION_UNTIL = 35 * MINUTE;

export const MAX_KEYED_CALLS = 3;
export const MAX_SILENT_REPEATS = 2;
export const MAX_REFUSALS = 5;
const MIN_BACKOFF = MINUTE;
/** Three nights of waiting for free queries: an event would have come long before. */
const MAX_QUERY_WAIT = 72 * 60 * MINUTE;
const SPREAD_AFTER_MIDNIGHT = 5 * MINUTE;
const soon = [SECOND, 3 * SECOND, 9 * SECOND];

export interface Doubt {
  effect: EffectKind;
  looks: number;
  calls: number;
  begunAt: number;
  lastBegunAt: number;
}

/** When to look after an answer was lost at `now`, ms UTC. K2 looks once early and once when settled; K4 only waits. */
export function firstLookAt(doubt: Doubt, now: number, settings: DeliverySettings): number {
  const settled = doubt.lastBegunAt + settings.settleMs;
  if (doubt.effect === 'K4') return settled;
  if (doubt.effect === 'K1' || doubt.effect === 'K5') {
    const gap = lookGaps[doubt.effect][Math.min(doubt.calls, MAX_KEYED_CALLS) - 1] ?? 0;
    return now + gap;
  }
  return now + (lookGaps[doubt.effect][0] ?? 0);
}

/** When to look again after look number `looks` (from 1) found nothing; null when a person has to be asked. */
export function nextLookAt(doubt: Doubt, now: number, settings: DeliverySettings): number | null {
  const settled = doubt.lastBegunAt + settings.settleMs;
  if (doubt.effect === 'K2') return now < settled ? settled : null;
  const gap = lookGaps[doubt.effect][doubt.looks];
  return doubt.effect === 'K3' && gap !== undefined ? now + gap : null;
}

/** Whether a doubt may be ended by repeating under the same key (row 12), approval and stop aside. */
export function mayRepeatUnderKey(doubt: Doubt, now: number, settings: DeliverySettings): boolean {
  const keyed = doubt.effect === 'K1' || doubt.effect === 'K5';
  return keyed && doubt.calls < MAX_KEYED_CALLS && now < doubt.begunAt + settings.keyRepeatWithinMs;
}

/** When to ask for the outcome after `polls` polls; null when they are used up and a person has to be asked. */
export function nextPollAt(
  polls: number,
  waitsForPerson: boolean,
  now: number,
  settings: Pick<DeliverySettings, 'confirmEveryMs' | 'confirmUntilMs'> = {},
): number | null {
  if (waitsForPerson) {
    const { confirmEveryMs = CONFIRMATION_GAP, confirmUntilMs = CONFIRMATION_UNTIL } = settings;
    return polls * confirmEveryMs < confirmUntilMs ? now + confirmEveryMs : null;
  }
  const gap = pollGaps[polls];
  return gap === undefined ? null : now + gap;
}

/**
 * When to ask again once queries are free at `freeAt` (ms UTC), all deliveries that wait not at once; null when the job
 * was begun so long ago (`since`) that a person has to be asked instead of waiting for another night.
 */
export function nextQueryAt(freeAt: number, since: number, random: number): number | null {
  return freeAt > since + MAX_QUERY_WAIT ? null : freeAt + Math.round(SPREAD_AFTER_MIDNIGHT * random);
}

/**
 * Pause before the next try after `refusals` definite noes: 1 s, 3 s, 9 s, then a minute; spread by ± 20 %. A pause that
 * the platform asked for is never cut short, and a long one is lengthened by minutes only.
 */
export function retryDelayMs(refusals: number, askedMs: number, backOff: boolean, random: number): number {
  const own = spread(backOff ? MIN_BACKOFF : (soon[refusals] ?? MIN_BACKOFF), random);
  if (askedMs <= own) return own;
  return askedMs + Math.round(Math.min(askedMs * 0.2, SPREAD_AFTER_MIDNIGHT) * random);
}

/** Times after publication at which the link of an article may be asked for, ms; event and list usually bring it. */
export const LINK_LOOK_GAPS: readonly number[] = [1, 10, 60, 6 * 60, 24 * 60].map((m) => m * MINUTE);

/** Whether a publication without a link is asked for now, after `polls` polls of its job, earlier ones counted. */
export function linkLookDue(polls: number, publicAt: number, now: number): boolean {
  const gap = LINK_LOOK_GAPS[polls];
  return gap !== undefined && now >= publicAt + gap;
}

/** `ms` ± 20 % by a random number in [0, 1): what comes back together does not come back as a burst. */
export function spread(ms: number, random: number): number {
  return Math.round(ms * (0.8 + 0.4 * random));
}

/**
 * The platform's idempotency key: 26 characters from (delivery, step, number of attempts that the platform declared
 * failed). Doubt, refusal and a person's repeat keep it; only a definite failure of the accepted job makes a new one.
 */
export function idempotencyKey(deliveryId: string, step: string, failed: number): string {
  return createHash('sha256')
    .update(`${deliveryId}\n${step}\n${failed}`)
    .digest('base64url')
    .replace(/[-_]/g, '0')
    .slice(0, 26);
}
