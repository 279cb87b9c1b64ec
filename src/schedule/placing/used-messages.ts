/** What has used up quotas already (planner A.1). Pure. */
import { startOfDay } from '../../calendar/beijing-time.ts';
import { periodOf } from '../../channels/quota.ts';
import type { PlanAct } from '../planner/plan-input.ts';
import type { UsedMessage } from './plan-facts.ts';

/** Units of one quota in one period: `2026-11-20` or `2026-11`. */
export interface Tally {
  channel: string;
  act: PlanAct;
  period: string;
  units: number;
}

/**
 * Messages with their moments, and what the counters know beyond them: sends by hand that only the platform counted, and
 * units held for sends that nobody saw. What exceeds the messages of a day stands at its beginning; what exceeds those of
 * a month, at the beginning of the month.
 */
export function usedMessages(messages: readonly UsedMessage[], tallies: readonly Tally[]): UsedMessage[] {
  const used: UsedMessage[] = [];
  const known = new Map<string, number>();
  const add = (message: UsedMessage) => {
    used.push(message);
    for (const period of ['day', 'month'] as const) {
      const key = keyOf(message, periodOf(period, message.at));
      known.set(key, (known.get(key) ?? 0) + message.count);
    }
  };
  for (const message of messages) add(message);
  const days = tallies.filter(({ period }) => period.length === DAY_LENGTH);
  const months = tallies.filter(({ period }) => period.length !== DAY_LENGTH);
  for (const tally of [...days, ...months]) {
    const { channel, act, period, units } = tally;
    const more = units - (known.get(keyOf(tally, period)) ?? 0);
    if (more <= 0) continue;
    const day = period.length === DAY_LENGTH ? period : `${period}-01`;
    add({ channel, act, at: startOfDay(day), count: more });
  }
  return used;
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;

function keyOf({ channel, act }: Pick<Tally, 'channel' | 'act'>, period: string): string {
  return `${channel} ${act} ${period}`;
}
