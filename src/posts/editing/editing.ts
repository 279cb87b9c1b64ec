import { Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Db, Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { Composing } from '../composing.ts';
import { postMissing } from '../edit-head.ts';
import { loadHead, lockPost, type Post } from '../post-store.ts';
import { type EditingPeople, requireMayEdit } from './may-edit.ts';
import { mayVoid, type WorkingCopy, workingFrom } from './working-copy.ts';
import { findWorking, putWorking } from './working-store.ts';

/** What acts on the text that people are writing are given. */
export interface Editing {
  acting: Acting;
  composing: Composing;
  who: EditingPeople;
}

/** The working copy of a post, or what it would begin as; with `stored` false nothing is written. */
export async function workingOf(db: Db, post: Post, now: number): Promise<WorkingCopy> {
  const stored = await findWorking(db, post.id, now);
  // Nobody's words stand in it alone: then it simply is the newest text.
  if (stored && (stored.dirty > 0 || stored.baseHash === post.contentHash)) return stored;
  const head = await loadHead(db, post.id);
  if (!head) throw postMissing(post.id);
  const { revision, contentHash, updatedAt: at } = post;
  const fresh = workingFrom({ post: post.id, revision, contentHash, at, by: post.author }, head.composed);
  return stored ? { ...fresh, wishes: stored.wishes, version: stored.version + 1 } : fresh;
}

/**
 * A change of the text that people are writing, under the lock of the post. It is no revision, no signature falls by it
 * and the ledger says nothing of it: what becomes of it is told when it becomes a revision.
 * @param change given the copy, which is stored by now; whatever of it changes, it writes itself
 * @throws Refused for a post that is not there or takes no text, one in review or approved that this person has not opened again,
 *   and for a person who may not edit it
 */
export function changeWorking<T>(
  { acting, who }: Pick<Editing, 'acting' | 'who'>,
  id: string,
  actor: Actor,
  change: (tx: Tx, copy: WorkingCopy, post: Post) => Promise<T>,
): Promise<T> {
  return inTransaction(acting.db, async (tx) => {
    const post = await lockPost(tx, id);
    if (!post) throw postMissing(id);
    requireMayEdit(who, actor.person, post);
    const copy = await workingOf(tx, post, acting.clock.now());
    requireOpen(post, copy, actor.person, acting.clock.now());
    const stored = await findWorking(tx, id, acting.clock.now());
    if (stored === null || stored.baseHash !== copy.baseHash) await putWorking(tx, copy);
    return await change(tx, copy, post);
  });
}

/**
 * @param person who writes, and who has to have said that signatures may fall
 * @throws Refused for a text that is withdrawn, or whose signatures would fall unasked
 */
export function requireOpen(
  post: Post,
  copy: Pick<WorkingCopy, 'voidsHash' | 'voidsBy'>,
  person: string,
  now: number,
): void {
  const { id, state, contentHash } = post;
  if (state === 'draft' || state === 'returned') return;
  if (state === 'withdrawn') {
    const remedy = 'Take it up again first (post take-up).';
    const message = `post ${id} was withdrawn and takes no new text`;
    throw new Refused({ code: 'post-state', message, place: `post:${id}`, remedy });
  }
  if (mayVoid(copy, contentHash, person, now)) return;
  throw new Refused({
    code: 'post-in-review',
    message: `post ${id} is ${state}: a change of its text voids what was signed`,
    place: `post:${id}`,
    remedy: 'Open the text again first, knowing that its signatures will fall.',
  });
}

/** The copy after one more save by this person. */
export function saved(copy: WorkingCopy, person: string, at: number): WorkingCopy {
  const writers = copy.writers.includes(person) ? copy.writers : [...copy.writers, person];
  return { ...copy, version: copy.version + 1, dirty: copy.dirty + 1, writers, updatedAt: at, updatedBy: person };
}

export function articleMissing(post: string, article: string): Refused {
  return new Refused({
    code: 'article-unknown',
    message: `post ${post} has no article ${article}`,
    place: `post:${post}`,
    remedy: 'Look at the post again: somebody may have taken the article out.',
  });
}
