import type { ChannelEvent } from '../channels/channel.ts';
import { canonicalJson } from '../store/canonical-json.ts';
import type { Db, Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { applyWaitingEvents } from './apply-waiting-events.ts';
import type { Asking } from './ask-person.ts';

/**
 * Stores an event of a channel once and gives it to the attempts that name its job. Duplicates change nothing; an
 * event that comes before the answer to the call waits.
 */
export async function receiveEvent(tx: Tx, acting: Asking, channel: string, event: ChannelEvent): Promise<string[]> {
  await tx
    .insertInto('event')
    .values({
      id: acting.newId(),
      channel,
      kind: event.kind,
      externalId: event.externalId,
      outcome: event.outcome.is,
      body: canonicalJson(event.outcome),
      seenAt: acting.clock.now(),
      appliedAt: null,
    })
    .onConflict((oc) => oc.columns(['channel', 'kind', 'externalId', 'outcome']).doNothing())
    .execute();
  return applyWaitingEvents(tx, acting, channel, event.externalId);
}

/** Finds events that were stored while the answer naming them was being stored, and applies them. */
export async function sweepEvents(acting: Asking): Promise<number> {
  const waiting = await waitingEvents(acting.db);
  for (const { channel, externalId } of waiting) {
    await inTransaction(acting.db, (tx) => applyWaitingEvents(tx, acting, channel, externalId));
  }
  return waiting.length;
}

function waitingEvents(db: Db): Promise<{ channel: string; externalId: string }[]> {
  return db
    .selectFrom('event')
    .innerJoin('attempt', 'attempt.externalId', 'event.externalId')
    .select(['event.channel', 'event.externalId'])
    .distinct()
    .where('event.appliedAt', 'is', null)
    .execute();
}
