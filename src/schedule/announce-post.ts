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
 * Says that the times of a post have been told to others: from now on nothing but an urgent post moves them. An approval
 * does the same by itself. Asked twice, it changes nothing the second time.
 * @param channel the one place that is meant; null for all of them
 * @throws Refused for a person of another role, or when the post has no place that could be announced
 */
export function announcePost(
  acting: Acting,
  people: People,
  { post, channel }: { post: string; channel: string | null },
  actor: Actor,
): Promise<Placement[]> {
  requireRole(people, actor.person, whoQueues, 'announce when a post goes out');
  return inTransaction(acting.db, async (tx) => {
    await lockPost(tx, post);
    const all = (await placementsOf(tx, post)).filter((p) => channel === null || p.channel === channel);
    const places = all.filter(({ obstacleAt }) => obstacleAt === null);
    if (places.length === 0) throw noPlace(post, channel ?? 'any channel');
    const at = acting.clock.now();
    const told: Placement[] = [];
    for (const place of places) {
      told.push({ ...place, announcedAt: place.announcedAt ?? at });
      if (place.announcedAt !== null) continue;
      await changePlacement(tx, place.id, { announcedAt: at });
      const after = { channel: place.channel, at: isoBeijing(place.at) };
      await acting.record(tx, { at, actor, act: 'placement.announce', object: `post:${post}`, after });
    }
    return told;
  });
}
