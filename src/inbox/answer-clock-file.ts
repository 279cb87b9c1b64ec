/** Answers `govcast clocks FILE.json`: update clocks and reply clocks of one case file. Pure. */
import { z } from 'zod';
import { isoBeijing } from '../calendar/beijing-time.ts';
import { buildCalendar } from '../calendar/build-calendar.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type CalendarYear, calendarYear, calendarYearsSchema } from '../config/calendar.ts';
import { AskedWrongly } from '../errors.ts';
import {
  answerClockCase,
  clockCaseSchema,
  daySchema,
  isoOrNull,
  momentSchema,
} from '../schedule/cadence/answer-clock-cases.ts';
import { correctionNoticeDue, replyClock } from './reply-clock.ts';

const limit = z.strictObject({
  days: z.int().min(0),
  unit: z.enum(['working-day', 'day']).default('working-day'),
  afterHours: z.literal('nextDay').optional(),
  officeTo: z.string().optional(),
  whenOff: z.enum(['keep', 'later']).optional(),
});

const head = { id: z.string(), note: z.string().optional(), expect: z.unknown().optional() };
const reply = z.object({
  ...head,
  type: z.literal('reply'),
  now: momentSchema,
  request: z.object({
    rule: limit,
    receivedAt: momentSchema,
    startAt: momentSchema.optional(),
    extension: z.object({ at: momentSchema, days: z.int().min(1) }).optional(),
    correction: z.object({ noticeAt: momentSchema, correctedAt: momentSchema.optional() }).optional(),
    pauses: z
      .array(z.object({ from: momentSchema, to: momentSchema.optional(), maxDays: z.int().min(1).optional() }))
      .optional(),
    repliedAt: momentSchema.optional(),
  }),
});
const correctionNotice = z.object({
  ...head,
  type: z.literal('correctionNotice'),
  receivedOn: daySchema,
  rule: limit,
});

const clockFile = z.object({
  about: z.string().optional(),
  timeZone: z.literal('+08:00').optional(),
  calendar: calendarYearsSchema.default({}),
  cases: z.array(z.discriminatedUnion('type', [...clockCaseSchema.options, reply, correctionNotice])),
});
type AnyCase = z.output<typeof clockFile>['cases'][number];

/**
 * The years the file names replace those of the office; every case is answered with its id and the fields of its type.
 * @throws AskedWrongly when the file is not in the format
 */
export function answerClockFile(
  content: unknown,
  ownYears: readonly CalendarYear[] = [],
): { results: Record<string, unknown>[] } {
  const read = clockFile.safeParse(content);
  if (!read.success) {
    throw new AskedWrongly({
      code: 'clock-file',
      message: `the case file is not in the format: ${z.prettifyError(read.error)}`,
      remedy: 'Correct the fields named; `govcast clocks --help` shows one case of each type.',
      cause: read.error,
    });
  }
  const named = Object.entries(read.data.calendar).map(([year, days]) => calendarYear(Number(year), days, 'case file'));
  const calendar = buildCalendar([...ownYears, ...named]);
  return { results: read.data.cases.map((asked) => ({ id: asked.id, ...answer(calendar, asked) })) };
}

function answer(calendar: Calendar, asked: AnyCase): Record<string, unknown> {
  if (asked.type === 'reply') {
    const { dueAt, ...reading } = replyClock(calendar, asked.request, asked.now);
    return { ...reading, dueAt: isoOrNull(dueAt) };
  }
  if (asked.type === 'correctionNotice') {
    const { dueAt, provisional } = correctionNoticeDue(calendar, asked.receivedOn, asked.rule.days);
    return { dueAt: isoBeijing(dueAt), provisional };
  }
  return answerClockCase(calendar, asked);
}
