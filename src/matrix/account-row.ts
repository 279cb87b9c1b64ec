/** One account of the matrix as its table shows it. */
import { z } from 'zod';

const level = z.enum(['paused', 'green', 'yellow', 'orange', 'red', 'breached']);

/** `none`: the kind of account has no such interface; `unknown`: nobody has tried; `phone`: it works, and waits for a phone. */
export const right = z.object({
  api: z.enum(['publish', 'massSend', 'comment', 'data']),
  is: z.enum(['works', 'refused', 'phone', 'unknown', 'none']),
  /** The code with which the platform refused; null otherwise. */
  code: z.string().nullable(),
  /** When it was tried last, ms UTC; null when nobody knows. */
  at: z.number().nullable(),
});

export const quotaStand = z.object({
  act: z.enum(['draft', 'publish', 'massSend', 'message']),
  period: z.enum(['day', 'month', 'minute']),
  limit: z.number(),
  held: z.number(),
  byHand: z.number(),
});

export const clockFacts = z.object({
  rule: z.string(),
  level,
  dueAt: z.number().nullable(),
  left: z.number().nullable(),
  unit: z.enum(['working-day', 'day']),
  lastUpdateAt: z.number().nullable(),
  provisional: z.boolean(),
});

export const accountRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(['main', 'boutique', 'ordinary']),
  /** `wechat-subscription` …; the platform for an account that others run. */
  kind: z.string(),
  verified: z.boolean().nullable(),
  /** Who looks after it: a section of ours, or the unit that runs it. */
  keeper: z.string(),
  ours: z.boolean(),
  sandbox: z.boolean(),
  /** People publish by hand; nothing is called. */
  byHand: z.boolean(),
  life: z.enum(['running', 'paused', 'closed', 'cancelled']),
  paused: z.object({ at: z.number(), by: z.string(), reason: z.string() }).nullable(),
  rights: z.array(right),
  /** The quota that is tightest for people: mass sends, or messages. */
  quota: quotaStand.nullable(),
  /** The tightest clock; null when no rule binds it. */
  clock: clockFacts.nullable(),
  next: z
    .object({
      at: z.number(),
      is: z.enum(['planned', 'unsigned', 'confirm', 'hand-off', 'doubtful', 'failed', 'underway', 'blackout']),
      delivery: z.string().nullable(),
    })
    .nullable(),
  /** The one act of the row. */
  act: z.enum(['handle', 'look', 'propose', 'filing', 'resume']).nullable(),
});
export type AccountRow = z.infer<typeof accountRow>;
