import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Asking, closeQuestion, openQuestionFor } from '../ask-person.ts';
import { type DeliveryRow, isDeliverySure, lockDelivery } from '../delivery-store.ts';
import type { Subject } from '../work.ts';
import { findHandOff, voidHandOff } from './hand-off-store.ts';

const BATCH = 50;
const actor = { person: 'govcast', via: 'worker' as const };

/** What became of a delivery by hand whose text is no longer approved. */
export interface VoidedHandOff {
  delivery: string;
  channel: string;
  /** Whose hands it is in; null when nobody took it: then the delivery is simply dropped. */
  takenBy: string | null;
}

/**
 * Ends what waits to be published by hand under a hash that is not approved any more: a changed text, an approval that
 * was withdrawn. What nobody took is dropped; what is out is void, and its question tells staff to stop. Run by the loop
 * over deliveries, and at once by the commands that take approvals away.
 * @param post only those of this post
 */
export async function voidHandOffs(
  acting: Asking & { subjects: Partial<Record<string, Subject>> },
  post?: string,
): Promise<VoidedHandOff[]> {
  const lost = await acting.db
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.subjectId')
    .select(['delivery.id', 'delivery.subjectKind', 'delivery.subjectId'])
    .where('delivery.state', '=', 'asking')
    .where('delivery.reason', '=', 'hand-off')
    .where('delivery.subjectKind', '=', 'post')
    .$if(post !== undefined, (q) => q.where('delivery.subjectId', '=', post ?? ''))
    .where((eb) => eb.or([eb('post.approvedHash', 'is', null), eb('post.approvedHash', '<>', eb.ref('delivery.hash'))]))
    .limit(BATCH)
    .execute();
  const voided: VoidedHandOff[] = [];
  for (const { id, subjectKind, subjectId } of lost) {
    const done = await inTransaction(acting.db, async (tx) => {
      const approved = await acting.subjects[subjectKind]?.approvedHash(tx, subjectId);
      const delivery = await lockDelivery(tx, id);
      if (delivery.state !== 'asking' || delivery.reason !== 'hand-off' || approved === delivery.hash) return null;
      return await end(tx, acting, delivery);
    });
    if (done) voided.push(done);
  }
  return voided;
}

async function end(tx: Tx, acting: Asking, delivery: DeliveryRow): Promise<VoidedHandOff> {
  const { id, channel, fence } = delivery;
  const at = acting.clock.now();
  const row = await findHandOff(tx, id);
  const out = await voidHandOff(tx, id, at, 'approval-gone');
  const sure = await isDeliverySure(tx, id);
  const change = out
    ? { state: 'asking' as const, reason: 'hand-off-void', finishedAt: null }
    : { state: 'dropped' as const, reason: sure ? 'sure' : 'word', finishedAt: at };
  await tx
    .updateTable('delivery')
    .set({ ...change, fence: fence + 1 })
    .where('id', '=', id)
    .execute();
  await closeQuestion(tx, id, { answer: 'fact', by: actor.person, at, note: 'approval-gone' });
  if (out) await openQuestionFor(tx, acting, id, 'hand-off-void', 'approval-gone');
  const before = { state: 'asking', reason: 'hand-off' };
  const after = { state: change.state, reason: change.reason, code: 'approval-gone' };
  const act = out ? 'delivery.hand-off-void' : 'delivery.dropped';
  await acting.record(tx, { at, actor, act, object: `delivery:${id}`, before, after });
  return { delivery: id, channel, takenBy: out ? (row?.takenBy ?? null) : null };
}
