/**
 * Answers cases of update clocks in the format of a case file: JSON in, the fields it can compare out. Rules are strict, a
 * word misspelt there changes the answer; what a case says beside is passed over.
 */
import { z } from 'zod';
import { isoBeijing, parseBeijing } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { cadenceRuleSchema } from '../../config/cadence.ts';
import type { ChannelHistory, UpdateEvent } from './channel-history.ts';
import type { ClockReading } from './clock-reading.ts';
import { forecastBreach } from './forecast-breach.ts';
import { runClock, tightest } from './run-clock.ts';

/** A moment as text; without an offset it is Beijing time. */
export const momentSchema = z.string().transform((text, context) => {
  const at = parseBeijing(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: `expected a moment such as 2026-11-20T09:00:00+08:00, found ${text}` });
  return z.NEVER;
});

export const daySchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'a day as YYYY-MM-DD')
  .refine((text) => parseBeijing(text) !== null, 'a day that exists');

const event = z
  .object({
    at: momentSchema,
    act: z.enum(['draft', 'publish', 'massSend', 'message']),
    original: z.boolean().default(false),
    repost: z.boolean().default(false),
    linkOk: z.boolean().default(true),
    deletedAt: momentSchema.nullable().default(null),
    foundAt: momentSchema.optional(),
  })
  .transform(({ foundAt: _, ...counted }): UpdateEvent => counted);

const history = z
  .object({
    openedOn: daySchema.nullable().default(null),
    addedOn: daySchema.nullable().default(null),
    closedOn: daySchema.nullable().default(null),
    pauses: z.array(z.object({ from: daySchema, to: daySchema.nullable().default(null) })).default([]),
    events: z.array(event).default([]),
    triggers: z.array(z.object({ at: momentSchema, doneAt: momentSchema.nullable().default(null) })).default([]),
  })
  .transform((read): ChannelHistory => read);

const head = { id: z.string(), note: z.string().optional(), expect: z.unknown().optional(), now: momentSchema };
export const clockCaseSchema = z.discriminatedUnion('type', [
  z.object({ ...head, type: z.literal('clock'), rule: cadenceRuleSchema, channel: history }),
  z.object({ ...head, type: z.literal('tightest'), rules: z.array(cadenceRuleSchema).min(1), channel: history }),
  z.object({
    ...head,
    type: z.literal('forecast'),
    rule: cadenceRuleSchema,
    channel: history,
    planned: z.array(event),
  }),
]);
export type ClockCase = z.output<typeof clockCaseSchema>;

/** The fields of the answer that the case's type defines; moments as ISO 8601 with +08:00. */
export function answerClockCase(calendar: Calendar, asked: ClockCase): Record<string, unknown> {
  if (asked.type === 'clock') {
    const { rule: _, ...reading } = printedReading(runClock(calendar, asked.rule, asked.channel, asked.now));
    return reading;
  }
  if (asked.type === 'tightest') {
    const first = tightest(asked.rules.map((rule) => runClock(calendar, rule, asked.channel, asked.now)));
    return first ? printedReading(first) : {};
  }
  const { breachAt, coveredBy, ...rest } = forecastBreach(
    calendar,
    asked.rule,
    asked.channel,
    asked.planned,
    asked.now,
  );
  return { breachAt: isoOrNull(breachAt), coveredBy: isoOrNull(coveredBy), ...rest };
}

/** A reading as it is printed: every moment as text. */
export function printedReading(reading: ClockReading): Record<string, unknown> {
  const { lastUpdateAt, dueAt, softDueAt, hardDueAt, ...rest } = reading;
  return {
    lastUpdateAt: isoOrNull(lastUpdateAt),
    dueAt: isoOrNull(dueAt),
    ...(softDueAt === undefined ? {} : { softDueAt: isoBeijing(softDueAt) }),
    ...(hardDueAt === undefined ? {} : { hardDueAt: isoBeijing(hardDueAt) }),
    ...rest,
  };
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoBeijing(at);
}
