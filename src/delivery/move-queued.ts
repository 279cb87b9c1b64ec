import { requireRole } from '../config/acting-person.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { heldPost } from '../review/load-chain.ts';
import { type Moved, type Moving, movePlacement } from '../schedule/move-placement.ts';
import type { Placement } from '../schedule/placement-store.ts';
import type { Choice } from '../schedule/placing/choose-places.ts';
import type { DeliveryHooks } from '../schedule/placing/write-moves.ts';
import { whoQueues } from '../schedule/who-queues.ts';
import { inTransaction } from '../store/transaction.ts';
import { deliveryHooks } from './delivery-hooks.ts';
import { findLiveDelivery } from './delivery-store.ts';
import { dropForAct } from './drop-for-act.ts';
import { markOf } from './move-mark.ts';
import type { QueueParts } from './queue-everywhere.ts';

export interface Moves extends Omit<Moving, 'agree'> {
  /** What a dry run said that it would come to (move-mark.ts): the move is refused when it has become something else. */
  seen?: string;
}

/**
 * A person moves a post on a channel to a time of his own; its delivery goes along while nothing of it has begun. With
 * another act, a delivery for that act takes the place of the one that was planned; signatures stand either way.
 * @throws Refused for a person of another role, an unknown post, `plan-changed` when it would come to something else than
 * the person saw; and what movePlacement throws
 * @throws AskedWrongly for an act that the account does not do
 */
export async function moveQueued(
  { acting, planning, reviewing, descriptorOf }: QueueParts,
  { seen, ...moving }: Moves,
  actor: Actor,
): Promise<Moved> {
  requireRole(reviewing.people, actor.person, whoQueues, 'move a post');
  const { post, channel, act } = moving;
  const acts: readonly string[] = planning.accounts.get(channel)?.acts ?? [];
  if (act !== undefined && !acts.includes(act)) throw actUnknown(channel, act, acts);
  await inTransaction(acting.db, (tx) => heldPost(tx, post));
  const { hooks } = deliveryHooks(acting, descriptorOf, actor);
  const agree = (choice: Choice, place: Placement) => {
    if (seen !== undefined && markOf(choice, place) !== seen) throw changed(post, channel);
  };
  const own: DeliveryHooks = {
    ...hooks,
    moveDue: async (tx, id, on, at) => {
      const isOther = id === post && on === channel && act !== undefined && (await actOf(tx, id, on)) !== act;
      return isOther ? dropForAct(tx, acting, { post, channel }, actor) : hooks.moveDue(tx, id, on, at);
    },
  };
  return movePlacement(acting, planning, { ...moving, agree }, actor, own);
}

/** What the delivery was planned for; null while there is none. */
async function actOf(tx: Parameters<DeliveryHooks['moveDue']>[0], post: string, channel: string) {
  return (await findLiveDelivery(tx, post, channel))?.act ?? null;
}

function changed(post: string, channel: string): Refused {
  return new Refused({
    code: 'plan-changed',
    message: `the plan of ${channel} has changed since the move of post ${post} was tried`,
    place: `post:${post}`,
    remedy: 'Try the move again and look at what it comes to now.',
  });
}

function actUnknown(channel: string, act: string, known: readonly string[]): AskedWrongly {
  const message = `the channel ${channel} does not ${act}`;
  return new AskedWrongly({ code: 'act-unknown', message, place: channel, remedy: `Use one of ${known.join(', ')}.` });
}
