import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { postMissing } from '../edit-head.ts';
import { lockPost } from '../post-store.ts';
import { type Editing, workingOf } from './editing.ts';
import { requireMayEdit } from './may-edit.ts';
import { mayVoid, type WorkingCopy } from './working-copy.ts';
import { putWorking } from './working-store.ts';

/**
 * Lets a person write in a post that is in review or approved, because he knows that its signatures fall with the next
 * revision. Until then they hold for the text that was signed. It holds for himself and for an hour: nobody else's
 * revision voids by it.
 * @param seenHash the text whose signatures may fall
 * @throws Refused for another text than the newest, a withdrawn post, and a person who may not edit it
 */
export function reopenText(
  { acting, who }: Pick<Editing, 'acting' | 'who'>,
  { post: id, seenHash }: { post: string; seenHash: string },
  actor: Actor,
): Promise<WorkingCopy> {
  return inTransaction(acting.db, async (tx) => {
    const post = await lockPost(tx, id);
    if (!post) throw postMissing(id);
    requireMayEdit(who, actor.person, post);
    const wrong = post.state === 'withdrawn' ? 'was withdrawn' : post.contentHash === seenHash ? null : 'has changed';
    if (wrong !== null) {
      const code = post.state === 'withdrawn' ? 'post-state' : 'post-changed';
      const remedy = 'Look at the post as it is now.';
      throw new Refused({ code, message: `post ${id} ${wrong}`, place: `post:${id}`, remedy });
    }
    const at = acting.clock.now();
    const copy = await workingOf(tx, post, at);
    if (post.state === 'draft' || post.state === 'returned' || mayVoid(copy, seenHash, actor.person, at)) return copy;
    const others = copy.voidsHash === seenHash ? copy.voidsBy : {};
    const next = { ...copy, voidsHash: seenHash, voidsBy: { ...others, [actor.person]: at } };
    await putWorking(tx, next);
    const after = { contentHash: seenHash, state: post.state };
    await acting.record(tx, { at, actor, act: 'post.reopen-text', object: `post:${id}`, after });
    return next;
  });
}
