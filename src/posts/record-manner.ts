import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { type Manner, manners, mannersOf } from './manner.ts';
import type { Post } from './post-store.ts';

/**
 * Stores the manners of release of a post whose row is held, and who chose them. The same ones again change
 * nothing. They stand outside the content hash: no signature falls.
 * @returns whether anything changed
 */
export async function recordManner(
  acting: Acting,
  tx: Tx,
  post: Post,
  chosen: readonly Manner[],
  actor: Actor,
): Promise<boolean> {
  const before = mannersOf(post);
  const manner = manners.filter((m) => chosen.includes(m));
  if (manner.join() === before.join()) return false;
  const at = acting.clock.now();
  await tx
    .updateTable('post')
    .set({ manner: JSON.stringify(manner), updatedAt: at })
    .where('id', '=', post.id)
    .execute();
  const line = { act: 'post.choose-manner', object: `post:${post.id}`, before: { manner: before }, after: { manner } };
  await acting.record(tx, { at, actor, ...line });
  return true;
}
