/** One thing that waits for somebody, as 今日 shows it. Every kind says what is wrong in facts; the page puts it into words. */
import { z } from 'zod';

export const levels = ['green', 'yellow', 'orange', 'red', 'breached', 'paused'] as const;
export type Level = (typeof levels)[number];

/** What every row has. Moments are ms UTC. */
const row = {
  /** The same as long as it is the same matter. */
  id: z.string(),
  level: z.enum(levels),
  /** Null where no limit is known. */
  dueAt: z.number().nullable(),
  /** Working days after today up to and including the due day, where the limit counts them. */
  workingDaysLeft: z.number().nullable(),
  provisional: z.boolean(),
  since: z.number().nullable(),
};

/** A rule in figures: 2 周, 每周 3 条, 文件后 3 个工作日 are made of them. */
export const ruleSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['within', 'atLeast', 'originals', 'by', 'sameDay', 'withParent']),
  days: z.number().nullable(),
  unit: z.enum(['day', 'working-day']).nullable(),
  per: z.enum(['week', 'month', 'quarter']).nullable(),
  count: z.number().nullable(),
});

const ofDelivery = { delivery: z.string(), post: z.string(), title: z.string(), channel: z.string() };

export const rowSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('clock'),
    ...row,
    channel: z.string(),
    channelName: z.string(),
    section: z.string(),
    rule: ruleSchema,
    /** ms UTC; null when nothing is known of it. */
    lastUpdateAt: z.number().nullable(),
    /** What was published before is neither read nor entered: the clock goes by the day the account was added. */
    historyUnknown: z.boolean(),
    plannedAt: z.number().nullable(),
    /** What could be published, and the best of it. */
    proposals: z.number(),
    best: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('column'),
    ...row,
    column: z.number(),
    name: z.string(),
    source: z.string().nullable(),
    sections: z.array(z.string()),
    rule: ruleSchema,
    lastUpdateAt: z.number().nullable(),
  }),
  z.object({ kind: z.literal('confirmation'), ...row, ...ofDelivery, channelName: z.string() }),
  z.object({ kind: z.literal('doubt'), ...row, ...ofDelivery, channelName: z.string() }),
  z.object({
    kind: z.literal('question'),
    ...row,
    ...ofDelivery,
    channelName: z.string(),
    asks: z.string(),
    seen: z.string(),
    /** The platform's cause in a few words, in Chinese. */
    cause: z.string().nullable(),
    remedy: z.string(),
  }),
  z.object({
    kind: z.enum(['signature', 'gate']),
    ...row,
    post: z.string(),
    title: z.string(),
    isBundle: z.boolean(),
    /** Post of whoever signs after this one; null when this is the last. */
    after: z.string().nullable(),
    gates: z.array(z.string()),
    goesAt: z.number().nullable(),
    channels: z.number(),
  }),
  z.object({
    kind: z.literal('returned'),
    ...row,
    post: z.string(),
    title: z.string(),
    by: z.string(),
    opinion: z.string(),
  }),
  z.object({
    kind: z.literal('repost'),
    ...row,
    task: z.string(),
    title: z.string(),
    done: z.number(),
    owed: z.number(),
    missing: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('requests'),
    ...row,
    isLate: z.boolean(),
    count: z.number(),
    isCut: z.boolean(),
    kinds: z.array(z.object({ name: z.string(), count: z.number() })),
    first: z.object({
      id: z.string(),
      number: z.string().nullable(),
      kind: z.string(),
      intake: z.string(),
      days: z.number(),
      unit: z.enum(['day', 'working-day']),
    }),
  }),
  z.object({
    kind: z.literal('owed'),
    ...row,
    bundle: z.string(),
    title: z.string(),
    documentNumber: z.string().nullable(),
    what: z.string(),
    subject: z.string(),
    sentence: z.string(),
    more: z.number(),
  }),
  z.object({
    kind: z.literal('pairing'),
    ...row,
    /** Id of the policy: the page of its bundle takes it, too. */
    bundle: z.string(),
    title: z.string(),
    /** Title of the one that was offered last. */
    interpretation: z.string(),
    count: z.number(),
  }),
  z.object({
    kind: z.literal('task'),
    ...row,
    task: z.string(),
    /** Plan and row: `disclosure-guide-2026/1`. */
    name: z.string(),
    title: z.string(),
    section: z.string(),
  }),
  z.object({
    kind: z.literal('blackout'),
    ...row,
    blackout: z.string(),
    reason: z.string(),
    count: z.number(),
  }),
  z.object({
    kind: z.literal('obstacle'),
    ...row,
    post: z.string(),
    title: z.string(),
    channel: z.string(),
    channelName: z.string(),
    obstacle: z.string(),
    nextPossibleAt: z.number().nullable(),
  }),
]);
export type Row = z.infer<typeof rowSchema>;

/** A row with the ids of the people for whom it waits. */
export type RowFor = Row & { people: readonly string[] };

const HOUR_MS = 3_600_000;

/**
 * The level of what is to be done by a moment: today's deliveries, signatures and repost tasks are orange inside eight
 * hours and red inside one. Past it, a limit of a rule is breached; a moment that nobody set as a limit stays red.
 */
export function levelByMoment(dueAt: number, now: number, isLimit = true): Level {
  if (now >= dueAt) return isLimit ? 'breached' : 'red';
  if (dueAt - now <= HOUR_MS) return 'red';
  return dueAt - now <= 8 * HOUR_MS ? 'orange' : 'green';
}

/** Earliest limit first; what has none follows what is due today. */
export function byDue(endOfToday: number): (a: Pick<Row, 'dueAt' | 'level' | 'id'>, b: typeof a) => number {
  const at = ({ dueAt }: { dueAt: number | null }) => dueAt ?? endOfToday + 1;
  return (a, b) =>
    at(a) - at(b) || levels.indexOf(b.level) - levels.indexOf(a.level) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
