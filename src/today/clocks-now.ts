/** Every clock of every account and column as it stands now, worked out once for all who ask. */
import type { Govcast } from '../govcast.ts';
import { type ChannelClocks, clocksOf } from '../schedule/channel-clocks.ts';
import { clockedChannels } from '../schedule/clocked-channels.ts';
import { type ColumnClock, columnClocks, columnsSince } from '../schedule/columns/column-clocks.ts';
import { keptAnswer } from './kept-answer.ts';

export type ClockHouse = Pick<Govcast, 'acting' | 'calendar' | 'clock' | 'config'>;

export interface ClocksNow {
  /** ms UTC: the moment for which they hold. */
  at: number;
  channels: ChannelClocks[];
  /** Accounts that are older than what is known of them: they ask for their history. */
  historyUnknown: ReadonlySet<string>;
  columns: ColumnClock[];
}

/** Domains of the acts that move a clock or what is planned for it; reviews, requests and notices move none. */
const moving = new Set([
  ...['account', 'bundle', 'cadence', 'channel', 'column', 'config', 'delivery', 'document', 'history', 'item'],
  ...['pair', 'placement', 'policy', 'publication'],
]);

const kept = new WeakMap<Govcast['acting'], () => Promise<ClocksNow>>();

/**
 * The clocks, kept for a minute and until something moves one (keptAnswer). With 500 accounts working them out takes about
 * 90 ms of computing; asking again costs one look at the head of the ledger.
 */
export function clocksNow(house: ClockHouse): Promise<ClocksNow> {
  const known = kept.get(house.acting);
  if (known) return known();
  const ask = keptAnswer(
    house,
    (now) => readClocks(house, now),
    (act) => moving.has(act.split('.')[0] ?? ''),
  );
  kept.set(house.acting, ask);
  return ask();
}

async function readClocks({ acting: { db }, calendar, config }: ClockHouse, now: number): Promise<ClocksNow> {
  const clocked = await clockedChannels(db, config.channels);
  return {
    at: now,
    channels: await clocksOf(db, calendar, config.cadence, clocked, now),
    historyUnknown: new Set(clocked.filter((each) => each.historyUnknown).map((each) => each.id)),
    columns: await columnClocks(db, calendar, config.columns, await columnsSince(db), now),
  };
}
