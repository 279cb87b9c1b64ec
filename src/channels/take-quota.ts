import type { Tx } from '../store/database.ts';
import { freeUnits, nextPeriodAt, periodOf, type Quota, quotaName } from './quota.ts';
import { holdQuota, lockQuota, type QuotaKey } from './quota-store.ts';

/** An act or a query of a channel for which one unit of every quota is wanted at `at` (ms UTC) by an attempt. */
export interface QuotaWish {
  channel: string;
  act: string;
  /** Whose unit it is: the attempt of a send, or an id of its own for each query. */
  attempt: string;
  at: number;
  quotas: readonly Quota[];
}

/**
 * Takes one unit of every quota, or none at all. A hold belongs to the period of the call; an attempt that holds there
 * already needs nothing more, so a repeat on the same day takes nothing and one on another day does.
 * @returns null when the units are taken, else the moment the last used-up period ends (ms UTC)
 */
export async function takeQuota(tx: Tx, wish: QuotaWish): Promise<number | null> {
  const keys: QuotaKey[] = [];
  let freeAt: number | null = null;
  for (const quota of wish.quotas) {
    const key = {
      channel: wish.channel,
      quota: quotaName(wish.act, quota.period),
      period: periodOf(quota.period, wish.at),
    };
    const use = await lockQuota(tx, key);
    if (await holdsAlready(tx, key, wish.attempt)) continue;
    if (freeUnits(quota, use) < 1) freeAt = Math.max(freeAt ?? 0, nextPeriodAt(quota.period, wish.at));
    keys.push(key);
  }
  if (freeAt !== null) return freeAt;
  for (const key of keys) await holdQuota(tx, key, wish.attempt, wish.at);
  return null;
}

async function holdsAlready(tx: Tx, key: QuotaKey, attempt: string): Promise<boolean> {
  const row = await tx
    .selectFrom('quotaHold')
    .select('state')
    .where('attempt', '=', attempt)
    .where('quota', '=', key.quota)
    .where('period', '=', key.period)
    .executeTakeFirst();
  return row?.state === 'held';
}
