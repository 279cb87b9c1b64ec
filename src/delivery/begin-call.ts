import { beijingDay } from '../calendar/beijing-time.ts';
import { whyByHand } from '../channels/by-hand.ts';
import { lockChannel, shareChannel } from '../channels/channel-state-store.ts';
import { stateOn } from '../channels/life-cycle.ts';
import { lifeCycle } from '../channels/life-cycle-store.ts';
import { takeQuota } from '../channels/take-quota.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  decide,
  getAttempts,
  lockDelivery,
  updateAttempt,
} from './delivery-store.ts';
import { promisedAt, whyKept } from './kept-back.ts';
import { askAgainAt, type CallIntent, PAUSED_AGAIN_MS, refuse } from './refuse-begin.ts';
import { spread } from './rules.ts';
import { lastBegun } from './space-late.ts';
import { ON_TIME_MS, timingOf } from './timing.ts';
import { whyLate } from './why-late.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/**
 * Commits the intent of one call: the point of no return (rows 3, 3a, 3b, 12). Locks post, channel, quota, delivery and
 * ledger in that order and asks everything again: approved under this very hash, not stopped, account neither closed nor paused, not held,
 * under embargo or blacked out, not too late, quota free. A refusal moves the delivery on in the same transaction.
 * @returns the open attempt, or null when the call must not be made
 */
export async function beginCall(work: DeliveryWork, held: DeliveryRow, intent: CallIntent): Promise<AttemptRow | null> {
  for (;;) {
    try {
      return await inTransaction(work.db, (tx) => begin(tx, work, held, intent));
    } catch (error) {
      if (isUniqueViolation(error)) return null; // Somebody else began: let go.
      if (!(error instanceof Overtaken)) throw error;
    }
  }
}

/** The row changed between the first look at it and its lock: nothing of this try may stay, the quota least of all. */
class Overtaken extends Error {}

async function begin(tx: Tx, work: DeliveryWork, held: DeliveryRow, intent: CallIntent): Promise<AttemptRow | null> {
  const now = work.clock.now();
  const approved = await work.subjects[held.subjectKind]?.approvedHash(tx, held.subjectId);
  // Late ones queue up here: of two workers that begin on one account, the second sees the first.
  const late = now > held.dueAt + ON_TIME_MS;
  const channel = await (late ? lockChannel : shareChannel)(tx, held.channel);
  const attemptId = intent.repeats?.id ?? work.newId();
  const account = work.account(held.channel);
  const fresh = await tx.selectFrom('delivery').selectAll().where('id', '=', held.id).executeTakeFirst();
  if (!fresh || fresh.fence !== held.fence || fresh.state !== held.state) return null;

  if (approved !== held.hash || fresh.stopWanted === 1) return refuse(tx, work, held, intent, 'stopped', null);
  const byHand = whyByHand(work.channel(held.channel).descriptor, channel, held.act);
  if (byHand !== null) return refuse(tx, work, held, intent, 'by-hand', null, byHand);
  const life = stateOn(await lifeCycle(tx, held.channel), beijingDay(now));
  if (life === 'closed' || life === 'cancelled') return refuse(tx, work, held, intent, 'account-closed', null);
  if (channel.pausedAt !== null) return refuse(tx, work, held, intent, 'paused', now + PAUSED_AGAIN_MS);
  const since = intent.repeats ? intent.repeats.lastBegunAt : held.dueAt;
  const kept = await whyKept(tx, { ...held, dueAt: since }, now);
  if (kept !== null) return refuse(tx, work, held, intent, kept.why, askAgainAt(kept, intent.repeats !== null, now));
  const dueAt = late ? await promisedAt(tx, held) : held.dueAt;
  const timing = timingOf(dueAt, now, account.latenessMs);
  if (timing === 'early') return refuse(tx, work, held, intent, 'early', dueAt);
  const why = timing === 'late' || timing === 'missed' ? await whyLate(tx, held, now) : null;
  if (timing === 'missed') return refuse(tx, work, held, intent, 'late', null, why?.cause, why?.fields);
  if (timing === 'late' && intent.step.visible === 1 && intent.repeats === null && account.gapMs > 0) {
    const last = await lastBegun(tx, held.channel, now - account.gapMs, held.id);
    if (last !== null) return refuse(tx, work, held, intent, 'catch-up', last + account.gapMs);
  }
  if (intent.step.visible === 1) {
    const quotas = account.quotas[held.act] ?? work.channel(held.channel).descriptor.quotas[held.act] ?? [];
    const wish = { channel: held.channel, act: held.act, attempt: attemptId, at: now, quotas };
    const freeAt = await takeQuota(tx, wish);
    if (freeAt !== null) {
      const inTime = freeAt <= dueAt + account.latenessMs;
      return refuse(tx, work, held, intent, inTime ? 'quota' : 'late', freeAt + spread(5000, work.random()));
    }
  }
  const change = { state: 'sending' as const, workAt: now + work.settings.leaseMs, worker: work.worker };
  const { stopWanted } = await lockDelivery(tx, held.id);
  if (stopWanted === 1 || !(await decide(tx, held, change))) throw new Overtaken();
  const attempt = intent.repeats
    ? await repeat(tx, intent.repeats, held.fence, now)
    : await open(tx, held, intent, attemptId, now);
  await tx
    .updateTable('step')
    .set({ state: 'begun' })
    .where('delivery', '=', held.id)
    .where('position', '=', intent.step.position)
    .execute();
  await work.record(tx, {
    at: now,
    actor: systemActor(work.worker),
    act: 'delivery.begin',
    object: `delivery:${held.id}`,
    after: {
      step: intent.step.name,
      attempt: attemptId,
      calls: attempt.calls,
      hash: held.hash,
      request: intent.requestHash,
      ...(timing === 'late' ? { timing, cause: why?.cause } : {}),
    },
  });
  return attempt;
}

async function open(tx: Tx, held: DeliveryRow, intent: CallIntent, id: string, now: number): Promise<AttemptRow> {
  const before = (await getAttempts(tx, held.id)).filter((a) => a.position === intent.step.position);
  const attempt: AttemptRow = {
    id,
    delivery: held.id,
    position: intent.step.position,
    number: before.length + 1,
    state: 'open',
    fence: held.fence,
    requestHash: intent.requestHash,
    key: intent.key,
    calls: 1,
    begunAt: now,
    lastBegunAt: now,
    lostAt: null,
    looks: 0,
    polls: 0,
    externalId: null,
    answer: null,
    errorCode: null,
  };
  await tx.insertInto('attempt').values(attempt).execute();
  return attempt;
}

async function repeat(tx: Tx, attempt: AttemptRow, fence: number, now: number): Promise<AttemptRow> {
  const change = { calls: attempt.calls + 1, lastBegunAt: now, fence };
  await updateAttempt(tx, attempt.id, change);
  return { ...attempt, ...change };
}
