/** When a post may stand on a channel as far as its wishes and its fixed places elsewhere say (planner A.1). Pure. */
import { beijingDay, endOfDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import type { PlanAct } from '../planner/plan-input.ts';
import type { PostWishes } from './post-wishes.ts';

const HOUR_MS = 3_600_000;

/** Where a post stands on a channel. */
export interface Fixed {
  channel: string;
  act: PlanAct;
  at: number;
  /** Whether the planner may move it. */
  isFree: boolean;
}

/** ms UTC, both inclusive; what is absent leaves that side open. */
export interface Window {
  earliest?: number;
  latest?: number;
}

/**
 * The channel's own bounds go before the post's. Without a latest, one that begins late has the whole horizon after it.
 * @param from now, or the moment of a pin, which no horizon bounds
 */
export function windowOf(
  wishes: PostWishes,
  { earliestAt, latestAt }: { earliestAt: number | null; latestAt: number | null },
  from: number,
  horizonDays: number,
): Window {
  const earliest = earliestAt ?? wishes.earliest;
  const later = Math.max(earliest ?? 0, from);
  const latest = latestAt ?? wishes.latest ?? endOfDay(plusDays(beijingDay(later), horizonDays));
  return { ...(earliest === null ? {} : { earliest }), ...(latest === null ? {} : { latest }) };
}

export function dayBounds(named: readonly Fixed[], channel: string): Window {
  const first = named.find((each) => each.channel === channel) ?? [...named].sort((a, b) => a.at - b.at)[0];
  if (!first) return {};
  const day = beijingDay(first.at);
  return { earliest: startOfDay(day), latest: endOfDay(day) };
}

export function hourBounds({ withinHours }: PostWishes, own: readonly Fixed[]): Window {
  if (withinHours === null || own.length === 0) return {};
  const moments = own.map(({ at }) => at);
  const span = withinHours * HOUR_MS;
  return { earliest: Math.max(...moments) - span, latest: Math.min(...moments) + span };
}

export function within(a: Window, b: Window): Window {
  const earliest = Math.max(a.earliest ?? -Infinity, b.earliest ?? -Infinity);
  const latest = Math.min(a.latest ?? Infinity, b.latest ?? Infinity);
  return { ...(earliest > -Infinity ? { earliest } : {}), ...(latest < Infinity ? { latest } : {}) };
}
