/** Rights, quotas, limits and what comes next of an account, in words. */
import words from '../../../content/wording/console/matrix.yaml';
import type { Level } from '../look/level-shape.tsx';
import { say } from '../look/say.ts';
import { dayOf, dayWords, dueWords, timeWords } from '../look/time-words.ts';
import type { AccountDetail, AccountRow } from './matrix-types.ts';

type Right = AccountRow['rights'][number];

/** 不能用，微信答 88000，11月20日探测 */
export function rightWords({ is, code, at }: Right, now: number): string {
  const says = say(words.rights[is], { code: code ?? '' });
  return at === null ? says : say(words.rights.at, { says, day: dayWords(at, now) });
}

type Quota = NonNullable<AccountRow['quota']>;

/** 群发 今日, and 0/1 beside it. */
export function quotaWords({ act, period, limit, held, byHand }: Quota): { name: string; used: string; share: number } {
  const names: Readonly<Record<string, string>> = act === 'massSend' ? words.quota.massSend : words.quota.message;
  const used = held + byHand;
  return { name: names[period] ?? '', used: `${used}/${limit}`, share: limit === 0 ? 1 : Math.min(1, used / limit) };
}

/** 本月 3 / 4 次，其中 1 次在公众平台手工发，还剩 1 次 */
export function quotaLine({ period, limit, held, byHand }: Quota): string {
  const { detail } = words;
  const used = held + byHand;
  const line = say(detail.quotaUsed, { period: detail.periods[period], used, limit });
  return `${line}${byHand > 0 ? say(detail.quotaByHand, { n: byHand }) : ''}${say(detail.quotaLeft, { n: Math.max(0, limit - used) })}`;
}

/** The level's chip and the words beside it; null where nothing is counted. */
export function clockWords(row: AccountRow, now: number): { level: Level; says: string } | null {
  const { clock, life } = row;
  if (life === 'closed' || life === 'cancelled') return { level: 'paused', says: words.clock.filed };
  if (life === 'paused') return { level: 'paused', says: words.clock.stopped };
  if (clock === null) return null;
  if (clock.dueAt === null) return { level: clock.level, says: words.clock.paused };
  return { level: clock.level, says: limitOf(clock, now) };
}

type Clock = NonNullable<AccountRow['clock']>;

function limitOf({ dueAt, left, unit, provisional }: Clock, now: number): string {
  if (dueAt === null) return words.clock.paused;
  return dueWords({ dueAt, now, provisional, short: true, workingDaysLeft: unit === 'working-day' ? left : null });
}

/** 国办 2 周：还剩 2 天（11月25日 24:00 前） */
export function clockLine(clock: AccountDetail['clocks'][number], now: number): string {
  const { name, dueAt, left, unit, provisional, countsReposts } = clock;
  const due =
    dueAt === null
      ? words.clock.paused
      : dueWords({ dueAt, now, provisional, workingDaysLeft: unit === 'working-day' ? left : null });
  return `${say(words.detail.clockLine, { name, due })}${countsReposts ? '' : words.detail.reposts}`;
}

/** 今天 10:00, 等手机确认, 没发出; loud where somebody has to act. */
export function nextWords(
  { next, paused, life, kind }: AccountRow,
  now: number,
): { says: string; tone: 'red' | 'orange' | null } {
  if (next?.is === 'failed') return { says: words.next.failed, tone: 'red' };
  if (next?.is === 'confirm' || next?.is === 'doubtful' || next?.is === 'hand-off')
    return { says: words.next[next.is], tone: 'orange' };
  if (paused) return { says: words.next.paused, tone: null };
  if (next === null || life === 'closed') return { says: kind === 'wecom-robot' ? words.next.robot : '—', tone: null };
  if (next.is === 'planned') return { says: momentOf(next.at, now), tone: null };
  return { says: say(words.next[next.is], { at: momentOf(next.at, now) }), tone: null };
}

/** 今天 10:00, 11月25日 10:00 */
export function momentOf(at: number, now: number): string {
  return `${dayOf(at) === dayOf(now) ? '今天' : dayWords(at, now)} ${timeWords(at)}`;
}

/** 公众号 ・ 已认证 */
export function platformWords({ kind, verified, ours }: Pick<AccountRow, 'kind' | 'verified' | 'ours'>): string {
  const kinds: Readonly<Record<string, string>> = words.kinds;
  const more = !ours ? words.outside : verified === null ? null : verified ? words.verified.yes : words.verified.no;
  return [kinds[kind] ?? kind, more].filter((each) => each !== null).join(' ・ ');
}
