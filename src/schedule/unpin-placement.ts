import { isoBeijing } from '../calendar/beijing-time.ts';
import { requireRole } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { lockPost } from '../posts/post-store.ts';
import { inTransaction } from '../store/transaction.ts';
import { noPlace } from './move-placement.ts';
import { changePlacement, type Placement, placementsOf } from './placement-store.ts';
import { whoQueues } from './who-queues.ts';

/**
 * Takes the pin off a place: it stands where it is, and the planner may move it from now on unless it is announced. Asked
 * twice, it changes nothing the second time.
 * @throws Refused for a person of another role, or when the post has no place there
 */
export function unpinPlacement(
  acting: Acting,
  people: People,
  { post, channel }: { post: string; channel: string },
  actor: Actor,
): Promise<Placement> {
  requireRole(people, actor.person, whoQueues, 'unpin a post');
  return inTransaction(acting.db, async (tx) => {
    await lockPost(tx, post);
    const place = (await placementsOf(tx, post)).find((p) => p.channel === channel);
    if (!place) throw noPlace(post, channel);
    if (place.pinned === 0) return place;
    const change = { pinned: 0, reason: '已取消锁定' };
    await changePlacement(tx, place.id, change);
    const told = { act: 'placement.unpin', object: `post:${post}`, after: { channel, at: isoBeijing(place.at) } };
    await acting.record(tx, { at: acting.clock.now(), actor, ...told });
    return { ...place, ...change };
  });
}
