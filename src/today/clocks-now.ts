/** Every clock of every account and column as it stands now, worked out once for all who ask. */
import type { Govcast } from '../govcast.ts';
import { inPieces } from '../in-pieces.ts';
import { type ChannelClocks, clocksOf } from '../schedule/channel-clocks.ts';
import type { ClockedChannel } from '../schedule/clocked-channel.ts';
import { clockedChannels } from '../schedule/clocked-channels.ts';
import { type ColumnClock, columnClocks, columnsSince } from '../schedule/columns/column-clocks.ts';
import { domainOf } from './bearing-acts.ts';
import { type Age, keptAnswer } from './kept-answer.ts';
import type { BearingLine } from './ledger-tail.ts';
import { onceFor } from './once-for.ts';
import { touchedBy } from './touched-channels.ts';

export type ClockHouse = Pick<Govcast, 'acting' | 'calendar' | 'clock' | 'config'>;

export interface ClocksNow {
  /** ms UTC: the moment for which they hold. */
  at: number;
  channels: ChannelClocks[];
  /** Accounts that are older than what is known of them: they ask for their history. */
  historyUnknown: ReadonlySet<string>;
  columns: ColumnClock[];
  /** The accounts as their clocks were worked out. */
  clocked: readonly ClockedChannel[];
}

/** Domains of the acts that move a clock or what is planned for it; reviews, requests and notices move none. */
const moving = new Set([
  ...['account', 'bundle', 'cadence', 'channel', 'column', 'config', 'delivery', 'document', 'history', 'item'],
  ...['pair', 'placement', 'policy', 'publication'],
]);

/** Acts on a post that take its places along: it is put away, or taken up again. */
export const movesPlaces: ReadonlySet<string> = new Set(['post.discard', 'post.take-up']);

/** Of so many accounts the clocks are worked out in one go, some 30 ms. */
const PIECE = 150;

const kept = onceFor((house: ClockHouse) =>
  keptAnswer(
    house,
    (now) => readClocks(house, now),
    (act) => movesPlaces.has(act) || moving.has(domainOf(act)),
    undefined,
    (standing, lines, now) => amended(house, standing, lines, now),
  ),
);

/**
 * The clocks, kept for a minute and until something moves one (keptAnswer); then only those of the accounts that it was
 * about are worked out again. With 500 accounts all of them take about 90 ms of computing, asking again one look at the
 * head of the ledger.
 */
export function clocksNow(house: ClockHouse, age?: Age): Promise<ClocksNow> {
  return kept(house)(age);
}

async function readClocks(house: ClockHouse, now: number): Promise<ClocksNow> {
  const { acting, calendar, config } = house;
  const clocked = await clockedChannels(acting.db, config.channels);
  const channels: ChannelClocks[] = [];
  for await (const some of inPieces(clocked, PIECE))
    channels.push(...(await clocksOf(acting.db, calendar, config.cadence, some, now)));
  return { at: now, channels, clocked, historyUnknown: unknownOf(clocked), columns: await readColumns(house, now) };
}

async function readColumns({ acting: { db }, calendar, config }: ClockHouse, now: number): Promise<ColumnClock[]> {
  return columnClocks(db, calendar, config.columns, await columnsSince(db), now);
}

/** The standing clocks with those worked out again that the lines are about; null when that may be any. */
async function amended(
  house: ClockHouse,
  standing: ClocksNow,
  lines: readonly BearingLine[],
  now: number,
): Promise<ClocksNow | null> {
  const { acting, calendar, config } = house;
  const touched = await touchedBy(acting.db, lines);
  if (touched === null) return null;
  const isMeasured = config.columns.columns.some(
    ({ channel }) => channel !== undefined && touched.channels.has(channel),
  );
  const clocked = touched.life ? await clockedChannels(acting.db, config.channels) : standing.clocked;
  // Both hold the same accounts: those of channels.yaml, which a process reads once; what is filed of one takes none out.
  const again = clocked.filter(({ id }) => touched.channels.has(id));
  const clocks = await clocksOf(acting.db, calendar, config.cadence, again, now);
  const fresh = new Map(clocks.map((each) => [each.channel, each]));
  return {
    at: now,
    clocked,
    historyUnknown: unknownOf(clocked),
    channels: standing.channels.map((each) => fresh.get(each.channel) ?? each),
    columns: touched.columns || isMeasured ? await readColumns(house, now) : standing.columns,
  };
}

function unknownOf(clocked: readonly ClockedChannel[]): ReadonlySet<string> {
  return new Set(clocked.filter((each) => each.historyUnknown).map((each) => each.id));
}
