import fc from 'fast-check';
import { expect, it } from 'vitest';
import { endOfDay, plusDays, startOfDay } from '../../../src/calendar/beijing-time.ts';
import { buildCalendar } from '../../../src/calendar/build-calendar.ts';
import { type CadenceRule, cadenceRuleSchema } from '../../../src/config/cadence.ts';
import type { ChannelHistory, UpdateEvent } from '../../../src/schedule/cadence/channel-history.ts';
import { clockStates } from '../../../src/schedule/cadence/clock-reading.ts';
import { forecastBreach } from '../../../src/schedule/cadence/forecast-breach.ts';
import { runClock } from '../../../src/schedule/cadence/run-clock.ts';

const calendar = buildCalendar();
const FIRST = '2026-01-05';
const rules: CadenceRule[] = [
  { id: 'cal', kind: 'within', days: 14, unit: 'day' },
  { id: 'wd', kind: 'within', days: 10, unit: 'working-day', counts: { reposts: false } },
  { id: 'by', kind: 'by', per: 'month', day: 25 },
  { id: 'by-wd', kind: 'by', per: 'quarter', workingDay: 10, following: true },
  { id: 'week', kind: 'atLeast', per: 'week', count: 2 },
  { id: 'month', kind: 'originals', per: 'month', count: 2 },
].map((rule) => cadenceRuleSchema.parse(rule));

const update = fc.record({
  day: fc.integer({ min: 0, max: 120 }),
  hour: fc.integer({ min: 0, max: 23 }),
  repost: fc.boolean(),
});
const at = ({ day, hour }: { day: number; hour: number }) => startOfDay(plusDays(FIRST, day)) + hour * 3_600_000;
const eventOf = (each: { day: number; hour: number; repost: boolean }): UpdateEvent => ({
  ...{ at: at(each), act: 'publish', original: !each.repost, repost: each.repost, linkOk: true, deletedAt: null },
});
const historyOf = (events: UpdateEvent[]): ChannelHistory => ({
  ...{ openedOn: FIRST, addedOn: null, closedOn: null, pauses: [], triggers: [], events },
});
const anyRule = fc.constantFrom(...rules);
const isPeriod = (rule: CadenceRule) => rule.kind === 'atLeast' || rule.kind === 'originals';

it('no clock gets better from one day to the next without an update, inside one period', () => {
  fc.assert(
    fc.property(anyRule, fc.array(update, { maxLength: 8 }), fc.integer({ min: 1, max: 120 }), (rule, updates, day) => {
      const history = historyOf(updates.map(eventOf));
      const before = startOfDay(plusDays(FIRST, day)) - 3_600_000;
      const after = before + 24 * 3_600_000;
      if (history.events.some((e) => e.at > before && e.at <= after)) return;
      const [one, two] = [runClock(calendar, rule, history, before), runClock(calendar, rule, history, after)];
      // A period that is over gives way to the next, and a month before its due month is green.
      if (isPeriod(rule) && one.dueAt !== two.dueAt) return;
      expect(clockStates.indexOf(two.state)).toBeGreaterThanOrEqual(clockStates.indexOf(one.state));
    }),
    { numRuns: 400 },
  );
});

it('the forecast is what running the clock day by day until it breaches comes to', () => {
  fc.assert(
    fc.property(
      anyRule,
      fc.array(update, { maxLength: 6 }),
      fc.array(update, { maxLength: 6 }),
      fc.integer({ min: 0, max: 40 }),
      (rule, updates, plans, day) => {
        const now = startOfDay(plusDays(FIRST, day)) + 12 * 3_600_000;
        const history = historyOf(updates.map(eventOf).filter((e) => e.at <= now));
        const planned = plans.map(eventOf).filter((e) => e.at > now);
        // A clock that is breached already is breached, whatever is planned after its due moment.
        if (runClock(calendar, rule, history, now).state === 'breached') return;
        const forecast = forecastBreach(calendar, rule, history, planned, now);
        expect(forecast.breachAt).toBe(dayByDay(rule, historyOf([...history.events, ...planned]), now, day));
      },
    ),
    { numRuns: 400 },
  );
});

/** The first due moment at which the clock, looked at on every day, has not what it asks. */
function dayByDay(rule: CadenceRule, history: ChannelHistory, now: number, day: number): number | null {
  for (let d = day; d < day + 800; d += 1) {
    const end = endOfDay(plusDays(FIRST, d));
    if (end < now) continue;
    const { dueAt, missing } = runClock(calendar, rule, history, end);
    if (dueAt === end && (missing === undefined || missing > 0)) return dueAt;
  }
  return null;
}
