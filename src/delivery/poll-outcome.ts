import type { Outcome, UsedUp } from '../channels/channel.ts';
import { inTransaction } from '../store/transaction.ts';
import { applyOutcome } from './apply-waiting-events.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  decide,
  getAttempts,
  getSteps,
  lockDelivery,
  updateAttempt,
} from './delivery-store.ts';
import { askPerson, noteReason } from './move-delivery.ts';
import { nextPollAt } from './rules.ts';
import { waitForQueries } from './wait-for-queries.ts';
import type { DeliveryWork } from './work.ts';

/**
 * Asks the platform what became of an accepted job (rows 13 and 14). Reading only, and sparse, because a query costs
 * quota; when the polls are used up a person is asked, while a later event still counts. With no query left for today
 * nothing is asked and no poll is spent: the event may come, the next poll comes after midnight.
 */
export async function pollOutcome(work: DeliveryWork, held: DeliveryRow): Promise<void> {
  const attempts = await getAttempts(work.db, held.id);
  const answered = attempts.filter((a) => a.state === 'answered').at(-1);
  if (!answered) return noAnswer(work, held);
  const outcome = await askPlatform(work, held, answered);
  if (outcome.is === 'usedUp') return nextDay(work, held, answered, outcome);
  if (outcome.is === 'running' || outcome.is === 'unknown') return notYet(work, held, answered);
  await inTransaction(work.db, async (tx) => {
    const alarms: string[] = [];
    await applyOutcome(tx, work, held.channel, answered.externalId ?? '', outcome, alarms);
    for (const id of alarms) work.log.error('an outcome contradicts what was known', { delivery: id });
  });
}

async function askPlatform(work: DeliveryWork, held: DeliveryRow, answered: AttemptRow): Promise<Outcome | UsedUp> {
  const poll = work.channel(held.channel).poll;
  if (!poll || answered.externalId === null) return { is: 'unknown', detail: 'the platform gave no id to ask by' };
  const step = (await getSteps(work.db, held.id)).find((s) => s.position === answered.position);
  try {
    return await poll(step?.name ?? '', answered.externalId);
  } catch (error) {
    work.log.warn('the outcome could not be asked for', { delivery: held.id, error: String(error) });
    return { is: 'unknown', detail: String(error) };
  }
}

function notYet(work: DeliveryWork, held: DeliveryRow, answered: AttemptRow): Promise<void> {
  const waitsForPerson = answered.answer !== null && JSON.parse(answered.answer).waitsForPerson === true;
  const workAt = nextPollAt(answered.polls + 1, waitsForPerson, work.clock.now(), work.settings);
  return inTransaction(work.db, async (tx) => {
    if (workAt === null) {
      const delivery = await lockDelivery(tx, held.id);
      if (delivery.fence === held.fence && delivery.state === 'accepted')
        await askPerson(tx, work, delivery, 'silent', waitsForPerson ? 'no-confirmation' : 'no-outcome');
      return;
    }
    const reason = waitsForPerson ? 'confirmation' : null;
    if (!(await decide(tx, held, { workAt, reason, worker: null, fence: held.fence + 1 }))) return;
    await updateAttempt(tx, answered.id, { polls: answered.polls + 1 });
    await noteReason(tx, work, held, reason);
  });
}

function nextDay(work: DeliveryWork, held: DeliveryRow, answered: AttemptRow, usedUp: UsedUp): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence || delivery.state !== 'accepted') return;
    if (await waitForQueries(tx, work, delivery, answered.lastBegunAt, usedUp)) return;
    await askPerson(tx, work, delivery, 'silent', 'no-queries');
  });
}

function noAnswer(work: DeliveryWork, held: DeliveryRow): Promise<void> {
  return inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence === held.fence && delivery.state === 'accepted')
      await askPerson(tx, work, delivery, 'silent', 'no-job');
  });
}
