import { inTransaction } from '../store/transaction.ts';
import { askAfterBlackouts } from './ask-after-blackouts.ts';
import { carryOut } from './carry-out.ts';
import { claimDelivery } from './claim-delivery.ts';
import { findDue, isDeliverySure, lockDelivery } from './delivery-store.ts';
import { fillLinks } from './fill-links.ts';
import { voidHandOffs } from './hand-off/void-hand-offs.ts';
import { moveOn } from './move-delivery.ts';
import { noteTick } from './note-tick.ts';
import { pollOutcome } from './poll-outcome.ts';
import { sweepEvents } from './receive-event.ts';
import { settleDoubt } from './settle-doubt.ts';
import { spaceLate } from './space-late.ts';
import { mayClaim } from './ticks.ts';
import type { DeliveryWork } from './work.ts';

const BATCH = 20;

/**
 * Looks at one delivery, if it is due and nobody holds it: claims it and does the one thing its state asks for. A hint
 * that comes twice, late or for a finished delivery ends at the claim.
 */
export async function reconcileOne(work: DeliveryWork, id: string): Promise<boolean> {
  const held = await claimDelivery(work, id);
  if (!held) return false;
  if (held.state === 'sending') await carryOut(work, held);
  else if (held.state === 'doubtful') await settleDoubt(work, held);
  else await pollOutcome(work, held);
  return true;
}

/**
 * Puts what a black-out kept back to a person and spaces what is late, then does all that is due by now, batch by batch until a batch moves nothing; then sweeps events, drops what has lost its
 * approval and asks for links that no event brought. Calling it again does nothing new; calling it after a crash
 * finishes what was begun.
 */
export async function reconcileDeliveries(work: DeliveryWork, stopping: () => boolean): Promise<{ done: number }> {
  let done = 0;
  if (work.ticks) await noteTick(work, work.ticks);
  await askAfterBlackouts(work);
  // A worker that may not claim would tell the rows other times at every look, and carry none of them out.
  if (!work.ticks || mayClaim(work.ticks)) await spaceLate(work);
  for (;;) {
    const due = await findDue(work.db, work.clock.now(), BATCH);
    let moved = 0;
    for (const { id } of due) {
      if (stopping()) return { done };
      if (work.ticks) await noteTick(work, work.ticks);
      if (await reconcileSafely(work, id)) moved += 1;
    }
    done += moved;
    if (moved === 0) break;
  }
  await sweepEvents(work);
  await dropUnapproved(work);
  for (const gone of await voidHandOffs(work))
    work.log.warn('a text published by hand is no longer approved', { ...gone });
  await fillLinks(work);
  return { done };
}

/**
 * One delivery that fails unexpectedly is left to a later look: its lease ends by itself, and one that could not even
 * be claimed (a full disk) is still due, so it must not count as moved, or this look would never end.
 */
async function reconcileSafely(work: DeliveryWork, id: string): Promise<boolean> {
  try {
    return await reconcileOne(work, id);
  } catch (error) {
    work.log.error('a delivery could not be carried on', { delivery: id, error: String(error) });
    return false;
  }
}

/** Planned deliveries whose post is no longer approved under their hash: nothing went out, so they are dropped. */
async function dropUnapproved(work: DeliveryWork): Promise<void> {
  const lost = await work.db
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.subjectId')
    .select(['delivery.id', 'delivery.subjectKind', 'delivery.subjectId'])
    .where('delivery.state', '=', 'planned')
    .where('delivery.subjectKind', '=', 'post')
    .where((eb) => eb.or([eb('post.approvedHash', 'is', null), eb('post.approvedHash', '<>', eb.ref('delivery.hash'))]))
    .limit(BATCH)
    .execute();
  for (const { id, subjectKind, subjectId } of lost) {
    await inTransaction(work.db, async (tx) => {
      const approved = await work.subjects[subjectKind]?.approvedHash(tx, subjectId);
      const delivery = await lockDelivery(tx, id);
      if (delivery.state !== 'planned' || approved === delivery.hash) return;
      const reason = (await isDeliverySure(tx, id)) ? 'sure' : 'word';
      await moveOn(tx, work, delivery, { state: 'dropped', reason, workAt: null }, 'approval-gone');
    });
  }
}
