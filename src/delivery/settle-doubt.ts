import type { Sighting, UsedUp } from '../channels/channel.ts';
import { giveBackQuota } from '../channels/quota-store.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import { inTransaction } from '../store/transaction.ts';
import { acceptJob } from './accept-job.ts';
import { applyFact } from './apply-fact.ts';
import { makeCall, stepInput } from './carry-out.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  decide,
  finishStep,
  getAttempts,
  getSteps,
  lockDelivery,
  type StepRow,
  updateAttempt,
} from './delivery-store.ts';
import { askPerson, moveOn, noteReason } from './move-delivery.ts';
import { recordPublication } from './record-publication.ts';
import { MAX_SILENT_REPEATS, mayRepeatUnderKey, nextLookAt } from './rules.ts';
import { waitForQueries } from './wait-for-queries.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/** What a worker has before it while it settles a doubt. */
interface Doubt {
  held: DeliveryRow;
  steps: StepRow[];
  step: StepRow;
  attempts: AttemptRow[];
  open: AttemptRow;
}

/**
 * Settles the open attempt of a delivery in doubt as its kind of effect allows (rows 9 to 12): repeat under the same
 * key, look, wait, or put it in front of a person. Absence is proof only when the look-up is reliable and the doubt
 * has settled.
 */
export async function settleDoubt(work: DeliveryWork, held: DeliveryRow): Promise<void> {
  const steps = await getSteps(work.db, held.id);
  const all = await getAttempts(work.db, held.id);
  const open = all.find((a) => a.state === 'open');
  const step = steps.find((s) => s.position === open?.position);
  if (!open || !step) return nothingOpen(work, held);
  const attempts = all.filter((a) => a.position === step.position);
  const doubt = { held, steps, step, attempts, open };
  const now = work.clock.now();
  if (mayRepeatUnderKey({ ...open, effect: step.effect }, now, work.settings)) {
    await makeCall(work, held, steps, step, attempts, open);
    return;
  }
  const look = work.channel(held.channel).look;
  const looksUp = step.effect === 'K2' || step.effect === 'K3';
  if (look && looksUp) return afterLook(work, doubt, await lookSafely(work, doubt, look));
  const settledAt = open.lastBegunAt + work.settings.settleMs;
  if (step.effect === 'K4' && now < settledAt) return lookAgainAt(work, doubt, settledAt, false);
  return giveUp(work, doubt);
}

async function lookSafely(
  work: DeliveryWork,
  doubt: Doubt,
  look: NonNullable<ReturnType<DeliveryWork['channel']>['look']>,
): Promise<Sighting | UsedUp> {
  const { held, steps, step, open } = doubt;
  try {
    return await look(await stepInput(work, held, steps, step, open.key, open.begunAt));
  } catch (error) {
    return { is: 'unclear', detail: error instanceof Error ? error.message : String(error) };
  }
}

function afterLook(work: DeliveryWork, doubt: Doubt, seen: Sighting | UsedUp): Promise<void> {
  const now = work.clock.now();
  const { open, step, held } = doubt;
  if (seen.is === 'found') return found(work, doubt, seen);
  if (seen.is === 'usedUp') return notLooked(work, doubt, seen);
  const settled = now >= open.lastBegunAt + work.settings.settleMs;
  const believed =
    seen.is === 'absent' && step.effect === 'K2' && settled && work.account(held.channel).absence === 'trust';
  if (believed) return absent(work, doubt);
  const again = nextLookAt({ ...open, looks: open.looks + 1, effect: step.effect }, now, work.settings);
  return again === null ? giveUp(work, doubt) : lookAgainAt(work, doubt, again, true);
}

/** A look that found it is a fact, settled or not. */
function found(
  work: DeliveryWork,
  { held, step, steps, open }: Doubt,
  seen: Extract<Sighting, { is: 'found' }>,
): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    const { answer } = seen;
    const data = canonicalJson(answer.data);
    const actor = systemActor(work.worker);
    if (step !== steps.at(-1)) {
      await updateAttempt(tx, open.id, { state: 'succeeded', answer: data, externalId: answer.externalId });
      await finishStep(tx, held.id, step.position, data);
      if (delivery.fence !== held.fence) return;
      await moveOn(tx, work, delivery, { state: 'planned', reason: null, workAt: work.clock.now() }, 'found');
    } else if (answer.is === 'done') {
      const articles = answer.published ?? [];
      const reason = held.act === 'draft' ? { reason: 'draft' as const } : {};
      await applyFact(
        tx,
        work,
        delivery,
        [open],
        { is: 'published', externalId: answer.externalId, articles, data, ...reason },
        actor,
      );
    } else {
      await acceptJob(tx, work, delivery, open, answer, data);
    }
  });
}

/** It certainly did not go out: try again by itself, end it if it was stopped, or ask after too many silent tries. */
function absent(work: DeliveryWork, { held, attempts, open }: Doubt): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const approved = await work.subjects[held.subjectKind]?.approvedHash(tx, held.subjectId);
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'doubtful') return;
    await updateAttempt(tx, open.id, { state: 'none', errorCode: 'absent' });
    await giveBackQuota(tx, open.id, work.clock.now());
    if (delivery.stopWanted === 1 || approved !== held.hash) {
      return moveOn(tx, work, delivery, { state: 'dropped', reason: 'sure', workAt: null }, 'absent');
    }
    const silent = attempts.filter((a) => a.state === 'none' && a.errorCode === 'absent').length + 1;
    if (silent >= MAX_SILENT_REPEATS) return askPerson(tx, work, delivery, 'failing', 'absent');
    await moveOn(tx, work, delivery, { state: 'planned', reason: 'retry', workAt: work.clock.now() }, 'absent');
  });
}

function lookAgainAt(work: DeliveryWork, { held, open }: Doubt, at: number, looked: boolean): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    if (!(await decide(tx, held, { workAt: at, reason: null, worker: null, fence: held.fence + 1 }))) return;
    await updateAttempt(tx, open.id, { looks: open.looks + (looked ? 1 : 0) });
    await noteReason(tx, work, held, null);
  });
}

/** No query was left: nothing was seen, so no look is spent. */
function notLooked(work: DeliveryWork, { held, open }: Doubt, usedUp: UsedUp): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'doubtful') return;
    if (await waitForQueries(tx, work, delivery, open.lastBegunAt, usedUp)) return;
    await askPerson(tx, work, delivery, 'doubt', 'no-queries');
  });
}

/** Nobody can know: a person decides, unless a standing word of the office stands for the answer (K4 only). */
function giveUp(work: DeliveryWork, { held, step, open }: Doubt): Promise<void> {
  const word = step.effect === 'K4' ? work.account(held.channel).onDoubt : 'ask';
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'doubtful') return;
    if (word === 'assume-sent') {
      await recordPublication(tx, work, delivery, [{ externalId: delivery.id, position: 1, title: '', url: null }]);
      await moveOn(tx, work, delivery, { state: 'published', reason: 'word', workAt: null }, 'standing-word');
    } else if (word === 'repeat' && delivery.stopWanted === 0) {
      await updateAttempt(tx, open.id, { state: 'denied', errorCode: 'standing-word' });
      await moveOn(
        tx,
        work,
        delivery,
        { state: 'planned', reason: 'retry', workAt: work.clock.now() },
        'standing-word',
      );
    } else {
      await askPerson(tx, work, delivery, 'doubt', open.errorCode ?? 'lost');
    }
  });
}

/** The doubt was settled while this worker was claiming: carry on from the rows. */
function nothingOpen(work: DeliveryWork, held: DeliveryRow): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'doubtful') return;
    await moveOn(tx, work, delivery, { state: 'planned', reason: null, workAt: work.clock.now() }, 'nothing-open');
  });
}
