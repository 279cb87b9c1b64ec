/** What a clock is computed from: pure data of one channel or column. Instants are ms UTC, days YYYY-MM-DD in Beijing. */
import { beijingDay } from '../../calendar/beijing-time.ts';
import type { CountedUpdates } from '../../config/cadence.ts';

export interface UpdateEvent {
  /** Public time, never the time of finding it. */
  at: number;
  act: 'draft' | 'publish' | 'massSend' | 'message';
  original: boolean;
  repost: boolean;
  linkOk: boolean;
  deletedAt: number | null;
}

/** An item approved or changed, or a document published: something that must follow. */
export interface Trigger {
  at: number;
  doneAt: number | null;
}

/** A filed pause, first to last day inclusive; without an end it runs on. */
export interface Pause {
  from: string;
  to: string | null;
}

export interface ChannelHistory {
  openedOn: string | null;
  /** When govcast took the channel over; day 0 where the opening day is unknown. */
  addedOn: string | null;
  closedOn: string | null;
  pauses: readonly Pause[];
  /** The account is older than what is known of it: without an update a clock asks for its history. */
  unknown?: boolean;
  events: readonly UpdateEvent[];
  triggers: readonly Trigger[];
}

/** Updates that count for a rule at a moment, oldest first (B.1). */
export function countedUpdates(events: readonly UpdateEvent[], counts: CountedUpdates, now: number): UpdateEvent[] {
  const acts: readonly string[] = counts.acts;
  return events
    .filter(
      (e) =>
        e.at <= now &&
        acts.includes(e.act) &&
        e.linkOk &&
        (e.deletedAt === null || e.deletedAt > now) &&
        (!counts.original || e.original) &&
        (counts.reposts || !e.repost),
    )
    .sort((a, b) => a.at - b.at);
}

/** Whether the clock stands still on a day; closed is paused for ever from the closing day. */
export function isPausedOn(history: ChannelHistory, day: string): boolean {
  if (history.closedOn !== null && history.closedOn <= day) return true;
  return history.pauses.some((p) => p.from <= day && (p.to === null || day <= p.to));
}

/** Whether the channel had to be kept up on a day: open, not closed, not paused. */
export function isActiveOn(history: ChannelHistory, day: string): boolean {
  const opened = openingDay(history);
  return (opened === null || opened <= day) && !isPausedOn(history, day);
}

/** The opening day; for a channel taken over without history the day it was added; null when nothing says. */
export function openingDay({ openedOn, addedOn, events }: ChannelHistory): string | null {
  if (openedOn !== null) return openedOn;
  if (addedOn === null || events.some((e) => beijingDay(e.at) < addedOn)) return null;
  return addedOn;
}
