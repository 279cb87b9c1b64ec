import type { PublishedArticle } from '../channels/channel.ts';
import { giveBackQuota } from '../channels/quota-store.ts';
import type { Actor } from '../ledger/append.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Tx } from '../store/database.ts';
import { type Asking, closeQuestion, openQuestionFor } from './ask-person.ts';
import {
  type AttemptRow,
  type DeliveryRow,
  finishStep,
  getAttempts,
  getSteps,
  updateAttempt,
} from './delivery-store.ts';
import { recordPublication } from './record-publication.ts';
import { attemptAfter, deliveryAfter, finalStates } from './state.ts';

/** Something known of an attempt, whoever brings it: the answer to its call, an event, a look, a poll, a late worker. */
export type Fact =
  | { is: 'published'; externalId: string | null; articles: PublishedArticle[]; data: string; reason?: 'draft' }
  | { is: 'accepted'; externalId: string | null; data: string; workAt: number; reason?: 'confirmation' }
  | { is: 'failed'; code: string; data: string };

/**
 * Writes a fact into attempts and lets the delivery follow (rows 4, 5, 14). Needs no fence: a fact counts whoever
 * brings it. The caller holds the lock of the delivery row. A final delivery only gains publications, and an alarm.
 * @returns whether something contradicts what was known before: the caller tells people after the transaction
 */
export async function applyFact(
  tx: Tx,
  acting: Asking,
  delivery: DeliveryRow,
  targets: readonly AttemptRow[],
  fact: Fact,
  actor: Actor,
): Promise<{ alarm: boolean; state: DeliveryRow['state'] }> {
  const now = acting.clock.now();
  let alarm = false;
  // Read again under the lock: what the caller saw may have been settled while it waited for the row.
  const named = new Set(targets.map((attempt) => attempt.id));
  for (const attempt of (await getAttempts(tx, delivery.id)).filter((a) => named.has(a.id))) {
    const next = attemptAfter(attempt.state, fact.is);
    alarm ||= next.alarm;
    const externalId = fact.is === 'failed' ? attempt.externalId : (fact.externalId ?? attempt.externalId);
    await updateAttempt(tx, attempt.id, {
      state: next.state,
      externalId,
      answer: withEarlier(attempt.answer, fact.data),
      ...(fact.is === 'failed' ? { errorCode: fact.code } : {}),
    });
    if (fact.is === 'failed' && next.state === 'failed') await giveBackQuota(tx, attempt.id, now);
    if (fact.is === 'published') await finishStep(tx, delivery.id, attempt.position, fact.data);
  }
  if (fact.is === 'published') await recordPublication(tx, acting, delivery, fact.articles);

  const last = (await getSteps(tx, delivery.id)).at(-1)?.position ?? 0;
  const attempts = await getAttempts(tx, delivery.id);
  const counting = attempts.filter((a) => a.position === last).map((a) => a.state);
  const next = deliveryAfter(
    delivery.state,
    counting,
    attempts.some((a) => a.state === 'open'),
  );
  if (next === null) {
    alarm ||= finalStates.has(delivery.state) && fact.is === 'published' && delivery.reason !== 'fact';
    return { alarm, state: delivery.state };
  }
  const final = finalStates.has(next.state);
  const own = next.state === 'published' && fact.is === 'published' ? fact.reason : undefined;
  const waits = next.state === 'accepted' && fact.is === 'accepted' ? fact.reason : undefined;
  const reason = own ?? waits ?? next.reason;
  await tx
    .updateTable('delivery')
    .set({
      state: next.state,
      reason,
      fence: delivery.fence + 1,
      worker: null,
      workAt: fact.is === 'accepted' ? fact.workAt : null,
      finishedAt: final ? now : null,
    })
    .where('id', '=', delivery.id)
    .execute();
  if (delivery.state === 'asking')
    await closeQuestion(tx, delivery.id, { answer: 'fact', by: actor.person, at: now, note: null });
  if (next.state === 'asking') {
    const seen = fact.is === 'failed' ? fact.code : 'refused';
    await openQuestionFor(tx, acting, delivery.id, 'refused', seen);
  }
  await acting.record(tx, {
    at: now,
    actor,
    act: `delivery.${next.state}`,
    object: `delivery:${delivery.id}`,
    before: { state: delivery.state },
    after: {
      state: next.state,
      reason,
      ...(fact.is === 'failed' ? { code: fact.code } : { externalId: fact.externalId }),
    },
  });
  return { alarm, state: next.state };
}

/** What the platform said first (a message id, for one) stays beside what it says later. */
function withEarlier(earlier: string | null, now: string): string {
  return canonicalJson({ ...objectIn(earlier), ...objectIn(now) });
}

function objectIn(json: string | null): object {
  const value: unknown = json === null ? {} : JSON.parse(json);
  return typeof value === 'object' && value !== null ? value : {};
}
