import { endOfDay, isoBeijing, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { isWorkingDay } from '../../calendar/calendar.ts';
import type { ChannelConfig } from '../../config/channels.ts';
import type { Due } from './due.ts';
import type { Evidence } from './evidence.ts';
import type { Replay } from './replay.ts';

const HOUR = 3_600_000;
const HALF_HOUR = HOUR / 2;
/** People see an approved text at their next round, and what is sent needs some time to be public. */
const LEAD_MS = 4 * HOUR;

/**
 * Whether a feasible plan would have met the due moment: enough approved texts that the account had not had, somebody at
 * work who could have queued them, and a slot of the account after that with everything up.
 * @returns how, or null when it could not
 */
export function avoidable(evidence: Evidence, replayed: Replay, channel: ChannelConfig, due: Due): string | null {
  const end = endOfDay(due.dueOn);
  const material = materialFor(evidence, replayed, channel.id, end);
  const slots = slotsOf(evidence, channel, startOfDay(plusDays(due.since, 1)), end);
  const usable = material.flatMap(({ title, at }) => {
    const queued = firstAtWork(evidence, Math.max(at, startOfDay(plusDays(due.since, 1))), end);
    const slot = queued === null ? undefined : slots.find((s) => s >= queued + LEAD_MS);
    return slot === undefined ? [] : [{ title, at, slot }];
  });
  const [first] = usable;
  if (!first || usable.length < due.missing) return null;
  return `“${first.title}” was approved ${isoBeijing(first.at)} and the slot ${isoBeijing(first.slot)} was free`;
}

/** Texts that were approved before `end` and stayed so, and that the account has never had a place or a delivery for. */
function materialFor({ texts, lines }: Evidence, { deliveries, places }: Replay, channel: string, end: number) {
  const had = new Set([
    ...[...deliveries.values()].filter((d) => d.channel === channel).map((d) => d.post),
    ...[...places.values()].filter((p) => p.channel === channel).map((p) => p.post),
  ]);
  const lost = new Set(lines.filter((l) => l.act === 'post.withdraw' || l.act === 'post.revise').map((l) => l.id));
  return lines
    .filter((l) => l.act === 'post.approve' && l.at < end && l.at > end - 30 * 24 * HOUR)
    .filter((l) => !had.has(l.id) && !lost.has(l.id))
    .map((l) => ({ title: texts.get(String(l.after.contentHash))?.titles[0] ?? l.id, at: l.at }));
}

function firstAtWork({ isAtWork, outages }: Evidence, from: number, to: number): number | null {
  for (let at = Math.ceil(from / HALF_HOUR) * HALF_HOUR; at < to; at += HALF_HOUR) {
    if (isAtWork(at) && !outages.some((o) => o.from <= at && at <= o.to)) return at;
  }
  return null;
}

/** Slots at which an account may publish with the process and the platform up then and for some hours. */
function slotsOf({ calendar, outages }: Evidence, channel: ChannelConfig, from: number, to: number): number[] {
  const slots: number[] = [];
  for (let day = from; day < to; day += 24 * HOUR) {
    const name = isoBeijing(day).slice(0, 10);
    const working = isWorkingDay(calendar, name);
    const rule = channel.slots.find(
      ({ days }) => days === 'everyDay' || (days === 'workingDay' && working) || (days === 'dayOff' && !working),
    );
    for (const time of rule?.times ?? []) {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      slots.push(day + hours * HOUR + minutes * 60_000);
    }
  }
  return slots.filter((at) => at + LEAD_MS < to && !outages.some((o) => o.from <= at + LEAD_MS && at <= o.to));
}
