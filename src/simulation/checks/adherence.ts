import { beijingDay, endOfDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { type Calendar, isWorkingDay } from '../../calendar/calendar.ts';
import { type CadenceRule, rulesFor } from '../../config/cadence.ts';
import type { ChannelConfig } from '../../config/channels.ts';
import { accountOf, type PublicArticle } from '../simulated-platform.ts';
import { avoidable } from './avoidable.ts';
import type { Due } from './due.ts';
import { type Evidence, momentIn, type Problem } from './evidence.ts';
import type { Replay } from './replay.ts';

/** How one rule was kept on one account. Days are YYYY-MM-DD. */
export interface Adherence {
  rule: string;
  channel: string;
  met: number;
  missed: { dueOn: string; cause: string; avoidable: boolean }[];
}

type Reckoned = Extract<CadenceRule, { kind: 'within' | 'atLeast' }>;

/** Every rule on every account: what was met and missed, and whether the breaches on record are those that happened. */
export function adherence(evidence: Evidence, replayed: Replay): { rules: Adherence[]; problems: Problem[] } {
  const rules: Adherence[] = [];
  const problems: Problem[] = [];
  for (const channel of evidence.channels) {
    for (const rule of rulesFor({ rules: [...evidence.rules] }, channel)) {
      if (rule.kind !== 'within' && rule.kind !== 'atLeast') continue;
      const dues = duesOf(evidence, channel, rule);
      const recorded = recordedOf(evidence, channel.id, rule.id);
      const missed = dues.filter((due) => !due.met);
      const about = `${rule.id} of ${channel.id}`;
      for (const { dueOn } of missed) {
        if (!recorded.has(dueOn))
          problems.push({ check: 'breach', about: `${about} was missed on ${dueOn}, not recorded` });
      }
      for (const [dueOn] of recorded) {
        const known = missed.some((due) => due.dueOn === dueOn);
        if (!known && dueOn < evidence.last)
          problems.push({ check: 'breach', about: `${about} was recorded for ${dueOn}, not missed` });
      }
      const shown = missed.map((due) => {
        const could = avoidable(evidence, replayed, channel, due);
        if (could !== null)
          problems.push({ check: 'avoidable', about: `${about} was missed on ${due.dueOn}, though ${could}` });
        return { dueOn: due.dueOn, cause: recorded.get(due.dueOn) ?? '', avoidable: could !== null };
      });
      rules.push({ rule: rule.id, channel: channel.id, met: dues.length - missed.length, missed: shown });
    }
  }
  return { rules, problems };
}

function recordedOf({ lines }: Evidence, channel: string, rule: string): Map<string, string> {
  const own = lines.filter((l) => l.act === 'cadence.breach' && l.kind === 'channel' && l.id === channel);
  return new Map(
    own
      .filter(({ after }) => after.rule === rule)
      .map(({ after }) => [beijingDay(momentIn(after, 'dueAt') ?? 0), String(after.cause)]),
  );
}

/** Due days that have passed a day before the run ended: a look of the morning after is enough to record them. */
export function duesOf(evidence: Evidence, channel: ChannelConfig, rule: Reckoned): Due[] {
  const days = updateDays(evidence.published, channel, rule);
  const dues = rule.kind === 'within' ? gaps(evidence, rule, days) : periods(evidence, rule, days);
  return dues.filter(({ dueOn }) => dueOn >= evidence.first && dueOn < evidence.last);
}

/** The days of what counts, one entry a message, the oldest first. */
function updateDays(published: readonly PublicArticle[], channel: ChannelConfig, rule: Reckoned): string[] {
  const account = accountOf(channel);
  const firsts = published.filter((a) => a.account === account && a.idx === 1 && !a.deleted);
  const acts: readonly string[] = rule.counts.acts;
  const counted = firsts.filter((a) => acts.includes(a.via.startsWith('mass') ? 'massSend' : 'publish'));
  return counted.map((a) => beijingDay(a.at)).sort();
}

function gaps({ calendar, last }: Evidence, rule: Extract<Reckoned, { kind: 'within' }>, days: string[]): Due[] {
  return days.flatMap((since, i) => {
    const next = days[i + 1];
    const dueOn = daysOn(calendar, since, rule.days, rule.unit);
    if (next === since) return [];
    if (next !== undefined) return [{ since, dueOn, met: next <= dueOn, missing: 1 }];
    return dueOn < last ? [{ since, dueOn, met: false, missing: 1 }] : [];
  });
}

/** Whole weeks of the run; the other periods are longer than most runs and are left to the tests of the clocks. */
function periods(
  { calendar, first, last }: Evidence,
  rule: Extract<Reckoned, { kind: 'atLeast' }>,
  days: string[],
): Due[] {
  if (rule.per !== 'week') return [];
  const dues: Due[] = [];
  let monday = first;
  while (weekday(monday) !== 1) monday = plusDays(monday, 1);
  for (; plusDays(monday, 6) <= last; monday = plusDays(monday, 7)) {
    const sunday = plusDays(monday, 6);
    const week = Array.from({ length: 7 }, (_, n) => plusDays(monday, n));
    const working = week.filter((day) => isWorkingDay(calendar, day)).length;
    const asked = rule.holidays === 'proRata' ? Math.ceil((rule.count * working) / 5) : rule.count;
    const have = days.filter((day) => day >= monday && day <= sunday).length;
    dues.push({ since: plusDays(monday, -1), dueOn: sunday, met: have >= asked, missing: Math.max(0, asked - have) });
  }
  return dues;
}

function daysOn(calendar: Calendar, from: string, n: number, unit: 'day' | 'working-day'): string {
  let day = from;
  for (let left = n; left > 0; ) {
    day = plusDays(day, 1);
    if (unit === 'day' || isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

function weekday(day: string): number {
  return new Date((startOfDay(day) + endOfDay(day)) / 2).getUTCDay();
}
