/** Everything that the matrix shows of one account: clocks, quotas, rights, token, what waits, its filings and reviews. */
import { z } from 'zod';
import { beijingDay } from '../calendar/beijing-time.ts';
import { reviewsOf } from '../channels/account-review-store.ts';
import { pastOf } from '../channels/history-store.ts';
import { filingNames } from '../channels/life-cycle.ts';
import { listFilings } from '../channels/list-filings.ts';
import { type MatrixAccount, matrixAccounts } from '../channels/matrix.ts';
import { quotaUses } from '../channels/quota-uses.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { clocksNow } from '../today/clocks-now.ts';
import { fullName, personName } from '../today/names.ts';
import { accountRow, clockFacts, quotaStand } from './account-row.ts';
import { accountsNow, type MatrixHouse, type StandingRow } from './accounts-now.ts';
import { mainQuota } from './main-quota.ts';

const filing = z.object({
  event: z.string(),
  name: z.string(),
  on: z.string(),
  until: z.string().nullable(),
  unit: z.string().nullable(),
  number: z.string().nullable(),
  filedOn: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
});

export const accountDetail = accountRow.extend({
  owner: z.string(),
  openedOn: z.string(),
  clocks: z.array(
    clockFacts.extend({
      name: z.string(),
      source: z.string(),
      countsReposts: z.boolean(),
      plannedAt: z.number().nullable(),
      breachAt: z.number().nullable(),
    }),
  ),
  quotas: z.array(quotaStand),
  /** Until when the held token works, ms UTC; null when none is held here now, absent where the account needs none. */
  token: z.object({ until: z.number().nullable() }).nullable(),
  history: z
    .object({ state: z.string(), found: z.number(), readAt: z.number().nullable(), canRead: z.boolean() })
    .nullable(),
  filings: z.array(filing),
  /** Acts without a number, or an opening that nobody recorded. */
  unfiled: z.array(z.object({ event: z.string(), name: z.string(), on: z.string() })),
  review: z
    .object({
      year: z.number(),
      reads: z.number().nullable(),
      followers: z.number().nullable(),
      updates: z.number().nullable(),
      decision: z.enum(['keep', 'merge', 'close']).nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
});
export type AccountDetail = z.infer<typeof accountDetail>;

export async function readAccount(house: MatrixHouse, account: MatrixAccount): Promise<AccountDetail> {
  const { acting, config, channels, clock } = house;
  const now = clock.now();
  const row = (await accountsNow(house)).find((each) => each.id === account.id);
  if (!row) throw new RangeError(`the matrix lost ${account.id}`);
  const channel = channels.get(account.id);
  const configured = config.channels.find((each) => each.id === account.id);
  const quotas = channel ? ((await quotaUses(acting.db, [channel], now)).get(account.id) ?? []) : [];
  const matrix = matrixAccounts(config.channels, config.outside);
  const { filings, unfiled } = await listFilings(acting.db, matrix, [account.id]);
  const past = channel ? await pastOf(acting.db, account.id) : undefined;
  return {
    ...row,
    quota: mainQuota(quotas),
    owner: account.ours ? fullName(config, account.owner) : account.owner,
    openedOn: account.openedOn,
    clocks: await clocksShown(house, row),
    quotas,
    token: configured ? await tokenOf(house, configured) : null,
    history: past
      ? { state: past.state, found: past.found, readAt: past.readAt, canRead: channel?.history !== undefined }
      : null,
    filings: filings.map(({ event, eventName, on, until, unit, number, filedOn, reason, recordedBy }) => {
      return { event, name: eventName, on, until, unit, number, filedOn, reason, by: personName(config, recordedBy) };
    }),
    unfiled: unfiled.map(({ event, on }) => ({ event, name: filingNames[event], on })),
    review: await reviewOf(house, account.id, Number(beijingDay(now).slice(0, 4))),
  };
}

async function clocksShown(house: MatrixHouse, { id }: StandingRow): Promise<AccountDetail['clocks']> {
  const all = (await clocksNow(house)).channels.find((each) => each.channel === id);
  return (all?.clocks ?? []).map((each) => {
    const bound = house.config.cadence.rules.find(({ rule }) => rule.id === each.rule);
    const { rule, state: level, dueAt, left, unit, lastUpdateAt, provisional, breachAt } = each;
    return {
      ...{ rule, level, dueAt, left, unit, lastUpdateAt, provisional, breachAt },
      name: bound?.name ?? rule,
      source: bound?.source ?? '',
      countsReposts: bound?.rule.counts.reposts ?? true,
      plannedAt: all?.plannedAt ?? null,
    };
  });
}

/** Only its life: the token itself never leaves its store. */
async function tokenOf({ channelDeps }: MatrixHouse, channel: ChannelConfig): Promise<AccountDetail['token']> {
  if (channel.kind === 'wecom-robot' || channel.handOff === 'always') return null;
  const held = await channelDeps.tokens.held(channel.credentials.appId);
  return { until: held?.expiresAt ?? null };
}

async function reviewOf({ acting }: MatrixHouse, account: string, year: number): Promise<AccountDetail['review']> {
  const found = (await reviewsOf(acting.db, year)).find((each) => each.account === account);
  if (!found) return null;
  const { reads, followers, updates, decision, reason } = found;
  return { year, reads, followers, updates, decision, reason };
}
