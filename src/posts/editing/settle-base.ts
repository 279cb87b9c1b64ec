import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { postMissing } from '../edit-head.ts';
import { loadHead, lockPost } from '../post-store.ts';
import type { Editing } from './editing.ts';
import { requireMayEdit } from './may-edit.ts';
import { type WorkingCopy, workingFrom } from './working-copy.ts';
import { findWorking, keepText, putWorking, updateWorking } from './working-store.ts';

export interface Settling {
  post: string;
  /** The newest text, as it was seen. */
  seenHash: string;
  /** `post` goes on from the newest text; `copy` keeps what people were writing and takes the newest text's place. */
  take: 'post' | 'copy';
}

/**
 * Decides what people write on when the post has become another text while they wrote: its pages changed on the portal, or
 * somebody changed it outside of the console. Both stay: the newest text is a revision, what was being written is kept.
 * @throws Refused when the post has changed again since, or for a person who may not edit it
 */
export function settleBase(
  editing: Editing,
  { post: id, seenHash, take }: Settling,
  actor: Actor,
): Promise<WorkingCopy> {
  const { acting, who } = editing;
  return inTransaction(acting.db, async (tx) => {
    const post = await lockPost(tx, id);
    if (!post) throw postMissing(id);
    requireMayEdit(who, actor.person, post);
    if (post.contentHash !== seenHash) {
      const message = `post ${id} has changed since ${seenHash.slice(0, 8)}…`;
      const remedy = 'Look at the text as it is now and decide on that.';
      throw new Refused({ code: 'post-changed', message, place: `post:${id}`, remedy });
    }
    const head = await loadHead(tx, id);
    const now = acting.clock.now();
    const copy = await findWorking(tx, id, now);
    const { revision, contentHash, updatedAt: at, author: by } = post;
    const fresh = workingFrom({ post: id, revision, contentHash, at, by }, head?.composed ?? neverComposed(id));
    if (!copy || copy.baseHash === contentHash) return copy ?? fresh;
    if (take === 'copy') {
      const articles = copy.articles.map((article) => ({ ...article, base: null }));
      const next = { ...copy, articles, baseRevision: revision, baseHash: contentHash, version: copy.version + 1 };
      await updateWorking(tx, next);
      for (const article of articles) await rebased(tx, id, article.id);
      return next;
    }
    for (const article of copy.articles) {
      const kept = { id: acting.newId(), post: id, article: article.id, person: article.savedBy, at: now };
      await keepText(tx, { ...kept, why: 'replaced' }, article);
    }
    const next = { ...fresh, wishes: copy.wishes, version: copy.version + 1 };
    await putWorking(tx, next);
    return next;
  });
}

async function rebased(tx: Parameters<typeof updateWorking>[0], post: string, id: string): Promise<void> {
  await tx.updateTable('workingArticle').set({ base: null }).where('post', '=', post).where('id', '=', id).execute();
}

function neverComposed(id: string): never {
  throw postMissing(id);
}
