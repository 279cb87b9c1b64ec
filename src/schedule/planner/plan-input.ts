/** The input of the planner as a file gives it (planner A.3), checked and with every moment in ms UTC. */
import { z } from 'zod';
import { beijingDay, parseBeijing, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { calendarYearsSchema } from '../../config/calendar.ts';

/** A bare day as an end takes in its last minute to the last millisecond. */
const WHOLE_DAY_MS = 86_400_000 - 1;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const says = 'a moment such as 2026-11-20T09:00:00+08:00, or a day';
const from = z.string().transform((text, context) => momentOf(text, 0, context));
const until = z.string().transform((text, context) => momentOf(text, WHOLE_DAY_MS, context));

function momentOf(text: string, ofDay: number, context: z.core.$RefinementCtx): number {
  const at = parseBeijing(text);
  if (at !== null) return DAY.test(text.trim()) ? at + ofDay : at;
  context.addIssue({ code: 'custom', message: says });
  return z.NEVER;
}

const minutes = z.number().min(0).max(600_000);
const count = z.number().int().min(0);
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'a time as HH:MM');

export const planActs = ['draft', 'publish', 'massSend', 'message'] as const;
const act = z.enum(planActs);
export type PlanAct = (typeof planActs)[number];

const blackout = z.object({
  from,
  to: until,
  channels: z.array(z.string()).optional(),
  reason: z.string().default(''),
});
export type Blackout = z.output<typeof blackout>;

const slot = z.object({
  days: z.union([
    z.enum(['everyDay', 'workingDay', 'dayOff', 'holiday']),
    z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
  ]),
  times: z.array(time).min(1),
  acts: z.array(act).optional(),
});
export type PlanSlot = z.output<typeof slot>;

const quota = z.object({ perDay: count.optional(), perMonth: count.optional() });

const channel = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  kind: z.string().default(''),
  slots: z.array(slot).default([]),
  acts: z.array(act).optional(),
  quotas: z.partialRecord(act, quota).default({}),
  used: z.array(z.object({ act, at: from, count: count.default(1) })).default([]),
  quietHours: z.array(z.object({ from: time, to: time })).default([]),
  blackouts: z.array(blackout).default([]),
  minGapMinutes: minutes.default(0),
  postsPerMessage: z.number().int().min(1).max(100).default(1),
  mergeWaitHours: z.number().min(0).default(0),
  leadMinutes: minutes.optional(),
});
export type PlanChannel = z.output<typeof channel>;

interface Target {
  channel: string;
  act?: PlanAct | undefined;
  earliest?: number | undefined;
  latest?: number | undefined;
}

const target = z.union([
  z.string().transform((id): Target => ({ channel: id })),
  z.object({ channel: z.string(), act: act.optional(), earliest: from.optional(), latest: until.optional() }),
]);

const post = z.object({
  id: z.string().min(1),
  title: z.string(),
  priority: z.number().default(5),
  urgent: z.boolean().default(false),
  earliest: from.optional(),
  latest: until.optional(),
  act: act.default('publish'),
  channels: z.array(target),
  after: z.array(z.string()).default([]),
  sameDayAs: z.string().optional(),
  withinHours: z.number().min(0).optional(),
});
export type PlanPost = z.output<typeof post>;

const fixed = z.object({ post: z.string(), channel: z.string(), at: from });
export type FixedPlacement = z.output<typeof fixed>;

export const planInputSchema = z
  .object({
    now: from,
    calendar: calendarYearsSchema.default({}),
    settings: z
      .object({ leadMinutes: minutes.default(0), horizonDays: z.number().int().min(1).max(400).default(60) })
      .prefault({}),
    blackouts: z.array(blackout).default([]),
    channels: z.array(channel),
    posts: z.array(post),
    pins: z.array(fixed).default([]),
    announced: z.array(fixed).default([]),
  })
  .superRefine((input, context) => {
    for (const part of ['channels', 'posts'] as const) {
      const seen = new Set<string>();
      input[part].forEach(({ id }, i) => {
        if (seen.has(id)) context.addIssue({ code: 'custom', path: [part, i, 'id'], message: 'an id of its own' });
        seen.add(id);
      });
    }
    input.posts.forEach(({ channels }, i) => {
      if (new Set(channels.map((each) => each.channel)).size === channels.length) return;
      context.addIssue({ code: 'custom', path: ['posts', i, 'channels'], message: 'each channel once' });
    });
  });
export type PlanInput = z.output<typeof planInputSchema>;

/** The horizon reaches so many days at most, whatever a post's latest says. */
const MOST_DAYS = 400;

/** The last minute that posts may be planned to: the end of the horizon, or the latest `latest` when that is later. */
export function horizonOf({ now, settings, posts }: Pick<PlanInput, 'now' | 'settings' | 'posts'>): {
  end: number;
  last: number;
} {
  const lastOf = (days: number) => startOfDay(plusDays(beijingDay(now), days)) + WHOLE_DAY_MS;
  const end = lastOf(settings.horizonDays);
  let last = end;
  for (const each of posts) {
    for (const { latest } of [each, ...each.channels]) if (latest !== undefined && latest > last) last = latest;
  }
  return { end, last: Math.min(last, lastOf(MOST_DAYS)) };
}
