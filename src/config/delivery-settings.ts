/** The numbers of the delivery protocol as settings, all in ms, and the three rules that keep them safe together. */
import { z } from 'zod';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const span = (defaultMs: number) => z.int().positive().default(defaultMs);

const numbers = z.strictObject({
  /** How often the loops look again. A missed tick costs time, never work. */
  tickMs: span(5 * second),
  /** How long a worker holds a delivery before another may claim it. */
  leaseMs: span(120 * second),
  /** Absolute limit of one outside call. */
  callLimitMs: span(20 * second),
  /** Limit of connecting, within the call. */
  connectMs: span(5 * second),
  /** A call is not made when more than this has passed since its begin was committed. */
  preCallLimitMs: span(5 * second),
  /** An upload may take this long; it is begun and leased like the rest. */
  uploadLimitMs: span(60 * second),
  /** After the last begin, only from here on is the absence of an effect proof of absence. */
  settleMs: span(180 * second),
  /** How much later a platform may execute what it has received. */
  platformDelayMs: span(30 * second),
  /** Disagreement of two clocks that is borne; beyond it a worker stops claiming. */
  clockErrorMs: span(5 * second),
  /** An attempt is repeated under the same key only within this time of its first begin (keys live 24 h). */
  keyRepeatWithinMs: span(20 * hour),
  /** Waits after definite refusals that pass by themselves (class R); then it backs off. */
  retryMs: z
    .array(z.int().positive())
    .min(1)
    .default([1 * second, 3 * second, 9 * second]),
  /** Least wait when the platform asks for patience (class B). */
  backOffMs: span(60 * second),
  /** Waits and pauses vary by this share, so that a recovery is no burst. */
  spread: z.number().min(0).max(0.5).default(0.2),
  /** Definite refusals of classes R and B after which a person is asked. */
  refusalsUntilAsking: z.int().min(1).default(5),
  /** Reliable look-ups (K2): first look after this time. */
  lookFirstMs: span(10 * second),
  /** Looks and polls where the outcome comes later (K3, K5), after the begin. */
  looksMs: z
    .array(z.int().positive())
    .min(1)
    .default([1, 3, 10, 30, 60].map((m) => m * minute)),
  /** Repeats under a key (K1): waits before each call. */
  keyLooksMs: z
    .array(z.int().positive())
    .min(1)
    .default([70 * second, 5 * minute, 30 * minute]),
  /** While the account's administrator has to confirm on the phone (89504, 89505): time between two polls. */
  confirmEveryMs: span(2 * minute),
  /** How long a confirmation on the phone is waited for. */
  confirmUntilMs: span(35 * minute),
  /** A pause of an account begins at this many stops (class S) … */
  pauseAtStops: z.int().min(1).default(5),
  /** … or this many lost answers … */
  pauseAtLost: z.int().min(1).default(10),
  /** … within this time. */
  pauseWithinMs: span(10 * minute),
  /** How late a delivery may still begin, by act; later it is put in front of a person. */
  latenessMs: z
    .strictObject({ draft: span(24 * hour), publish: span(4 * hour), massSend: span(2 * hour), message: span(hour) })
    .prefault({}),
});

export type DeliverySettings = z.infer<typeof numbers>;

/** Refused at start: numbers under which a zombie could send twice (delivery protocol, section 4). */
export const deliverySettings = numbers
  .superRefine((d, context) => {
    for (const { key, expected, remedy } of unsafeNumbers(d)) {
      context.addIssue({ code: 'custom', path: [key], message: expected, params: { remedy }, input: d[key] });
    }
  })
  .prefault({});

/** The rules that the numbers break, as what was expected; empty when they are safe. */
export function unsafeNumbers(
  d: DeliverySettings,
): { key: 'leaseMs' | 'settleMs' | 'connectMs'; expected: string; remedy: string }[] {
  const call = 4 * d.callLimitMs;
  const doubt = d.preCallLimitMs + d.callLimitMs + d.platformDelayMs + d.clockErrorMs;
  const rules = [
    {
      broken: d.leaseMs <= call,
      key: 'leaseMs' as const,
      expected: `a lease of more than 4 × callLimitMs = ${call} ms`,
      remedy: `Raise delivery.leaseMs above ${call} or lower delivery.callLimitMs.`,
    },
    {
      broken: d.leaseMs <= d.uploadLimitMs,
      key: 'leaseMs' as const,
      expected: `a lease longer than an upload may take, uploadLimitMs = ${d.uploadLimitMs} ms`,
      remedy: `Raise delivery.leaseMs above ${d.uploadLimitMs} or lower delivery.uploadLimitMs.`,
    },
    {
      broken: d.settleMs <= d.leaseMs,
      key: 'settleMs' as const,
      expected: `a settling time longer than the lease, ${d.leaseMs} ms`,
      remedy: `Raise delivery.settleMs above ${d.leaseMs} (the default is the lease and 60000).`,
    },
    {
      broken: d.settleMs <= doubt,
      key: 'settleMs' as const,
      expected: `a settling time above preCallLimitMs + callLimitMs + platformDelayMs + clockErrorMs = ${doubt} ms`,
      remedy: `Raise delivery.settleMs above ${doubt}.`,
    },
    {
      broken: d.connectMs > d.callLimitMs,
      key: 'connectMs' as const,
      expected: `a limit of connecting within the call limit, ${d.callLimitMs} ms`,
      remedy: `Lower delivery.connectMs to ${d.callLimitMs} or less.`,
    },
  ];
  return rules.filter((r) => r.broken).map(({ key, expected, remedy }) => ({ key, expected, remedy }));
}
