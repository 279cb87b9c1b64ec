import type { ChannelDescriptor } from '../channels/channel.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { placementsOf } from '../schedule/placement-store.ts';
import type { Tx } from '../store/database.ts';
import { planDelivery } from './plan-delivery.ts';

/**
 * Makes the deliveries of an approved post from its places, in the transaction that completes the approval
 * (decisions 2). A channel whose earlier delivery is not dropped keeps that one; a time that has passed is due at once.
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
  for (const placement of places) {
    if (await isUnderWay(tx, post.id, placement.channel)) continue;
    const plan = {
      subjectKind: 'post' as const,
      subjectId: post.id,
      channel: placement.channel,
      act: placement.act,
      hash: post.approvedHash,
      dueAt: Math.max(placement.at, acting.clock.now()),
    };
    made.push(await planDelivery(tx, acting, descriptorOf(placement.channel), plan, actor));
  }
  return made;
}

async function isUnderWay(tx: Tx, post: string, channel: string): Promise<boolean> {
  const live = await tx
    .selectFrom('delivery')
    .select('id')
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', post)
    .where('channel', '=', channel)
    .where('occasion', '=', 1)
    .where('state', '<>', 'dropped')
    .executeTakeFirst();
  return live !== undefined;
}
