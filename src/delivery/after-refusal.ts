import { missingRight } from '../channels/by-hand.ts';
import type { RetryClass } from '../channels/channel.ts';
import { nextPeriodAt } from '../channels/quota.ts';
import type { Tx } from '../store/database.ts';
import { type AttemptRow, type DeliveryRow, getAttempts } from './delivery-store.ts';
import { askPerson, moveOn } from './move-delivery.ts';
import { MAX_REFUSALS, retryDelayMs } from './rules.ts';
import type { DeliveryWork } from './work.ts';

/** What waits for a new period does not come back as a burst. */
const SPREAD_MS = 300_000;

/** What the worker does next: the following step, the same step again, or nothing more now. */
export type Continue = 'next-step' | 'same-step' | 'let-go';

/** A definite no to a first call: again soon, later, in the next period, or in front of a person. */
export async function afterRefusal(
  tx: Tx,
  work: DeliveryWork,
  delivery: DeliveryRow,
  attempt: AttemptRow,
  no: { retry: RetryClass; code: string; detail: string; retryAfterMs?: number },
): Promise<Continue> {
  const now = work.clock.now();
  const refusals = await refusalsSinceQuestion(tx, delivery.id);
  if (no.retry === 'T') {
    const before = (await getAttempts(tx, delivery.id)).filter(
      (a) => a.position === attempt.position && a.number < attempt.number,
    );
    if (before.at(-1)?.errorCode !== no.code) return 'same-step';
    await askPerson(tx, work, delivery, 'account', no.code, no.detail);
    return 'let-go';
  }
  if (no.retry === 'S') {
    const kind = missingRight(no.code) === null ? 'refused' : 'hand-off';
    await askPerson(tx, work, delivery, kind, no.code, no.detail);
    return 'let-go';
  }
  if (no.retry === 'Q') {
    const freeAt = no.retryAfterMs ? now + no.retryAfterMs : nextPeriodAt('day', now);
    const workAt = freeAt + Math.round(SPREAD_MS * work.random());
    if (workAt > delivery.dueAt + work.account(delivery.channel).latenessMs)
      await askPerson(tx, work, delivery, 'late', no.code, no.detail);
    else await moveOn(tx, work, delivery, { state: 'planned', reason: 'quota', workAt }, no.code);
    return 'let-go';
  }
  if (refusals >= MAX_REFUSALS) {
    await askPerson(tx, work, delivery, 'failing', no.code, no.detail);
    return 'let-go';
  }
  const delay = retryDelayMs(refusals - 1, no.retryAfterMs ?? 0, no.retry === 'B', work.random());
  await moveOn(tx, work, delivery, { state: 'planned', reason: 'retry', workAt: now + delay }, no.code);
  return 'let-go';
}

/**
 * Definite noes since a person last decided about this delivery, the present one included. A no that a yes of its step
 * followed is over: the limit is that of one call, and a step of twelve pictures has twelve.
 */
async function refusalsSinceQuestion(tx: Tx, delivery: string): Promise<number> {
  const last = await tx
    .selectFrom('question')
    .select('answeredAt')
    .where('delivery', '=', delivery)
    .where('answeredAt', 'is not', null)
    .orderBy('answeredAt', 'desc')
    .executeTakeFirst();
  const since = last?.answeredAt ?? 0;
  const attempts = await getAttempts(tx, delivery);
  const over = (no: AttemptRow) =>
    attempts.some((a) => a.position === no.position && a.number > no.number && a.state === 'succeeded');
  return attempts.filter((a) => a.state === 'none' && a.begunAt >= since && !over(a)).length;
}
