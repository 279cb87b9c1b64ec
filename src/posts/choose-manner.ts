import { requireRole } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { editingRoles, postMissing } from './edit-head.ts';
import type { Manner } from './manner.ts';
import { lockPost } from './post-store.ts';
import { recordManner } from './record-manner.ts';

/**
 * Chooses the manners in which a post is released; the ledger names who chose. No new text, no signature falls.
 * @returns whether anything changed
 * @throws Refused for a post that is not there and a person without an editing role
 */
export function chooseManner(
  acting: Acting,
  people: People,
  { post: id, manner }: { post: string; manner: readonly Manner[] },
  actor: Actor,
): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    requireRole(people, actor.person, editingRoles, 'choose how a post is released');
    const post = await lockPost(tx, id);
    if (!post) throw postMissing(id);
    return await recordManner(acting, tx, post, manner, actor);
  });
}
