import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Composition } from './composing.ts';
import { loadHead, type Post } from './post-store.ts';
import { type SavedPost, savePost } from './save-post.ts';

/** Who may change the text of a post. Whoever does becomes a writer of it and signs nothing of it. */
export const editingRoles: readonly Role[] = ['editor', 'section-head', 'leader'];

export interface Edit {
  post: string;
  /** The content hash that the person saw: a post that has changed since is refused. */
  seenHash: string;
}

/** The newest text as it becomes, and what the ledger says of the change; null when nothing would change. */
export interface Edited extends Composition {
  told: Record<string, unknown>;
  /** What it is composed from now, when it was composed anew. */
  material?: string | undefined;
}

/**
 * A person's change of the newest text of a post: a new revision in that person's name. It voids what was signed, and the
 * worker leaves the post alone from then on.
 * @param change given the newest text; its answer is saved as the next revision
 * @throws Refused for a post that is not there, has changed since it was seen, or was withdrawn, and for a person without
 *   an editing role
 */
export async function editHead(
  acting: Acting,
  people: People,
  { post: id, seenHash }: Edit,
  change: (head: Composition & { post: Post }) => Edited | Promise<Edited>,
  actor: Actor,
): Promise<SavedPost> {
  requireRole(people, actor.person, editingRoles, 'change the text of a post');
  const head = await loadHead(acting.db, id);
  if (!head) throw postMissing(id);
  const { subjectKind, subjectId, author, material, contentHash } = head.post;
  if (contentHash !== seenHash) throw changedSince(head.post, seenHash);
  const { told, material: made = material, ...composition } = await change(head);
  const mayRevise = async (_: unknown, now: Post) => now.contentHash === seenHash;
  const wanted = { subjectKind, subjectId, ...composition, author, material: made, mayRevise, told };
  const saved = await savePost(acting, wanted, actor);
  if (saved.outcome === 'left') throw changedSince({ id, contentHash: saved.contentHash }, seenHash);
  return saved;
}

export function postMissing(id: string): Refused {
  const remedy = 'Look up the id of the post: `govcast post list` shows them.';
  return new Refused({ code: 'post-unknown', message: `there is no post ${id}`, place: `post:${id}`, remedy });
}

/** The refusal of an act on a text that has become another one meanwhile. */
export function changedSince({ id, contentHash }: Pick<Post, 'id' | 'contentHash'>, seenHash: string): Refused {
  return new Refused({
    code: 'post-changed',
    message: `post ${id} has changed since ${seenHash.slice(0, 8)}…: it is now ${contentHash.slice(0, 8)}…`,
    place: `post:${id}`,
    remedy: 'Read the new text and change that.',
  });
}
