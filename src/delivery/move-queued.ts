import { requireRole } from '../config/acting-person.ts';
import type { Actor } from '../ledger/append.ts';
import { heldPost } from '../review/load-chain.ts';
import { type Moved, type Moving, movePlacement } from '../schedule/move-placement.ts';
import { whoQueues } from '../schedule/who-queues.ts';
import { inTransaction } from '../store/transaction.ts';
import { deliveryHooks } from './delivery-hooks.ts';
import type { QueueParts } from './queue-everywhere.ts';

/**
 * A person moves a post on a channel to a time of his own; its delivery goes along while nothing of it has begun.
 * @throws Refused for a person of another role, an unknown post; and what movePlacement throws
 */
export async function moveQueued(
  { acting, planning, reviewing, descriptorOf }: QueueParts,
  moving: Moving,
  actor: Actor,
): Promise<Moved> {
  requireRole(reviewing.people, actor.person, whoQueues, 'move a post');
  await inTransaction(acting.db, (tx) => heldPost(tx, moving.post));
  return movePlacement(acting, planning, moving, actor, deliveryHooks(acting, descriptorOf, actor).hooks);
}
