import { z } from 'zod';
import { beijingDay, beijingTime } from '../../calendar/beijing-time.ts';
import { type Account, findAccount } from '../account-store.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { type ApiCall, ok } from './api-call.ts';
import { dailyLimits, massLimits, otherLimits } from './quota-limits.ts';

export type Period = 'day' | 'month' | 'minute';

/** The Beijing day, month or minute that `now` (ms UTC) falls into. */
export function periodOf(per: Period, now: number): string {
  const day = beijingDay(now);
  return per === 'day' ? day : per === 'month' ? day.slice(0, 7) : `${day} ${beijingTime(now)}`;
}

/** The limit of a counter on an account; null when there is none. */
export function limitOf(account: Account, what: string): number | null {
  const own = what === 'mass' ? massLimits[account.kind].limit : (dailyLimits[what] ?? otherLimits[what]);
  return account.settings.limits[what] ?? own ?? null;
}

export function usedOf(platform: Platform, account: Account, what: string, period: string): number {
  const row = platform.db
    .prepare<[string, string, string], { used: number }>(
      'select used from quota_use where appid = ? and what = ? and period = ?',
    )
    .get(account.appid, what, period);
  return row?.used ?? 0;
}

export function setUsed(platform: Platform, account: Account, what: string, period: string, used: number): void {
  platform.db
    .prepare(
      'insert into quota_use (appid, what, period, used) values (?, ?, ?, ?) on conflict (appid, what, period) do update set used = excluded.used',
    )
    .run(account.appid, what, period, Math.max(0, used));
}

/** Counts one more use. @throws PlatformRefusal with `errcode` (45009 when not given) when none is left */
export function useQuota(
  platform: Platform,
  account: Account,
  use: { what: string; per: Period; now: number; errcode?: number; errmsg?: string },
): void {
  const period = periodOf(use.per, use.now);
  const used = usedOf(platform, account, use.what, period);
  const limit = limitOf(account, use.what);
  if (limit !== null && used >= limit) {
    throw new PlatformRefusal(use.errcode ?? 45009, use.errmsg ?? 'reach max api daily quota limit');
  }
  setUsed(platform, account, use.what, period, used + 1);
}

/** Counts a call with an access_token; refused calls count as well. @throws PlatformRefusal 45009 */
export function useDailyQuota(platform: Platform, account: Account, path: string): void {
  if (dailyLimits[path] === undefined && account.settings.limits[path] === undefined) return;
  useQuota(platform, account, { what: path, per: 'day', now: platform.clock.now() });
}

/** Quota tools (channel-apis 1.2). */
export const quotaCalls: ApiCall[] = [
  {
    path: '/cgi-bin/clear_quota',
    method: 'POST',
    right: 'any',
    run: ({ platform, account, now, read }) => {
      const { appid } = read(z.object({ appid: z.string() }));
      if (appid !== account.appid) throw new PlatformRefusal(40013, 'invalid appid');
      return clearQuota(platform, account, now);
    },
  },
  {
    path: '/cgi-bin/clear_quota/v2',
    method: 'POST',
    right: 'open',
    run: ({ platform, now, request, read }) => {
      const fields = z.object({ appid: z.string().default(''), appsecret: z.string().default('') });
      const given = request.query.appid ? fields.parse(request.query) : read(fields);
      const account = findAccount(platform, given.appid);
      if (account?.appid !== given.appid) throw new PlatformRefusal(40013, 'invalid appid');
      if (account.secret !== given.appsecret) throw new PlatformRefusal(40125, 'invalid appsecret');
      return clearQuota(platform, account, now);
    },
  },
  {
    path: '/cgi-bin/openapi/quota/get',
    method: 'POST',
    right: 'any',
    run: ({ platform, account, now, read }) => {
      const { cgi_path: path } = read(z.object({ cgi_path: z.string() }));
      const limit = limitOf(account, path);
      if (limit === null || !path.startsWith('/')) throw new PlatformRefusal(76021, 'cgi_path not found');
      const used = usedOf(platform, account, path, periodOf('day', now));
      return { ...ok, quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) } };
    },
  },
];

/** Sets the day's counters of all API calls to nought; the send quota of the period stays. */
function clearQuota(platform: Platform, account: Account, now: number) {
  useQuota(platform, account, {
    what: 'clear_quota',
    per: 'month',
    now,
    errcode: 48006,
    errmsg: 'forbid to clear quota because of reaching the limit',
  });
  platform.db
    .prepare("delete from quota_use where appid = ? and period = ? and what like '/%'")
    .run(account.appid, periodOf('day', now));
  return ok;
}
