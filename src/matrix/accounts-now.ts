/** Every account of the matrix as it stands now, worked out once for all who ask. */
import { beijingDay } from '../calendar/beijing-time.ts';
import { whyByHand } from '../channels/by-hand.ts';
import type { Channel } from '../channels/channel.ts';
import { type ChannelState, channelStates, rightsOf, rightTimes } from '../channels/channel-state-store.ts';
import { stateOn } from '../channels/life-cycle.ts';
import { lifeCycles } from '../channels/life-cycle-store.ts';
import { type MatrixAccount, matrixAccounts } from '../channels/matrix.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { type NextDelivery, nextDeliveries } from '../delivery/next-deliveries.ts';
import type { Govcast } from '../govcast.ts';
import type { ChannelClocks } from '../schedule/channel-clocks.ts';
import { domainOf } from '../today/bearing-acts.ts';
import { clocksNow, movesPlaces } from '../today/clocks-now.ts';
import { type Kept, keptAnswer } from '../today/kept-answer.ts';
import { personName, sectionName } from '../today/names.ts';
import { onceFor } from '../today/once-for.ts';
import { touchedBy } from '../today/touched-channels.ts';
import type { AccountRow } from './account-row.ts';

/** What the matrix is read from. */
export type MatrixHouse = Pick<Govcast, 'acting' | 'calendar' | 'clock' | 'config' | 'channels' | 'channelDeps'>;
/** A row without its quota, which is asked for only where it is shown. */
export type StandingRow = Omit<AccountRow, 'quota'>;

const bearing = new Set([
  'channel',
  'config',
  'cadence',
  'column',
  'delivery',
  'history',
  'placement',
  'plan',
  'publication',
]);
/** And those of them that change what goes out next on an account. */
const sending = new Set(['blackout', 'channel', 'config', 'delivery', 'publication']);

const kept = onceFor((house: MatrixHouse) => {
  const next = keptNext(house);
  return keptAnswer(
    house,
    (now) => readAccounts(house, next, now),
    (act) => movesPlaces.has(act) || bearing.has(domainOf(act)),
  );
});

/** Ours first, in the order of channels.yaml; kept for a minute and until something changes one (keptAnswer). */
export function accountsNow(house: MatrixHouse): Promise<StandingRow[]> {
  return kept(house)();
}

/** What goes out next on each account; of some thousand that are open only those of the accounts are read again that an act was about. */
function keptNext(house: MatrixHouse): Kept<ReadonlyMap<string, NextDelivery>> {
  const { db } = house.acting;
  return keptAnswer<ReadonlyMap<string, NextDelivery>>(
    house,
    () => nextDeliveries(db),
    (act) => movesPlaces.has(act) || sending.has(domainOf(act)),
    undefined,
    async (standing, lines) => {
      const touched = await touchedBy(db, lines);
      if (touched === null) return null;
      const others = [...standing].filter(([channel]) => !touched.channels.has(channel));
      return new Map([...others, ...(await nextDeliveries(db, [...touched.channels]))]);
    },
  );
}

async function readAccounts(
  house: MatrixHouse,
  nextNow: Kept<ReadonlyMap<string, NextDelivery>>,
  now: number,
): Promise<StandingRow[]> {
  const { acting, config } = house;
  const [{ channels }, known, lives, next] = await Promise.all([
    clocksNow(house, 'of-this-period'),
    channelStates(acting.db),
    lifeCycles(acting.db),
    nextNow('of-this-period'),
  ]);
  const clocks = new Map(channels.map((each) => [each.channel, each]));
  const states = new Map(known.map((each) => [each.channel, each]));
  const configured = new Map(config.channels.map((each) => [each.id, each]));
  return matrixAccounts(config.channels, config.outside).map((account) => {
    const life = lives.get(account.id);
    const facts = {
      channel: configured.get(account.id),
      state: states.get(account.id),
      clocks: clocks.get(account.id),
      next: next.get(account.id),
      life: life ? stateOn(life, beijingDay(now)) : ('running' as const),
    };
    return rowOf(house, account, facts);
  });
}

interface Facts {
  channel: ChannelConfig | undefined;
  state: ChannelState | undefined;
  clocks: ChannelClocks | undefined;
  next: NextDelivery | undefined;
  life: AccountRow['life'];
}

function rowOf({ config, channels }: MatrixHouse, account: MatrixAccount, facts: Facts): StandingRow {
  const { channel, state, clocks, life } = facts;
  const next = nextOf(facts);
  const clock = clockOf(clocks);
  const paused =
    state?.pausedAt == null
      ? null
      : { at: state.pausedAt, by: personName(config, state.pausedBy ?? ''), reason: state.pausedReason ?? '' };
  const { id, name, role, kind, ours, sandbox } = account;
  const row = { id, name, role, kind, ours, sandbox, life, paused, next, clock };
  return {
    ...row,
    verified: channel && 'verified' in channel ? channel.verified : null,
    keeper: channel ? sectionName(config, channel.section) : account.office,
    byHand: isByHand(channels.get(account.id), channel, state),
    rights: rightsShown(channel, state, next),
    act: actOf(row),
  };
}

/** Whether people publish what this account usually does: by wish, or because the platform refuses the right. */
function isByHand(
  channel: Channel | undefined,
  config: ChannelConfig | undefined,
  state: ChannelState | undefined,
): boolean {
  if (!channel || !config) return false;
  if (config.handOff === 'always') return true;
  return state !== undefined && whyByHand(channel.descriptor, state, config.defaultAct) !== null;
}

function clockOf(clocks: ChannelClocks | undefined): StandingRow['clock'] {
  if (!clocks?.tightest) return null;
  const { rule, state: level, dueAt, left, unit, lastUpdateAt, provisional } = clocks.tightest;
  return { rule, level, dueAt, left, unit, lastUpdateAt, provisional };
}

function nextOf({ next, clocks }: Facts): StandingRow['next'] {
  if (next) return { at: next.dueAt, is: wordOf(next), delivery: next.delivery };
  const at = clocks?.plannedAt ?? null;
  return at === null ? null : { at, is: 'unsigned', delivery: null };
}

function wordOf({ state, reason }: NextDelivery): NonNullable<AccountRow['next']>['is'] {
  if (state === 'asking') return reason === 'hand-off' || reason === 'blackout' ? reason : 'failed';
  if (reason === 'confirmation') return 'confirm';
  if (state === 'planned') return 'planned';
  return state === 'doubtful' ? 'doubtful' : 'underway';
}

/** The four columns of the table. Comments and statistics are not probed: what is known of them is what was refused. */
function rightsShown(
  channel: ChannelConfig | undefined,
  state: ChannelState | undefined,
  next: StandingRow['next'],
): AccountRow['rights'] {
  const known = state ? rightsOf(state) : {};
  const times = state ? rightTimes(state) : {};
  return (['publish', 'massSend', 'comment', 'data'] as const).map((api) => {
    const at = times[api] ?? null;
    if (!channel || !hasApi(channel, api)) return { api, is: 'none', code: null, at: null };
    const right = known[api];
    if (right === undefined) return { api, is: 'unknown', code: null, at };
    if (right !== 'works') return { api, is: 'refused', code: right, at };
    return { api, is: api === 'massSend' && next?.is === 'confirm' ? 'phone' : 'works', code: null, at };
  });
}

function hasApi({ kind, acts }: ChannelConfig, api: AccountRow['rights'][number]['api']): boolean {
  if (kind === 'wecom-robot') return false;
  return api === 'comment' || api === 'data' || acts.some((act) => act === api);
}

/** One row, one next act: what failed first, then what is over its limit with nothing planned. */
function actOf({
  next,
  clock,
  life,
  paused,
}: Pick<StandingRow, 'next' | 'clock' | 'life' | 'paused'>): AccountRow['act'] {
  if (next?.is === 'failed' || next?.is === 'hand-off') return 'handle';
  if (next?.is === 'confirm' || next?.is === 'doubtful') return 'look';
  if (paused) return 'resume';
  if (life !== 'running') return 'filing';
  const urgent = clock?.level === 'breached' || clock?.level === 'red' || clock?.level === 'orange';
  return urgent && next === null ? 'propose' : null;
}
