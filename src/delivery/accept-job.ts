import type { Answer } from '../channels/channel.ts';
import type { Tx } from '../store/database.ts';
import { applyFact } from './apply-fact.ts';
import { applyWaitingEvents } from './apply-waiting-events.ts';
import type { AttemptRow, DeliveryRow } from './delivery-store.ts';
import { nextPollAt } from './rules.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/**
 * The platform took the job, its outcome comes later (row 5): the attempt gets the job's id, and an event that came
 * before the id was known is applied in the same transaction. The caller holds the lock of the delivery row.
 */
export async function acceptJob(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  attempt: AttemptRow,
  answer: Extract<Answer, { is: 'accepted' }>,
  data: string,
): Promise<void> {
  const now = work.clock.now();
  const { externalId } = answer;
  const workAt = nextPollAt(0, answer.waitsForPerson === true, now, work.settings) ?? now;
  const waits = answer.waitsForPerson ? { reason: 'confirmation' as const } : {};
  const fact = { is: 'accepted' as const, externalId, data, workAt, ...waits };
  await applyFact(tx, work, delivery, [attempt], fact, systemActor(work.worker));
  if (externalId) await applyWaitingEvents(tx, work, delivery.channel, externalId);
}
