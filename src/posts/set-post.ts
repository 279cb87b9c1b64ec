import type { People } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Marking } from '../portal/article.ts';
import { type Edit, editHead } from './edit-head.ts';
import type { PostJob } from './post.ts';
import type { SavedPost } from './save-post.ts';

export interface Setting extends Edit {
  /** M-01 */
  job?: PostJob | undefined;
  /** a day (YYYY-MM-DD) or 长期. */
  publicUntil?: string | undefined;
  /** the disclosure attribute of a text that carries none, because this person says so. */
  marking?: Marking | undefined;
}

/**
 * Says what a post does (M-01), until when it is public and what its disclosure attribute is. All stand
 * under the content hash: it is a new revision, and what was signed is void. A stricter marking that the text prints
 * still blocks.
 * @throws Refused when nothing is said; and as editHead
 */
export async function setPost(
  acting: Acting,
  people: People,
  { job, publicUntil, marking, ...edit }: Setting,
  actor: Actor,
): Promise<SavedPost> {
  if (job === undefined && publicUntil === undefined && marking === undefined) {
    const remedy = 'Say --job, --public-until, --marking or --manner.';
    throw new Refused({ code: 'nothing-set', message: 'nothing is to be set', place: `post:${edit.post}`, remedy });
  }
  const change = { ...(job ? { job } : {}), ...(publicUntil ? { publicUntil } : {}), ...(marking ? { marking } : {}) };
  return await editHead(
    acting,
    people,
    edit,
    ({ composed, findings }) => ({ composed: { ...composed, ...change }, findings, told: { set: change } }),
    actor,
  );
}
