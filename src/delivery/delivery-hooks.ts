import type { ChannelDescriptor } from '../channels/channel.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { findPost } from '../posts/post-store.ts';
import type { DeliveryHooks } from '../schedule/placing/write-moves.ts';
import { deliverApproved } from './deliver-approved.ts';
import { moveDue } from './move-due.ts';

/**
 * What becomes of deliveries when places change, in the transaction that changes them.
 * @returns the hooks, and which deliveries of a post they made in the end: a transaction may be tried more than once
 */
export function deliveryHooks(
  acting: Acting,
  descriptorOf: (channel: string) => ChannelDescriptor,
  actor: Actor,
): { hooks: DeliveryHooks; made: (post: string) => Promise<string[]> } {
  const tried = new Set<string>();
  const hooks: DeliveryHooks = {
    deliver: async (tx, id, channel) => {
      const { approvedHash } = (await findPost(tx, id)) ?? {};
      if (!approvedHash) return;
      for (const each of await deliverApproved(tx, acting, descriptorOf, { id, approvedHash }, actor, channel)) {
        tried.add(each);
      }
    },
    moveDue: (tx, post, channel, at) => moveDue(tx, acting, { post, channel, at }, actor),
  };
  const made = async (post: string) => {
    if (tried.size === 0) return [];
    const rows = await acting.db
      .selectFrom('delivery')
      .select('id')
      .where('id', 'in', [...tried])
      .where('subjectId', '=', post)
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  };
  return { hooks, made };
}
