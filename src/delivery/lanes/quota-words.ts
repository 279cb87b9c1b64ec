/** Which quota stands beside the name of an account, and what is used of it. */
import { quotaName } from '../../channels/quota.ts';
import type { PlannedAccount, Planning } from '../../schedule/placing/planning.ts';
import { tallies } from '../../schedule/placing/used-store.ts';
import type { Db } from '../../store/database.ts';

export interface LaneQuota {
  act: 'publish' | 'massSend' | 'message' | 'draft';
  per: 'day' | 'month';
  limit: number;
  /** Used up in the running month, sends by hand among it; null for a quota of the day. */
  used: number | null;
}

/** A hundred publishes a day bind nobody who writes them: such a quota is not worth a word. */
const FEW = 20;

/** The tightest quota that an editor can meet, by account; none for an account without one. */
export async function laneQuotas(
  db: Db,
  { accounts }: Pick<Planning, 'accounts'>,
  channels: readonly string[],
  now: number,
): Promise<Map<string, LaneQuota>> {
  const found = new Map<string, LaneQuota>();
  for (const id of channels) {
    const account = accounts.get(id);
    const quota = account ? tightest(account) : null;
    if (quota) found.set(id, quota);
  }
  const monthly = [...found].flatMap(([id, { per }]) => (per === 'month' ? [id] : []));
  const month = (await tallies(db, monthly, now)).filter(({ period }) => period.length === 'YYYY-MM'.length);
  const used = new Map(month.map(({ channel, act, units }) => [`${channel} ${quotaName(act, 'month')}`, units]));
  for (const id of monthly) {
    const quota = found.get(id);
    if (quota) found.set(id, { ...quota, used: used.get(`${id} ${quotaName(quota.act, 'month')}`) ?? 0 });
  }
  return found;
}

function tightest({ quotas, acts }: PlannedAccount): LaneQuota | null {
  for (const act of ['massSend', 'publish', 'message'] as const) {
    if (!acts.includes(act)) continue;
    for (const per of ['month', 'day'] as const) {
      const limits = (quotas[act] ?? []).filter(({ period }) => period === per).map(({ limit }) => limit);
      const limit = Math.min(...limits);
      if (limits.length > 0 && limit <= FEW) return { act, per, limit, used: null };
    }
  }
  return null;
}
