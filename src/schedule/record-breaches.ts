import { beijingDay, isoBeijing, startOfDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type Cadence, rulesFor } from '../config/cadence.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { CadenceBreachTable } from '../store/tables/channels.ts';
import { inTransaction } from '../store/transaction.ts';
import { covers } from './blackout/blackout.ts';
import { blackoutsBetween } from './blackout/blackout-store.ts';
import { type MissedDue, missedDues } from './cadence/missed-dues.ts';
import { addBreach, changedChannels, correctBreach, placedStatesBetween, standingBreaches } from './cadence-store.ts';
import type { ClockedChannel } from './clocked-channel.ts';
import { readHistory } from './read-channel-history.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };
const DAY_MS = 86_400_000;
/** How far back a look goes; what a stopped worker missed for longer is not on record. */
const LOOK_BACK_DAYS = 100;

/** What was seen at the last look of this process, so that an account is looked through again only when there is cause. */
export type BreachMemory = Map<string, { bound: string; day: string; at: number }>;

/** A row may carry a moment from before its transaction was committed. */
const LATE_ROWS_MS = 10 * 60_000;

/**
 * Writes down every missed due moment of the channels, once per channel, rule and due moment, with its cause and a line
 * in the ledger. Running it again writes nothing. A breach on record stays although history that is found later meets it;
 * a correction (更正) is added to the ledger.
 * @param memory of this process: an account is looked through once a day, and when its publications, pauses or rules change
 * @returns the new ones
 */
export async function recordBreaches(
  acting: Acting,
  calendar: Calendar,
  cadence: Cadence,
  channels: readonly ClockedChannel[],
  memory: BreachMemory = new Map(),
): Promise<CadenceBreachTable[]> {
  const now = acting.clock.now();
  const since = now - LOOK_BACK_DAYS * DAY_MS;
  const fresh: CadenceBreachTable[] = [];
  const lastLook = Math.min(now, ...[...memory.values()].map(({ at }) => at));
  const changed = memory.size === 0 ? null : await changedChannels(acting.db, lastLook - LATE_ROWS_MS);
  for (const channel of channels) {
    const rules = rulesFor(cadence, channel);
    const seen = { bound: JSON.stringify([channel, rules]), day: beijingDay(now), at: now };
    const before = memory.get(channel.id);
    memory.set(channel.id, seen);
    const isSame = before?.bound === seen.bound && before.day === seen.day;
    if (isSame && changed !== null && !changed.has(channel.id)) continue;
    const history = await readHistory(acting.db, channel, rules, since, now);
    // What fell due before govcast kept the account is not its to record: the history was not all read then.
    const known = Math.max(since, channel.addedOn === undefined ? 0 : startOfDay(channel.addedOn));
    const missedHere = rules.flatMap((rule) => missedDues(calendar, rule, history, known, now));
    for (const missed of missedHere.filter((m) => m.dueAt > known)) {
      const acts = rules.find((rule) => rule.id === missed.rule)?.counts.acts ?? [];
      const cause = await causeOf(acting, channel.id, missed, acts);
      const breach = {
        channel: channel.id,
        rule: missed.rule,
        dueAt: missed.dueAt,
        seenAt: now,
        cause,
        correctedAt: null,
      };
      if (await record(acting, breach)) fresh.push(breach);
    }
    const unmet = new Set(missedHere.map((m) => `${m.rule} ${m.dueAt}`));
    const inForce = new Set(rules.map((rule) => rule.id));
    for (const breach of await standingBreaches(acting.db, channel.id, known)) {
      const met = inForce.has(breach.rule) && !unmet.has(`${breach.rule} ${breach.dueAt}`);
      if (met) await correct(acting, breach, now);
    }
  }
  return fresh;
}

function record(acting: Acting, breach: CadenceBreachTable): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    if (!(await addBreach(tx, breach))) return false;
    await acting.record(tx, {
      at: breach.seenAt,
      actor: WORKER,
      act: 'cadence.breach',
      object: `channel:${breach.channel}`,
      after: { rule: breach.rule, dueAt: isoBeijing(breach.dueAt), cause: breach.cause },
    });
    return true;
  });
}

function correct(acting: Acting, breach: CadenceBreachTable, at: number): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    if (!(await correctBreach(tx, breach, at))) return;
    await acting.record(tx, {
      at,
      actor: WORKER,
      act: 'cadence.correct',
      object: `channel:${breach.channel}`,
      before: { rule: breach.rule, dueAt: isoBeijing(breach.dueAt), cause: breach.cause },
      after: { met: true },
    });
  });
}

/**
 * 内容被删; 审核未完成 where what stood on the plan was not approved; 停发 where a black-out held at the due moment; 无计划 or
 * 计划失败 by whether anything stood on the plan between the last update and the due moment.
 */
async function causeOf(
  { db }: Acting,
  channel: string,
  { byDeletion, lastUpdateAt, dueAt }: MissedDue,
  acts: readonly ('publish' | 'massSend' | 'message')[],
): Promise<string> {
  if (byDeletion) return '内容被删';
  const states = await placedStatesBetween(db, channel, lastUpdateAt ?? 0, dueAt, acts);
  if (states.some((state) => state !== 'approved')) return '审核未完成';
  const held = await blackoutsBetween(db, dueAt, dueAt);
  if (held.some((blackout) => acts.some((act) => covers(blackout, { channel, act })))) return '停发';
  return states.length === 0 ? '无计划' : '计划失败';
}
