import type { Db } from '../store/database.ts';
import type { Act, ChannelDescriptor } from './channel.ts';
import { periodOf, type QuotaPeriod, quotaName } from './quota.ts';

/** How far a quota of an account is used in the running period. */
export interface QuotaStand {
  act: Act;
  period: QuotaPeriod;
  limit: number;
  /** Ours that went out or may have. */
  held: number;
  /** Sent by hand on the platform; they use the same quota (W-1). */
  byHand: number;
}

/** The running quotas of several accounts, with two questions; by (channel, quota, period). */
export async function quotaUses(
  db: Db,
  channels: readonly { id: string; descriptor: Pick<ChannelDescriptor, 'quotas'> }[],
  now: number,
): Promise<Map<string, QuotaStand[]>> {
  if (channels.length === 0) return new Map();
  const ids = channels.map(({ id }) => id);
  const periods = (['day', 'month', 'minute'] as const).map((period) => periodOf(period, now));
  const byHand = await db
    .selectFrom('quota')
    .select(['channel', 'quota', 'period', 'byHand as n'])
    .where('channel', 'in', ids)
    .where('period', 'in', periods)
    .execute();
  const held = await db
    .selectFrom('quotaHold')
    .select((eb) => ['channel', 'quota', 'period', eb.fn.countAll<number | string>().as('n')])
    .where('channel', 'in', ids)
    .where('period', 'in', periods)
    .where('state', '=', 'held')
    .groupBy(['channel', 'quota', 'period'])
    .execute();
  const unitsOf = (rows: typeof held) =>
    new Map(rows.map((row) => [`${row.channel} ${row.quota} ${row.period}`, Number(row.n)]));
  const [hands, holds] = [unitsOf(byHand), unitsOf(held)];
  return new Map(
    channels.map(({ id, descriptor }) => [
      id,
      Object.entries(descriptor.quotas).flatMap(([act, quotas]) =>
        quotas.map(({ period, limit }) => {
          const key = `${id} ${quotaName(act, period)} ${periodOf(period, now)}`;
          return { act: act as Act, period, limit, held: holds.get(key) ?? 0, byHand: hands.get(key) ?? 0 };
        }),
      ),
    ]),
  );
}
