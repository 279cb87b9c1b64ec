import { beijingDay, endOfDay, startOfDay } from '../../calendar/beijing-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import type { CadenceRule } from '../../config/cadence.ts';
import type { ChannelHistory } from './channel-history.ts';
import { periodAfter, periodOf } from './period.ts';
import { runClock } from './run-clock.ts';

/** A due moment that passed without what was asked. */
export interface MissedDue {
  rule: string;
  /** 23:59:59 of the due day, ms UTC. */
  dueAt: number;
  /** The channel was punctual until something published was taken away. */
  byDeletion: boolean;
  /** Public time of the last update that counted then, ms UTC. */
  lastUpdateAt: number | null;
}

/**
 * Every due moment that was missed, as seen at any time after `since` up to `now`: what happened while nobody looked is
 * found too. One is found as often as it is asked for; who records it does so once.
 */
export function missedDues(
  calendar: Calendar,
  rule: CadenceRule,
  history: ChannelHistory,
  since: number,
  now: number,
): MissedDue[] {
  const kept = { ...history, events: history.events.map((e) => ({ ...e, deletedAt: null })) };
  const missed = new Map<number, MissedDue>();
  for (const at of momentsToLook(rule, history, since, now)) {
    const reading = runClock(calendar, rule, history, at);
    const { dueAt, lastUpdateAt } = reading;
    const unmet = reading.missing === undefined ? reading.state === 'breached' : reading.missing > 0 && dueAt === at;
    if (dueAt === null || !unmet || missed.has(dueAt)) continue;
    const without = runClock(calendar, rule, kept, at);
    const byDeletion = without.missing === undefined ? without.state !== 'breached' : without.missing === 0;
    missed.set(dueAt, { rule: rule.id, dueAt, byDeletion, lastUpdateAt });
  }
  return [...missed.values()].sort((a, b) => a.dueAt - b.dueAt);
}

/** The last moment of each period; for the other kinds the moment before each update, each removal, and now. */
function momentsToLook(rule: CadenceRule, history: ChannelHistory, since: number, now: number): number[] {
  if (rule.kind === 'atLeast' || rule.kind === 'originals') {
    const ends: number[] = [];
    let period = periodOf(rule.per, beijingDay(since));
    for (; endOfDay(period.last) < now; period = periodAfter(rule.per, period)) {
      if (endOfDay(period.last) > since) ends.push(endOfDay(period.last));
    }
    return ends;
  }
  const pauses = history.pauses.map((p) => startOfDay(p.from) - 1);
  const events = history.events.flatMap((e) => [e.at - 1, ...(e.deletedAt === null ? [] : [e.deletedAt])]);
  const done = history.triggers.flatMap((t) => (t.doneAt === null ? [] : [t.doneAt - 1]));
  return [...pauses, ...events, ...done, now].filter((at) => at > since && at <= now).sort((a, b) => a - b);
}
