import type { Actor } from '../../ledger/append.ts';
import { changedSince, postMissing } from '../edit-head.ts';
import type { FetchBytes } from '../fetch-images.ts';
import { loadHead } from '../post-store.ts';
import { composedAgain, type Recomposing } from '../recompose-post.ts';
import { type SavedPost, savePost } from '../save-post.ts';
import { type Editing, requireOpen, workingOf } from './editing.ts';
import { requireMayEdit } from './may-edit.ts';
import { replaceWorking } from './replace-working.ts';

/**
 * Composes a post again from its pages as they are now, while people have it open: the new text is a revision in this
 * person's name and what is written goes on from it; every earlier text and what was being written stays. Pictures are
 * fetched before anything is written.
 * @param seenHash the newest text as the person saw it
 * @throws Refused when the post has changed since, for a person who may not edit it, where signatures would fall unasked,
 *   and as composedAgain
 */
export async function recomposeText(
  { acting, composing, who }: Editing,
  fetchBytes: FetchBytes,
  { post: id, seenHash, ...recipe }: Recomposing,
  actor: Actor,
): Promise<SavedPost> {
  const { db, clock } = acting;
  const head = await loadHead(db, id);
  if (!head) throw postMissing(id);
  const { post } = head;
  requireMayEdit(who, actor.person, post);
  if (post.contentHash !== seenHash) throw changedSince(post, seenHash);
  requireOpen(post, await workingOf(db, post, clock.now()), actor.person, clock.now());
  const made = await composedAgain(acting, { composing, fetchBytes }, head, recipe);
  const at = clock.now();
  const { subjectKind, subjectId, author } = post;
  const saved = await savePost(
    acting,
    {
      ...{ ...made, subjectKind, subjectId, author },
      mayRevise: async (tx, now) => {
        requireOpen(now, await workingOf(tx, now, at), actor.person, at);
        return now.contentHash === seenHash;
      },
      also: (tx, { contentHash, revision }) =>
        replaceWorking(acting, tx, { post: id, revision, contentHash, at, by: actor.person }, made.composed),
    },
    actor,
  );
  if (saved.outcome === 'left') throw changedSince({ id, contentHash: saved.contentHash }, seenHash);
  return saved;
}
