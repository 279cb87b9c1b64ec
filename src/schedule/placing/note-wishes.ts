/** Writes down what is wished of a post's times, each change with a line in the ledger. The post is locked. */
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Tx } from '../../store/database.ts';
import { changePlacement, type Placement } from '../placement-store.ts';
import { noWishes, type PostWishes, sameWishes, saveWishes, wishesOf } from './post-wishes.ts';

/** The same wishes again write nothing. */
export async function noteWishes(
  tx: Tx,
  acting: Acting,
  post: string,
  wishes: PostWishes,
  actor: Actor,
): Promise<void> {
  const before = (await wishesOf(tx, [post])).get(post) ?? noWishes;
  if (sameWishes(before, wishes)) return;
  const at = acting.clock.now();
  await saveWishes(tx, post, wishes, at, actor.person);
  await acting.record(tx, { at, actor, act: 'post.wish', object: `post:${post}`, before, after: wishes });
}

/** Other bounds on a channel are kept; a place that no longer fits them is planned anew by the loop. */
export async function noteBounds(
  tx: Tx,
  acting: Acting,
  { id, post, channel, earliestAt, latestAt }: Placement,
  wish: { wantedAt?: number; earliest?: number; latest?: number } | undefined,
  actor: Actor,
): Promise<void> {
  const change = { earliestAt: wish?.wantedAt ?? wish?.earliest ?? earliestAt, latestAt: wish?.latest ?? latestAt };
  if (change.earliestAt === earliestAt && change.latestAt === latestAt) return;
  await changePlacement(tx, id, change);
  const told = { act: 'placement.bounds', object: `post:${post}`, before: { channel, earliestAt, latestAt } };
  await acting.record(tx, { at: acting.clock.now(), actor, ...told, after: { channel, ...change } });
}
