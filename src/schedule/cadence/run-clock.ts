import type { Calendar } from '../../calendar/calendar.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import { byClock } from './by-clock.ts';
import type { ChannelHistory } from './channel-history.ts';
import { type ClockReading, clockStates } from './clock-reading.ts';
import { periodClock } from './period-clock.ts';
import { triggerClock } from './trigger-clock.ts';
import { withinClock } from './within-clock.ts';

/** What the clock of a rule says for a channel at `now` (ms UTC). Pure: the same input gives the same reading. */
export function runClock(calendar: Calendar, rule: CadenceRule, history: ChannelHistory, now: number): ClockReading {
  switch (rule.kind) {
    case 'within':
      return withinClock(calendar, rule, history, now);
    case 'atLeast':
    case 'originals':
      return periodClock(calendar, rule, history, now);
    case 'by':
      return byClock(calendar, rule, history, now);
    case 'sameDay':
    case 'withParent':
      return triggerClock(calendar, rule, history, now);
  }
}

/** The clock to show first: earliest due; with equal dues the worse state; without a due last. */
export function tightest<R extends ClockReading>(readings: readonly R[]): R | null {
  const order = (a: R, b: R) =>
    dueOrLast(a) === dueOrLast(b) ? severity(b) - severity(a) : dueOrLast(a) - dueOrLast(b);
  return [...readings].sort(order)[0] ?? null;
}

function dueOrLast(reading: ClockReading): number {
  return reading.dueAt ?? Number.MAX_SAFE_INTEGER;
}

function severity(reading: ClockReading): number {
  return clockStates.indexOf(reading.state);
}
