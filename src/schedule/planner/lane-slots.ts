import { beijingDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { fitsDay } from '../slot-days.ts';
import type { PlanAct, PlanSlot } from './plan-input.ts';

const MINUTE_MS = 60_000;

/** The slots of a channel for an act from the day of `now` to the last moment; channels with the same rules share them. */
export type LaneSlots = (slots: readonly PlanSlot[], act: PlanAct) => Float64Array;

/** Each day takes its times from the first rule whose days fit it (planner A.1); days are looked up once for all lanes. */
export function laneSlots(calendar: Calendar, now: number, last: number): LaneSlots {
  const days: string[] = [];
  for (let day = beijingDay(now); startOfDay(day) <= last; day = plusDays(day, 1)) days.push(day);
  const fitting = new Map<string, boolean[]>();
  const fits = (rule: PlanSlot) => {
    const key = JSON.stringify(rule.days);
    const known = fitting.get(key) ?? days.map((day) => fitsDay(calendar, rule.days, day));
    fitting.set(key, known);
    return known;
  };
  const made = new Map<string, Float64Array>();
  return (slots, act) => {
    const mine = slots.filter((slot) => slot.acts === undefined || slot.acts.includes(act));
    const key = JSON.stringify(mine.map((slot) => [slot.days, slot.times]));
    const known = made.get(key);
    if (known) return known;
    const rules = mine.map((slot) => ({ fit: fits(slot), times: timesOf(slot) }));
    const moments = days.flatMap((day, i) => {
      const start = startOfDay(day);
      return (rules.find(({ fit }) => fit[i])?.times ?? []).map((time) => start + time);
    });
    const all = Float64Array.from(moments);
    made.set(key, all);
    return all;
  };
}

function timesOf({ times }: PlanSlot): number[] {
  return [...new Set(times.map(minutesOf))].sort((a, b) => a - b).map((minutes) => minutes * MINUTE_MS);
}

/** Minutes after midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
