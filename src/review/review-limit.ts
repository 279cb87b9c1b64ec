import { beijingDay, endOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { dueDay } from '../calendar/due-date.ts';
import type { FlowStep } from '../config/workflow.ts';

/** Until when a step is to be signed, ms UTC: days end with the day in Beijing, hours on the minute. */
export function limitOfStep(limit: FlowStep['limit'], calendar: Calendar, since: number): number {
  if ('hours' in limit) return since + limit.hours * 3_600_000;
  return endOfDay(dueDay(calendar, { from: beijingDay(since), n: limit.days, unit: limit.unit }).date);
}

export type ReviewLevel = 'green' | 'orange' | 'red' | 'breached';

const HOUR_MS = 3_600_000;

/** How urgent a signature is: orange inside 8 hours, red inside 1 hour. */
export function reviewLevel(dueAt: number, now: number): ReviewLevel {
  if (now > dueAt) return 'breached';
  if (dueAt - now <= HOUR_MS) return 'red';
  return dueAt - now <= 8 * HOUR_MS ? 'orange' : 'green';
}

/** From when on the waiting step has waited, ms UTC. */
export function sinceOf(run: { openedAt: number }, signatures: readonly { at: number }[]): number {
  return Math.max(run.openedAt, ...signatures.map(({ at }) => at));
}
