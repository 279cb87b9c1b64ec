import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { Cadence } from '../config/cadence.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import type { ClockState } from './cadence/clock-reading.ts';
import { tightest } from './cadence/run-clock.ts';
import { freshBreaches } from './cadence-store.ts';
import { type ChannelClocks, clocksOf } from './channel-clocks.ts';
import type { ClockedChannel } from './clocked-channel.ts';

type Reading = ChannelClocks['clocks'][number];
type Account = Pick<ChannelConfig, 'id' | 'name' | 'owner' | 'section'>;

const DAY_MS = 86_400_000;
/** A period that was missed is told for so long; its clock has gone on to the next. */
const MISSED_TOLD_MS = 3 * DAY_MS;
const levels: Readonly<Partial<Record<ClockState, string>>> = {
  yellow: '黄色',
  orange: '橙色',
  red: '红色',
  breached: '已超时',
};

/**
 * The accounts whose clocks run out or have run out, to the owner and the liaison officer of the section (O-03): of each
 * account the tightest clock that is not green, one concern for each of its levels, so that a limit of two weeks is told on
 * day 7, 10 and 12 (V-2). While a post is placed that carries the clock on, yellow stands in the digest only. An account
 * whose past nobody knows is asked for it, and a week or month that was missed is told once.
 */
export async function clockConcerns(
  db: Db,
  calendar: Calendar,
  cadence: Cadence,
  accounts: readonly Account[],
  clocked: readonly ClockedChannel[],
  now: number,
): Promise<Concern[]> {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const unknown = new Set(clocked.filter((each) => each.historyUnknown).map((each) => each.id));
  const names = new Map(cadence.rules.map(({ rule, name }) => [rule.id, name]));
  const concerns: Concern[] = [];
  for (const { channel, clocks } of await clocksOf(db, calendar, cadence, clocked, now)) {
    const account = byId.get(channel);
    const reading = tightest(clocks.filter(({ state }) => levels[state] !== undefined));
    if (!account || !reading) continue;
    const asks = unknown.has(channel) && reading.startedBy === 'added' && reading.state === 'red';
    const name = names.get(reading.rule) ?? reading.rule;
    concerns.push(asks ? historyWanted(account, reading, name, now) : runsOut(account, reading, name, now));
  }
  const periods = new Set(
    cadence.rules.filter(({ rule }) => rule.kind === 'atLeast' || rule.kind === 'originals').map(({ rule }) => rule.id),
  );
  for (const breach of await freshBreaches(db, now - MISSED_TOLD_MS)) {
    const account = byId.get(breach.channel);
    if (!account || !periods.has(breach.rule)) continue;
    const dueOn = beijingDay(breach.dueAt);
    concerns.push({
      ...about(account, `${breach.rule}:${dueOn}:breached`),
      kind: 'clock.missed',
      since: breach.dueAt + 1_000,
      urgency: 'normal',
      fields: {
        channel: account.name,
        rule: names.get(breach.rule) ?? breach.rule,
        due: dueOn,
        cause: breach.cause,
        id: breach.channel,
      },
    });
  }
  return concerns;
}

function runsOut(account: Account, reading: Reading, name: string, now: number): Concern {
  const { rule, state, dueAt, left, unit, lastUpdateAt, coveredBy } = reading;
  const dueOn = dueAt === null ? '' : beijingDay(dueAt);
  const isOver = state === 'breached';
  return {
    ...about(account, `${rule}:${dueOn}:${state}`),
    kind: isOver ? 'clock.breached' : 'clock.due',
    since: isOver && dueAt !== null ? dueAt + 1_000 : startOfDay(beijingDay(now)),
    urgency: isOver || state === 'red' ? 'red' : state === 'yellow' && coveredBy !== null ? 'digest' : 'normal',
    fields: {
      channel: account.name,
      rule: name,
      level: levels[state] ?? '',
      due: dueOn,
      left: `${Math.max(0, left ?? 0)}${unit === 'day' ? '天' : '个工作日'}`,
      lastUpdate: lastUpdateAt === null ? '没有记录' : beijingDay(lastUpdateAt),
      planned: coveredBy === null ? '还没有安排稿件' : `已安排${beijingDay(coveredBy)}发布`,
      id: account.id,
    },
  };
}

function historyWanted(account: Account, reading: Reading, name: string, now: number): Concern {
  return {
    ...about(account, 'history'),
    kind: 'clock.history',
    since: startOfDay(beijingDay(now)),
    urgency: 'normal',
    fields: {
      channel: account.name,
      rule: name,
      due: reading.dueAt === null ? '' : beijingDay(reading.dueAt),
      id: account.id,
    },
  };
}

function about({ id, owner, section }: Account, matter: string): Pick<Concern, 'key' | 'about' | 'to'> {
  return { key: `clock:${id}:${matter}`, about: `channel:${id}`, to: [{ person: owner }, { section }] };
}
