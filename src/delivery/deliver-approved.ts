import type { ChannelDescriptor } from '../channels/channel.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { changePlacement, placementsOf } from '../schedule/placement-store.ts';
import { noWishes, wishesOf } from '../schedule/placing/post-wishes.ts';
import type { Tx } from '../store/database.ts';
import { closeQuestion } from './ask-person.ts';
import { isDeliverySure, lockDelivery } from './delivery-store.ts';
import { findHandOff } from './hand-off/hand-off-store.ts';
import { dueFrom } from './kept-back.ts';
import { planDelivery } from './plan-delivery.ts';

/**
 * Makes the deliveries of an approved post from its places, in the transaction that completes the approval
 * (decisions 2); from then on the places are announced. A channel whose earlier delivery is not dropped keeps that one; a
 * time that has passed is due at once.
 * @param only the one channel that is meant; else all
 * @returns ids of the new deliveries
 */
export async function deliverApproved(
  tx: Tx,
  acting: Acting,
  descriptorOf: (channel: string) => ChannelDescriptor,
  post: { id: string; approvedHash: string },
  actor: Actor,
  only?: string,
): Promise<string[]> {
  const made: string[] = [];
  const places = (await placementsOf(tx, post.id)).filter((p) => only === undefined || p.channel === only);
  const { priority } = (await wishesOf(tx, [post.id])).get(post.id) ?? noWishes;
  // A place that is lost comes back by the planner, which calls here again.
  for (const placement of places.filter(({ obstacleAt }) => obstacleAt === null)) {
    if (placement.announcedAt === null) await changePlacement(tx, placement.id, { announcedAt: acting.clock.now() });
    if (await isUnderWay(tx, acting, post, placement.channel, actor)) continue;
    const plan = {
      subjectKind: 'post' as const,
      subjectId: post.id,
      channel: placement.channel,
      act: placement.act,
      hash: post.approvedHash,
      dueAt: await dueFrom(tx, placement, acting.clock.now()),
      priority,
    };
    made.push(await planDelivery(tx, acting, descriptorOf(placement.channel), plan, actor));
  }
  return made;
}

/**
 * Whether a delivery of this post on the channel stands in the way. One that has not begun and carries an earlier text
 * does not: nothing of it went out, nobody has it in hands, and it is dropped here rather than by the next sweep.
 */
async function isUnderWay(
  tx: Tx,
  acting: Acting,
  post: { id: string; approvedHash: string },
  channel: string,
  actor: Actor,
): Promise<boolean> {
  const seen = await tx
    .selectFrom('delivery')
    .select('id')
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', post.id)
    .where('channel', '=', channel)
    .where('occasion', '=', 1)
    .where('state', '<>', 'dropped')
    .executeTakeFirst();
  if (!seen) return false;
  const delivery = await lockDelivery(tx, seen.id);
  const waits = delivery.state === 'planned' || (delivery.state === 'asking' && delivery.reason === 'hand-off');
  const outdated = waits && delivery.hash !== post.approvedHash;
  if (!outdated || !(await isDeliverySure(tx, seen.id)) || (await findHandOff(tx, seen.id))) return true;
  const at = acting.clock.now();
  const change = { state: 'dropped' as const, reason: 'sure', workAt: null, worker: null, finishedAt: at };
  await tx
    .updateTable('delivery')
    .set({ ...change, fence: delivery.fence + 1 })
    .where('id', '=', seen.id)
    .execute();
  await closeQuestion(tx, seen.id, { answer: 'fact', by: actor.person, at, note: 'new-text' });
  const before = { state: delivery.state, reason: delivery.reason };
  const after = { state: 'dropped', reason: 'sure', code: 'new-text' };
  await acting.record(tx, { at, actor, act: 'delivery.dropped', object: `delivery:${seen.id}`, before, after });
  return false;
}
