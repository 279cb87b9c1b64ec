import type { Answer, Json, PreparedCall, StepInput } from '../channels/channel.ts';
import { GovcastError, TryLater } from '../errors.ts';
import { inTransaction } from '../store/transaction.ts';
import { beginCall } from './begin-call.ts';
import { breakCircuit } from './break-circuit.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  getAttempts,
  getSteps,
  lockDelivery,
  type StepRow,
  updateAttempt,
} from './delivery-store.ts';
import { turnToHandOff, whyHandOff } from './hand-off/turn-to-hand-off.ts';
import { moveOn } from './move-delivery.ts';
import { notReady } from './not-ready.ts';
import { idempotencyKey } from './rules.ts';
import { type DeliveryWork, stepPlans } from './work.ts';
import { writeAnswer } from './write-answer.ts';

/**
 * Carries a delivery that this worker holds in `sending` through its steps: make ready, begin, call, write. Stops at
 * the first step that does not end with a plain yes; what follows then is in the rows. Uploads make way for other
 * deliveries after the time that one of them may take.
 */
export async function carryOut(work: DeliveryWork, held: DeliveryRow): Promise<void> {
  const makesWayAt = work.clock.monotonicMs() + work.settings.uploadLimitMs;
  for (;;) {
    const steps = await getSteps(work.db, held.id);
    const step = steps.find((s) => s.state !== 'done');
    if (!step) return;
    const attempts = (await getAttempts(work.db, held.id)).filter((a) => a.position === step.position);
    const open = attempts.find((a) => a.state === 'open');
    if (open && step.effect !== 'K0') return leaveToDoubt(work, held);
    if (open) await closeHarmless(work, open);
    const why = await whyHandOff(work, held);
    if (why !== null) return turnToHandOff(work, held, why);
    // People are asked before a post is due; an account that has its right again by then sends at the due time.
    if (held.dueAt > work.clock.now()) return wait(work, held, held.dueAt, 'not-due');
    if (step.effect === 'K0' && work.clock.monotonicMs() > makesWayAt)
      return wait(work, held, work.clock.now(), 'makes-way');
    if (!(await makeCall(work, held, steps, step, attempts, null))) return;
  }
}

/**
 * One call of one step, fresh or repeated under the key of `repeats`.
 * @returns whether the worker goes on with this delivery
 */
export async function makeCall(
  work: DeliveryWork,
  held: DeliveryRow,
  steps: readonly StepRow[],
  step: StepRow,
  attempts: readonly AttemptRow[],
  repeats: AttemptRow | null,
): Promise<boolean> {
  const channel = work.channel(held.channel);
  const failed = attempts.filter((a) => a.state === 'failed').length;
  const keyed = step.effect === 'K1' || step.effect === 'K5';
  const key = repeats ? repeats.key : keyed ? idempotencyKey(held.id, step.name, failed) : null;
  const begunAt = repeats?.begunAt ?? work.clock.now();
  const prepared = await makeReady(work, held, step, async () =>
    channel.prepare(await stepInput(work, held, steps, step, key, begunAt)),
  );
  if (!prepared) return false;

  const startedAt = work.clock.monotonicMs();
  const attempt = await beginCall(work, held, { step, requestHash: prepared.requestHash, key, repeats });
  if (!attempt) return false;
  const answer = await call(work, prepared, step, startedAt);
  if (answer.is === 'no' && answer.retry === 'T') await channel.dropCredential?.();
  const now = { ...held, state: 'sending' as const };
  const next = await writeAnswer(work, { held: now, step, attempt, counts: step === steps.at(-1) }, answer);
  const plan = stepPlans(channel.descriptor, held.act).find(({ name }) => name === step.name);
  await breakCircuit(work, held.channel, answer, plan);
  Object.assign(held, now);
  return next !== 'let-go';
}

/** The input of a step: the approved content by its hash, and what the steps before it were answered. */
export async function stepInput(
  work: DeliveryWork,
  held: DeliveryRow,
  steps: readonly StepRow[],
  step: StepRow,
  key: string | null,
  begunAt: number,
): Promise<StepInput> {
  const subject = work.subjects[held.subjectKind];
  if (!subject) throw new Error(`nothing can be delivered of kind ${held.subjectKind}`);
  const earlier: Record<string, Json> = {};
  for (const before of steps) {
    if (before.position < step.position && before.answer !== null) earlier[before.name] = JSON.parse(before.answer);
  }
  const content = await subject.content(work.db, held.subjectId, held.hash);
  return { step: step.name, deliveryId: held.id, act: held.act, content, asset: work.asset, earlier, key, begunAt };
}

/** Makes a call ready without effect. What goes wrong here is known: nothing was begun. */
async function makeReady(
  work: DeliveryWork,
  held: DeliveryRow,
  step: StepRow,
  prepare: () => Promise<PreparedCall>,
): Promise<PreparedCall | null> {
  try {
    return await prepare();
  } catch (thrown) {
    await notReady(work, held, step, thrown instanceof GovcastError ? thrown : ownFault(held.id, thrown));
    return null;
  }
}

/** Something of our own failed, Redis for one: it may pass, and once the delivery is late a person is asked. */
function ownFault(delivery: string, cause: unknown): TryLater {
  return new TryLater({
    code: 'not-ready',
    message: `the call could not be made ready: ${cause instanceof Error ? cause.message : cause}`,
    place: `delivery:${delivery}`,
    remedy: 'Look at the log and at govcast doctor; the delivery is tried again by itself until it is late.',
    cause,
  });
}

/** The one outside call. The check runs directly before the bytes leave; whatever is unclear is lost. */
async function call(work: DeliveryWork, prepared: PreparedCall, step: StepRow, startedAt: number): Promise<Answer> {
  const harmless = step.effect === 'K0';
  const check = () => {
    if (!harmless && work.clock.monotonicMs() - startedAt > work.settings.preCallLimitMs) {
      throw new Error('too long between begin and call: not sent');
    }
  };
  try {
    return await prepared.send(
      check,
      work.clock.timeout(harmless ? work.settings.uploadLimitMs : work.settings.callLimitMs),
    );
  } catch (error) {
    return { is: 'lost', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** A worker died between begin and write: the call may or may not have been made (row 8). */
function leaveToDoubt(work: DeliveryWork, held: DeliveryRow): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'sending') return;
    await moveOn(tx, work, delivery, { state: 'doubtful', reason: null, workAt: work.clock.now() }, 'lease-ended');
  });
}

/** Nothing is open: the delivery comes again with those due at this moment, and what it uploaded is remembered. */
function wait(work: DeliveryWork, held: DeliveryRow, workAt: number, code: string): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'sending') return;
    await moveOn(tx, work, delivery, { state: 'planned', reason: null, workAt }, code);
  });
}

/** Uploads may be repeated blindly: at worst there is litter. */
function closeHarmless(work: DeliveryWork, open: AttemptRow): Promise<void> {
  return inTransaction(work.db, (tx) => updateAttempt(tx, open.id, { state: 'none', errorCode: 'lease-ended' }));
}
