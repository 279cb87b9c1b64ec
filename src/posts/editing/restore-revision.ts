import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Db } from '../../store/database.ts';
import type { Composed } from '../post.ts';
import type { SavedPost } from '../save-post.ts';
import { changeWorking, type Editing, saved } from './editing.ts';
import { keepRevision } from './keep-revision.ts';
import { workingFrom } from './working-copy.ts';
import { keepText, putWorking } from './working-store.ts';

/**
 * Makes an earlier text of a post its newest again: a new revision with those words, in this person's name. What was being
 * written is kept, no revision is lost.
 * @throws Refused for a revision that is not there; and as keepRevision
 */
export async function restoreRevision(
  editing: Editing,
  { post: id, revision }: { post: string; revision: number },
  actor: Actor,
): Promise<SavedPost> {
  const { acting } = editing;
  const earlier = await revisionText(acting.db, id, revision);
  await changeWorking(editing, id, actor, async (tx, copy, post) => {
    const at = acting.clock.now();
    for (const article of copy.dirty > 0 ? copy.articles : []) {
      const kept = { id: acting.newId(), post: id, article: article.id, person: article.savedBy, at };
      await keepText(tx, { ...kept, why: 'replaced' }, article);
    }
    const base = { post: id, revision: post.revision, contentHash: post.contentHash, at, by: actor.person };
    const fresh = workingFrom(base, earlier);
    const version = Math.max(0, ...copy.articles.map((article) => article.version)) + 1;
    // None of its articles stands in the newest text by the same place: each is composed from its words.
    const articles = fresh.articles.map((article) => ({ ...article, base: null, version }));
    const { version: before, dirty, writers, wishes, voidsHash } = copy;
    await putWorking(
      tx,
      saved({ ...fresh, articles, version: before, dirty, writers, wishes, voidsHash }, actor.person, at),
    );
  });
  return await keepRevision(editing, { post: id }, actor);
}

/** @throws Refused when the post has no such revision */
export async function revisionText(db: Db, post: string, revision: number): Promise<Composed> {
  const row = await db
    .selectFrom('postRevision')
    .select('body')
    .where('post', '=', post)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (row) return JSON.parse(row.body);
  throw new Refused({
    code: 'revision-unknown',
    message: `post ${post} has no revision ${revision}`,
    place: `post:${post}`,
    remedy: 'Look at the list of its versions again.',
  });
}
