import { beijingDay, plusDays, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { PlacementTable } from '../store/tables/channels.ts';
import { fitsDay } from './slot-days.ts';

type Slot = ChannelConfig['slots'][number];
type Act = PlacementTable['act'];

const HORIZON_DAYS = 60;
const MINUTE_MS = 60_000;

export interface FoundSlot {
  /** ms UTC. */
  at: number;
  /** Why it stands here, in Chinese. */
  reason: string;
}

/**
 * The first slot of a channel for an act at or after `earliest` (ms UTC). Each day takes its times from the first rule
 * whose days fit; a channel without slots takes the moment itself; a draft needs none (planner A.1).
 * @returns null when no slot comes within 60 days
 */
export function nextSlot(calendar: Calendar, slots: readonly Slot[], act: Act, earliest: number): FoundSlot | null {
  const mine = slots.filter((slot) => slot.acts === undefined || slot.acts.includes(act));
  if (act === 'draft' || mine.length === 0) return { at: earliest, reason: '按时' };
  for (let i = 0; i <= HORIZON_DAYS; i += 1) {
    const day = plusDays(beijingDay(earliest), i);
    const rule = mine.find((slot) => fitsDay(calendar, slot.days, day));
    const times = (rule?.times ?? []).map((time) => momentOf(day, time)).sort((a, b) => a - b);
    const at = times.find((time) => time >= earliest);
    if (at !== undefined) return { at, reason: '按时：首个可用时段' };
  }
  return null;
}

function momentOf(day: string, time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return startOfDay(day) + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE_MS;
}
