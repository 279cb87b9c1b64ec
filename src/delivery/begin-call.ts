import { whyByHand } from '../channels/by-hand.ts';
import { shareChannel } from '../channels/channel-state-store.ts';
import { takeQuota } from '../channels/take-quota.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import { openQuestionFor } from './ask-person.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  decide,
  getAttempts,
  isDeliverySure,
  lockDelivery,
  type StepRow,
  updateAttempt,
} from './delivery-store.ts';
import { type Kept, whyKept } from './kept-back.ts';
import { spread } from './rules.ts';
import { type DeliveryWork, systemActor } from './work.ts';

const PAUSED_AGAIN_MS = 60_000;
const KEPT_DOUBT_AGAIN_MS = 10 * 60_000;

/** A call that is about to be made, and the attempt it repeats under the same key, if it does. */
export interface CallIntent {
  step: StepRow;
  requestHash: string;
  key: string | null;
  repeats: AttemptRow | null;
}

/**
 * Commits the intent of one call: the point of no return (rows 3, 3a, 3b, 12). Locks post, channel, quota, delivery and
 * ledger in that order and asks everything again: approved under this very hash, not stopped, not paused, not held,
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
  const channel = await shareChannel(tx, held.channel);
  const attemptId = intent.repeats?.id ?? work.newId();
  const account = work.account(held.channel);
  const fresh = await tx.selectFrom('delivery').selectAll().where('id', '=', held.id).executeTakeFirst();
  if (!fresh || fresh.fence !== held.fence || fresh.state !== held.state) return null;

  if (approved !== held.hash || fresh.stopWanted === 1) return refuse(tx, work, held, intent, 'stopped', null);
  const byHand = whyByHand(work.channel(held.channel).descriptor, channel, held.act);
  if (byHand !== null) return refuse(tx, work, held, intent, 'by-hand', null, byHand);
  if (channel.pausedAt !== null) return refuse(tx, work, held, intent, 'paused', now + PAUSED_AGAIN_MS);
  const since = intent.repeats ? intent.repeats.lastBegunAt : held.dueAt;
  const kept = await whyKept(tx, { ...held, dueAt: since }, now);
  if (kept !== null) return refuse(tx, work, held, intent, kept.why, askAgainAt(kept, intent.repeats !== null, now));
  if (now > held.dueAt + account.latenessMs) return refuse(tx, work, held, intent, 'late', null);
  if (intent.step.visible === 1) {
    const quotas = account.quotas[held.act] ?? work.channel(held.channel).descriptor.quotas[held.act] ?? [];
    const wish = { channel: held.channel, act: held.act, attempt: attemptId, at: now, quotas };
    const freeAt = await takeQuota(tx, wish);
    if (freeAt !== null) {
      const inTime = freeAt <= held.dueAt + account.latenessMs;
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

type Refusal = 'stopped' | 'paused' | 'late' | 'quota' | 'by-hand' | Kept['why'];
/** After these a doubt waits on: its call may still be repeated under its key. */
const waits: ReadonlySet<Refusal> = new Set(['paused', 'held', 'embargo', 'blackout']);

/** When what is kept back is looked at again; a doubt, which every look costs a line of the ledger, more rarely. */
function askAgainAt({ why, until }: Kept, inDoubt: boolean, now: number): number {
  if (until === null) return now + (inDoubt ? KEPT_DOUBT_AGAIN_MS : PAUSED_AGAIN_MS);
  return why === 'embargo' ? until : until + 1;
}

/** What a refusal of begin leads to: a first call simply waits or ends; a repeat leaves its attempt in doubt. */
async function refuse(
  tx: Tx,
  work: DeliveryWork,
  held: DeliveryRow,
  intent: CallIntent,
  why: Refusal,
  workAt: number | null,
  seen: string = why,
): Promise<null> {
  const change = await refusalChange(tx, held, intent.repeats !== null, why, workAt, work.clock.now());
  if (!(await decide(tx, held, { ...change, fence: held.fence + 1, worker: null }))) return null;
  if (change.state === 'asking') {
    const kind = change.reason === 'doubt' ? 'doubt' : why === 'by-hand' ? 'hand-off' : 'late';
    await openQuestionFor(tx, work, held.id, kind, seen);
  }
  await work.record(tx, {
    at: work.clock.now(),
    actor: systemActor(work.worker),
    act: `delivery.${change.state}`,
    object: `delivery:${held.id}`,
    before: { state: held.state },
    after: { state: change.state, reason: change.reason, why },
  });
  return null;
}

async function refusalChange(
  tx: Tx,
  held: DeliveryRow,
  inDoubt: boolean,
  why: Refusal,
  workAt: number | null,
  now: number,
): Promise<Pick<DeliveryRow, 'state' | 'reason' | 'workAt' | 'finishedAt'>> {
  if (inDoubt) {
    return waits.has(why)
      ? { state: 'doubtful', reason: null, workAt, finishedAt: null }
      : { state: 'asking', reason: 'doubt', workAt: null, finishedAt: null };
  }
  if (why === 'late') return { state: 'asking', reason: 'late', workAt: null, finishedAt: null };
  if (why === 'by-hand') return { state: 'asking', reason: 'hand-off', workAt: null, finishedAt: null };
  if (why !== 'stopped') {
    const reason = why === 'after-blackout' ? 'blackout' : why;
    return { state: 'planned', reason, workAt, finishedAt: null };
  }
  const sure = await isDeliverySure(tx, held.id);
  return { state: 'dropped', reason: sure ? 'sure' : 'word', workAt: null, finishedAt: now };
}
