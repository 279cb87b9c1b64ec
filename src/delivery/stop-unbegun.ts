import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { closeQuestion } from './ask-person.ts';
import { type DeliveryRow, decide, isDeliverySure, lockDelivery } from './delivery-store.ts';
import { findHandOff } from './hand-off/hand-off-store.ts';

/**
 * Ends every delivery of a post that is held, in its transaction (protocol, rows 16 and 16a): each of them must be a
 * definite no. One that a worker holds without having called is fenced off; a question about it is closed. All are locked
 * and judged before the ledger is written: nobody waits for a delivery with the ledger in his hands.
 * @returns the ids of those that were ended
 * @throws Refused when anything of the post went out, may have, or is in somebody's hands
 */
export async function stopUnbegun(tx: Tx, acting: Acting, post: string, actor: Actor): Promise<string[]> {
  const rows = await tx
    .selectFrom('delivery')
    .select('id')
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', post)
    .orderBy('id')
    .execute();
  const open: DeliveryRow[] = [];
  for (const { id } of rows) {
    const delivery = await lockDelivery(tx, id);
    if (delivery.state === 'dropped' && delivery.reason === 'sure') continue;
    if (delivery.state === 'published' || delivery.state === 'dropped') throw sent(post, delivery);
    if (!(await isDeliverySure(tx, id)) || (await findHandOff(tx, id))) throw underWay(post, delivery);
    open.push(delivery);
  }
  const at = acting.clock.now();
  for (const delivery of open) {
    const change = { state: 'dropped' as const, reason: 'sure', workAt: null, worker: null, finishedAt: at };
    if (!(await decide(tx, delivery, { ...change, fence: delivery.fence + 1 }))) throw underWay(post, delivery);
    await closeQuestion(tx, delivery.id, { answer: 'leave', by: actor.person, at, note: 'post-discarded' });
  }
  for (const { id, state, reason } of open) {
    await acting.record(tx, {
      ...{ at, actor, act: 'delivery.dropped', object: `delivery:${id}` },
      before: { state, reason },
      after: { state: 'dropped', reason: 'sure', code: 'post-discarded' },
    });
  }
  return open.map(({ id }) => id);
}

function sent(post: string, { id, state }: DeliveryRow): Refused {
  return new Refused({
    code: 'post-sent',
    message: `post ${post} went out, or may have: delivery ${id} is ${state}`,
    place: `post:${post}`,
    remedy: 'What is on a platform is deleted there; the post stays with what is known of it.',
  });
}

function underWay(post: string, { id, state }: DeliveryRow): Refused {
  return new Refused({
    code: 'post-under-way',
    message: `post ${post} is under way: delivery ${id} is ${state}`,
    place: `post:${post}`,
    remedy: 'Wait for its outcome, or answer what is asked about it.',
  });
}
