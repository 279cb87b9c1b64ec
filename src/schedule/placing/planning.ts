/** What placing posts needs of the office beside the rows: its accounts, its calendar, its words. */

import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { Act } from '../../channels/channel.ts';
import type { Quota } from '../../channels/quota.ts';
import type { ChannelConfig } from '../../config/channels.ts';
import type { ScheduleSettings } from '../../config/schedule-settings.ts';
import { minutesOf } from '../planner/lane-slots.ts';
import type { PlanAct, PlanSlot } from '../planner/plan-input.ts';
import type { PlanWording } from '../planner/wording.ts';
import { fitsDay } from '../slot-days.ts';

/** An account with what binds its lanes. */
export interface PlannedAccount
  extends Pick<ChannelConfig, 'id' | 'name' | 'kind' | 'quietHours' | 'minGapMinutes' | 'leadMinutes'> {
  acts: readonly Act[];
  /** Its own slots, and a quarter-hourly one for each act that they leave out: such an act may go out at any time. */
  slots: PlanSlot[];
  /** Its own quotas, else those of its kind. */
  quotas: Partial<Record<Act, readonly Quota[]>>;
}

export interface Planning {
  calendar: Calendar;
  accounts: ReadonlyMap<string, PlannedAccount>;
  wording: PlanWording;
  settings: ScheduleSettings;
}

const MINUTE_MS = 60_000;
const quarterHours = Array.from({ length: 96 }, (_, i) => {
  const [hours, minutes] = [Math.floor(i / 4), (i % 4) * 15];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
});

/** @param quotasOf default quotas of an account's kind */
export function planningOf(
  parts: Omit<Planning, 'accounts'> & { channels: readonly ChannelConfig[] },
  quotasOf: (channel: string) => PlannedAccount['quotas'],
): Planning {
  const { channels, ...rest } = parts;
  const accounts = channels.map((channel): [string, PlannedAccount] => {
    const { id, name, kind, quietHours, minGapMinutes, leadMinutes, acts, slots, quotas } = channel;
    const own = { id, name, kind, quietHours, minGapMinutes, leadMinutes, acts };
    return [id, { ...own, slots: withAnyTime(slots, acts), quotas: { ...quotasOf(id), ...quotas } }];
  });
  return { ...rest, accounts: new Map(accounts) };
}

function withAnyTime(slots: readonly PlanSlot[], acts: readonly PlanAct[]): PlanSlot[] {
  const left = acts.filter((act) => slots.every((slot) => slot.acts !== undefined && !slot.acts.includes(act)));
  return left.length === 0 ? [...slots] : [...slots, { days: 'everyDay', times: quarterHours, acts: left }];
}

/** Whether an account still has a slot for an act at a moment (ms UTC). Drafts need none. */
export function isSlot(calendar: Calendar, { slots }: PlannedAccount, act: PlanAct, at: number): boolean {
  if (act === 'draft') return true;
  const day = beijingDay(at);
  const mine = slots.filter((slot) => slot.acts === undefined || slot.acts.includes(act));
  const rule = mine.find((slot) => fitsDay(calendar, slot.days, day));
  const minute = (at - startOfDay(day)) / MINUTE_MS;
  return rule?.times.some((time) => minutesOf(time) === minute) ?? false;
}
