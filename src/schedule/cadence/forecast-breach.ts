import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import { type ChannelHistory, countedUpdates, type UpdateEvent } from './channel-history.ts';
import type { ClockReading } from './clock-reading.ts';
import { periodAfter, periodOf } from './period.ts';
import { runClock } from './run-clock.ts';

export interface Forecast {
  /** The first due moment that is not met after what is planned, ms UTC; null when nothing ever falls due. */
  breachAt: number | null;
  /** The first planned update that carries the clock on, ms UTC. */
  coveredBy: number | null;
  provisional: boolean;
  /** Figures of the period that will not be met. */
  have?: number;
  required?: number;
}

/** Weeks or months looked ahead at most: a rule that asks nothing of any of them never breaches. */
const MAX_STEPS = 1000;

/**
 * Lets each planned update happen if it comes by the running due day and says what is not met after them. A plan changes
 * the forecast, never the state.
 */
export function forecastBreach(
  calendar: Calendar,
  rule: CadenceRule,
  history: ChannelHistory,
  planned: readonly UpdateEvent[],
  now: number,
): Forecast {
  const coming = countedUpdates(planned, rule.counts, Number.MAX_SAFE_INTEGER).filter((e) => e.at > now);
  const future = { ...history, events: [...history.events, ...coming] };
  let coveredBy: number | null = null;
  let at = now;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const reading = runClock(calendar, rule, future, at);
    const { dueAt } = reading;
    if (dueAt === null) break;
    const next = coming.find((e) => e.at > at && e.at <= dueAt);
    const onwards = startOfNextPeriod(rule, reading, at);
    if (next && (onwards === null || next.at < onwards)) {
      at = next.at;
      const carried = runClock(calendar, rule, future, at).dueAt;
      if (carried === null || carried > dueAt) coveredBy ??= next.at;
    } else if (onwards !== null) {
      at = onwards;
    } else {
      return { breachAt: dueAt, coveredBy, provisional: reading.provisional, ...figures(reading) };
    }
  }
  return { breachAt: null, coveredBy, provisional: false };
}

/** A period whose figure is reached says nothing of the next: look at that one from its first moment. */
function startOfNextPeriod(rule: CadenceRule, reading: ClockReading, at: number): number | null {
  if ((rule.kind !== 'atLeast' && rule.kind !== 'originals') || reading.missing !== 0) return null;
  return startOfDay(periodAfter(rule.per, periodOf(rule.per, beijingDay(at))).first);
}

function figures({ have, required }: ClockReading): Pick<Forecast, 'have' | 'required'> {
  return have === undefined || required === undefined ? {} : { have, required };
}
