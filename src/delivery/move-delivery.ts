import type { Tx } from '../store/database.ts';
import { openQuestionFor } from './ask-person.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { type QuestionKind, wordingFor } from './question-wording.ts';
import { finalStates } from './state.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/**
 * Puts a delivery whose row is locked in front of a person; automation rests, facts still count.
 * @param detail what the platform said, from which the question takes an address or the like
 */
export async function askPerson(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  kind: QuestionKind,
  seen: string,
  detail = '',
  fields: Readonly<Record<string, string>> = {},
): Promise<void> {
  await moveOn(tx, work, delivery, { state: 'asking', reason: kind, workAt: null }, seen);
  const asking = { ...work, questions: wordingFor(work.questions, delivery.act) };
  await openQuestionFor(tx, asking, delivery.id, kind, seen, detail, fields);
}

/** Changes the state of a delivery whose row is locked, ends the lease and writes the ledger line. */
export async function moveOn(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  change: Pick<DeliveryRow, 'state' | 'reason' | 'workAt'>,
  code: string,
): Promise<void> {
  await tx
    .updateTable('delivery')
    .set({
      ...change,
      fence: delivery.fence + 1,
      worker: null,
      finishedAt: finalStates.has(change.state) ? work.clock.now() : null,
    })
    .where('id', '=', delivery.id)
    .execute();
  await work.record(tx, {
    at: work.clock.now(),
    actor: systemActor(work.worker),
    act: `delivery.${change.state}`,
    object: `delivery:${delivery.id}`,
    before: { state: delivery.state },
    after: { state: change.state, reason: change.reason, code },
  });
}

/**
 * Tells of a delivery that stays in its state and waits for something else than before; writes nothing while that is the
 * same. What the console keeps of it is asked for again by this line.
 * @param held the row before the change
 */
export async function noteReason(
  tx: Tx,
  work: DeliveryWork,
  { id, state, reason: was }: Pick<DeliveryRow, 'id' | 'state' | 'reason'>,
  reason: string | null,
): Promise<void> {
  if (reason === was) return;
  await work.record(tx, {
    at: work.clock.now(),
    actor: systemActor(work.worker),
    act: 'delivery.waiting',
    object: `delivery:${id}`,
    before: { state, reason: was },
    after: { state, reason },
  });
}
