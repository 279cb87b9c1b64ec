import type { Problem } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { lockPost, type Post } from './post-store.ts';

/**
 * Notes, once, that the file of a post is no longer in content/posts. Nothing is withdrawn: the post, its places and its
 * deliveries stay as they are until a person says otherwise.
 * @param present subjects of the files that are there, readable or not
 * @returns one problem for each file that has gone since the last look
 */
export async function noteGoneFiles(
  acting: Acting,
  present: ReadonlySet<string>,
  actor: Actor,
): Promise<(Problem & { message: string })[]> {
  const posts = await acting.db
    .selectFrom('post')
    .select(['id', 'subjectId', 'state'])
    .where('subjectKind', '=', 'file')
    .where('subjectId', 'like', 'posts/%')
    .where('fileGoneAt', 'is', null)
    .where('state', '<>', 'withdrawn')
    .execute();
  const problems: (Problem & { message: string })[] = [];
  for (const post of posts.filter(({ subjectId }) => !present.has(subjectId))) {
    if (await note(acting, post, actor)) problems.push(goneProblem(post));
  }
  return problems;
}

function note(acting: Acting, seen: Pick<Post, 'id' | 'subjectId'>, actor: Actor): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    const post = await lockPost(tx, seen.id);
    if (!post || post.fileGoneAt !== null || post.subjectId !== seen.subjectId) return false;
    const at = acting.clock.now();
    await tx.updateTable('post').set({ fileGoneAt: at }).where('id', '=', post.id).execute();
    const after = { subject: post.subjectId };
    await acting.record(tx, { at, actor, act: 'post.file-gone', object: `post:${post.id}`, after });
    return true;
  });
}

/** The file is back: its post follows it again. */
export function noteFileBack(acting: Acting, { id, subjectId }: Post, actor: Actor): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const post = await lockPost(tx, id);
    if (!post || post.fileGoneAt === null) return;
    await tx.updateTable('post').set({ fileGoneAt: null }).where('id', '=', id).execute();
    const line = { at: acting.clock.now(), actor, act: 'post.file-back', object: `post:${id}` };
    await acting.record(tx, { ...line, after: { subject: subjectId } });
  });
}

function goneProblem({ id, subjectId, state }: Pick<Post, 'id' | 'subjectId' | 'state'>) {
  return {
    code: 'file-gone',
    message: `the file ${subjectId} of post:${id} (${state}) has gone; the post stays with its places and deliveries`,
    place: subjectId,
    remedy: `Put the file back; or take the post off with \`govcast queue cancel post:${id} --channel …\`.`,
  };
}
