import type { Answer, Json } from '../channels/channel.ts';
import { giveBackQuota } from '../channels/quota-store.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { acceptJob } from './accept-job.ts';
import { afterRefusal, type Continue } from './after-refusal.ts';
import { applyFact } from './apply-fact.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  finishStep,
  getAttempts,
  lockDelivery,
  type StepRow,
  updateAttempt,
} from './delivery-store.ts';
import { askPerson, moveOn } from './move-delivery.ts';
import { firstLookAt } from './rules.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/** The delivery as this worker holds it, the step and the attempt whose call was answered. */
export interface Answered {
  held: DeliveryRow;
  step: StepRow;
  attempt: AttemptRow;
  /** Whether the step is the one that counts. */
  counts: boolean;
}

/**
 * Writes what came of a call (rows 4 to 7). A yes is a fact and needs no fence, so a stale worker writes it too; a no
 * or a silence is a decision, needs the fence and speaks only for its own call.
 */
export function writeAnswer(work: DeliveryWork, about: Answered, answer: Answer): Promise<Continue> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, about.held.id);
    const attempt = (await getAttempts(tx, delivery.id)).find((a) => a.id === about.attempt.id) ?? about.attempt;
    const mine = delivery.fence === about.held.fence;
    const current = { ...about, attempt };
    if (answer.is === 'done' || answer.is === 'accepted') return writeYes(tx, work, delivery, current, answer, mine);
    if (!mine || attempt.state !== 'open') return 'let-go';
    return writeNo(tx, work, delivery, current, answer);
  });
}

async function writeYes(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  { step, attempt, counts }: Answered,
  answer: Extract<Answer, { is: 'done' | 'accepted' }>,
  mine: boolean,
): Promise<Continue> {
  const actor = systemActor(work.worker);
  const data = canonicalJson({
    ...objectOf(answer.data),
    ...(answer.is === 'accepted' && answer.waitsForPerson ? { waitsForPerson: true } : {}),
  });
  if (!counts) {
    await updateAttempt(tx, attempt.id, { state: 'succeeded', answer: data, externalId: answer.externalId });
    if (answer.is === 'done' && answer.more) return mine && delivery.state === 'sending' ? 'same-step' : 'let-go';
    await finishStep(tx, delivery.id, step.position, data);
    return mine && delivery.state === 'sending' ? 'next-step' : 'let-go';
  }
  if (answer.is === 'done') {
    const articles = answer.published ?? [
      { externalId: answer.externalId ?? attempt.id, position: 1, title: '', url: null },
    ];
    const draft = delivery.act === 'draft' ? { reason: 'draft' as const } : {};
    const fact = { is: 'published' as const, externalId: answer.externalId, articles, data, ...draft };
    await applyFact(tx, work, delivery, [attempt], fact, actor);
    return 'let-go';
  }
  if (answer.externalId === null && attempt.key !== null)
    return acceptedWithoutId(tx, work, delivery, attempt, step, data, mine);
  await acceptJob(tx, work, delivery, attempt, answer, data);
  return 'let-go';
}

/**
 * Accepted, but the platform named no job (89505): nothing can be asked or matched without a name. The attempt stays
 * open, and the repeat under its key is answered with the job's id.
 */
async function acceptedWithoutId(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  attempt: AttemptRow,
  step: StepRow,
  data: string,
  mine: boolean,
): Promise<Continue> {
  await updateAttempt(tx, attempt.id, { answer: data });
  if (!mine || attempt.state !== 'open') return 'let-go';
  const workAt = firstLookAt({ ...attempt, effect: step.effect }, work.clock.now(), work.settings);
  await moveOn(tx, work, delivery, { state: 'doubtful', reason: 'confirmation', workAt }, 'no-id');
  return 'let-go';
}

async function writeNo(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  { step, attempt }: Answered,
  answer: Exclude<Answer, { is: 'done' | 'accepted' }>,
): Promise<Continue> {
  const now = work.clock.now();
  const code = answer.is === 'lost' ? 'lost' : answer.code;
  await updateAttempt(tx, attempt.id, { errorCode: code, answer: canonicalJson({ detail: answer.detail }) });
  const earlierCallOpen = attempt.calls > 1 && answer.is !== 'lost';
  if (step.effect !== 'K0' && (answer.is === 'lost' || answer.is === 'keySeen' || earlierCallOpen)) {
    await updateAttempt(tx, attempt.id, { lostAt: now });
    const workAt = firstLookAt({ ...attempt, effect: step.effect }, now, work.settings);
    await moveOn(tx, work, delivery, { state: 'doubtful', reason: null, workAt }, code);
    return 'let-go';
  }
  await updateAttempt(tx, attempt.id, { state: answer.is === 'gone' ? 'gone' : 'none' });
  await giveBackQuota(tx, attempt.id, now);
  if (answer.is === 'gone') {
    await askPerson(tx, work, delivery, 'gone', code, answer.detail);
    return 'let-go';
  }
  return afterRefusal(tx, work, delivery, attempt, answer.is === 'no' ? answer : lostUpload(code, answer.detail));
}

/** A lost answer of a harmless step: it may simply be tried again. */
function lostUpload(code: string, detail: string): { retry: 'R'; code: string; detail: string } {
  return { retry: 'R', code, detail };
}

function objectOf(data: Json): object {
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : { data };
}
