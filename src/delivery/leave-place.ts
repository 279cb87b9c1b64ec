import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { cancelPlacement, placementsOf } from '../schedule/placement-store.ts';
import type { Tx } from '../store/database.ts';
import type { DeliveryRow } from './delivery-store.ts';

/**
 * What a person leaves gives up its place as well: nothing moves it, it takes no quota of the plan, and a later approval
 * brings nothing back. The caller has locked the post.
 */
export async function leavePlace(tx: Tx, acting: Acting, delivery: DeliveryRow, actor: Actor): Promise<void> {
  const { id, subjectKind, subjectId: post, channel } = delivery;
  if (subjectKind !== 'post' || !(await placementsOf(tx, post)).some((place) => place.channel === channel)) return;
  const at = acting.clock.now();
  await cancelPlacement(tx, post, channel, at);
  const before = { channel, delivery: id };
  await acting.record(tx, { at, actor, act: 'placement.cancel', object: `post:${post}`, before });
}
