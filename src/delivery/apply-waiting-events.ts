import type { Outcome } from '../channels/channel.ts';
import { markGone, publicationsOf } from '../channels/publication-store.ts';
import type { Tx } from '../store/database.ts';
import { applyFact, type Fact } from './apply-fact.ts';
import type { Asking } from './ask-person.ts';
import { type AttemptRow, lockDelivery } from './delivery-store.ts';

/**
 * Applies the stored events of one job to every attempt that names it (rows 14 and 15). Matching is by external id
 * only; an event whose id nobody knows stays waiting. Called where an answer is stored, where an event arrives and by
 * the sweep, because early events and concurrent transactions may each miss the other.
 * @returns the deliveries in which something contradicted what was known
 */
export async function applyWaitingEvents(
  tx: Tx,
  acting: Asking,
  channel: string,
  externalId: string,
): Promise<string[]> {
  const events = await tx
    .selectFrom('event')
    .selectAll()
    .where('externalId', '=', externalId)
    .where('channel', '=', channel)
    .where('appliedAt', 'is', null)
    .orderBy('seenAt')
    .execute();
  const alarms: string[] = [];
  for (const event of events) {
    const outcome: Outcome = JSON.parse(event.body);
    const matched = await applyOutcome(tx, acting, channel, externalId, outcome, alarms);
    if (!matched) continue;
    await tx.updateTable('event').set({ appliedAt: acting.clock.now() }).where('id', '=', event.id).execute();
  }
  return alarms;
}

/** Gives the outcome of a job to all attempts that carry its id. Returns false when no attempt does. */
export async function applyOutcome(
  tx: Tx,
  acting: Asking,
  channel: string,
  externalId: string,
  outcome: Outcome,
  alarms: string[],
): Promise<boolean> {
  const named = await tx
    .selectFrom('attempt')
    .innerJoin('delivery', 'delivery.id', 'attempt.delivery')
    .selectAll('attempt')
    .where('attempt.externalId', '=', externalId)
    .where('delivery.channel', '=', channel)
    .execute();
  for (const id of new Set(named.map((attempt) => attempt.delivery))) {
    const attempts = named.filter((attempt) => attempt.delivery === id);
    const alarm = await applyToDelivery(tx, acting, id, attempts, externalId, outcome);
    if (alarm) alarms.push(id);
  }
  return named.length > 0;
}

async function applyToDelivery(
  tx: Tx,
  acting: Asking,
  id: string,
  attempts: AttemptRow[],
  externalId: string,
  outcome: Outcome,
): Promise<boolean> {
  const delivery = await lockDelivery(tx, id);
  const actor = { person: 'govcast', via: 'callback' as const };
  if (outcome.is === 'removed') {
    const known = await publicationsOf(tx, id);
    if (known.length === 0) {
      // Removed is what was public: with nobody told of that before, this is the news that ends the wait.
      const articles = [{ externalId, position: 1, title: '', url: null }];
      const fact: Fact = { is: 'published', externalId, articles, data: JSON.stringify(outcome) };
      await applyFact(tx, acting, delivery, attempts, fact, actor);
    }
    for (const { externalId: article } of await publicationsOf(tx, id)) {
      const at = acting.clock.now();
      const gone = await markGone(tx, { channel: delivery.channel, externalId: article }, outcome.by, at);
      const after = { delivery: id, externalId: article, removedBy: outcome.by };
      const line = { at, actor, act: 'publication.gone', object: `channel:${delivery.channel}`, after };
      if (gone > 0) await acting.record(tx, line);
    }
    return true;
  }
  const fact = factOf(outcome, externalId);
  if (fact === null) return false;
  return (await applyFact(tx, acting, delivery, attempts, fact, actor)).alarm;
}

/** The job's own id stays the attempt's external id; the article's id stands in its publication. */
function factOf(outcome: Outcome, externalId: string): Fact | null {
  const data = JSON.stringify(outcome);
  if (outcome.is === 'published') return { is: 'published', externalId, articles: outcome.published, data };
  if (outcome.is === 'failed') return { is: 'failed', code: outcome.code, data };
  return null;
}
