import { hasVanished } from '../channels/vanished.ts';
import { type GovcastError, RenewCredentials, TryLater } from '../errors.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { afterRefusal } from './after-refusal.ts';
import { pauseFor } from './break-circuit.ts';
import { type AttemptRow, type DeliveryRow, getAttempts, lockDelivery, type StepRow } from './delivery-store.ts';
import { askPerson, moveOn } from './move-delivery.ts';
import type { QuestionKind } from './question-wording.ts';
import { retryDelayMs } from './rules.ts';
import type { DeliveryWork } from './work.ts';

/**
 * A call could not be made ready, so nothing was begun: tried again, counted as a definite no when the platform could
 * not be reached, or put in front of a person.
 */
export async function notReady(
  work: DeliveryWork,
  held: DeliveryRow,
  step: StepRow,
  error: GovcastError,
): Promise<void> {
  work.log.warn('a call could not be made ready', { delivery: held.id, step: step.name, code: error.code });
  if (error instanceof RenewCredentials) await pauseFor(work, held.channel, error.code);
  await inTransaction(work.db, async (tx) => {
    const delivery = await lockDelivery(tx, held.id);
    if (delivery.fence !== held.fence) return;
    const inDoubt = held.state === 'doubtful';
    const wait = error instanceof TryLater ? retryDelayMs(0, error.retryAfterMs, true, work.random()) : null;
    const workAt = work.clock.now() + (wait ?? 0);
    const unreached = error.code === 'no-connection' && !inDoubt;
    const lateAt = held.dueAt + work.account(held.channel).latenessMs;
    if (wait === null || (unreached ? work.clock.now() : workAt) > lateAt) {
      const kind = inDoubt ? 'doubt' : questionKind(error);
      await askPerson(tx, work, delivery, kind, error.code, error.message);
    } else if (unreached) {
      const attempt = await neverMade(tx, work, delivery, step, error.code);
      await afterRefusal(tx, work, delivery, attempt, { retry: 'N', code: error.code, detail: error.message });
    } else {
      const state = inDoubt ? ('doubtful' as const) : ('planned' as const);
      await moveOn(tx, work, delivery, { state, reason: 'retry', workAt }, error.code);
    }
  });
}

function questionKind(error: GovcastError): QuestionKind {
  if (hasVanished(error.code)) return 'gone';
  if (error instanceof TryLater) return 'late';
  return error instanceof RenewCredentials ? 'account' : 'content';
}

/** No byte of the step's own call left this machine: a definite no like a refused connection, with no call in it. */
async function neverMade(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  step: StepRow,
  errorCode: string,
): Promise<AttemptRow> {
  const now = work.clock.now();
  const before = (await getAttempts(tx, delivery.id)).filter((a) => a.position === step.position);
  const attempt: AttemptRow = {
    ...{ id: work.newId(), delivery: delivery.id, position: step.position, number: before.length + 1, state: 'none' },
    ...{ fence: delivery.fence, requestHash: '', key: null, calls: 0, begunAt: now, lastBegunAt: now, lostAt: null },
    ...{ looks: 0, polls: 0, externalId: null, answer: null, errorCode },
  };
  await tx.insertInto('attempt').values(attempt).execute();
  return attempt;
}
