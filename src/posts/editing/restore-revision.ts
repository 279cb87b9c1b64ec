import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Db } from '../../store/database.ts';
import type { Composition } from '../composing.ts';
import { postMissing } from '../edit-head.ts';
import type { Finding } from '../finding.ts';
import { type SourceChange, sourceChecks } from '../note-source.ts';
import type { Composed } from '../post.ts';
import { findPost, loadHead } from '../post-store.ts';
import { type SavedPost, savePost } from '../save-post.ts';
import { type Editing, requireOpen, workingOf } from './editing.ts';
import { requireMayEdit } from './may-edit.ts';
import { replaceWorking } from './replace-working.ts';

const ofPages: readonly SourceChange['check'][] = [
  ...sourceChecks,
  ...(['page-in-bundle', 'bundle-has-page', 'bundle-repeats-page'] as const),
];

/**
 * Makes an earlier text of a post its newest again: a new revision in this person's name with the very text and all that
 * was said of it, so that neither the mark of a machine's draft nor what blocked it is lost. What was being written is
 * kept, no revision is lost.
 * @throws Refused for a post or a revision that is not there, a person who may not edit the post, one that was withdrawn,
 *   and where signatures would fall unasked
 */
export async function restoreRevision(
  editing: Editing,
  { post: id, revision }: { post: string; revision: number },
  actor: Actor,
): Promise<SavedPost> {
  const { acting, who } = editing;
  const post = await findPost(acting.db, id);
  if (!post) throw postMissing(id);
  requireMayEdit(who, actor.person, post);
  const earlier = await storedRevision(acting.db, id, revision);
  const findings = [...earlier.findings, ...(await toldOfPages(acting.db, id, earlier.findings))];
  const { subjectKind, subjectId, author, material } = post;
  const at = acting.clock.now();
  return await savePost(
    acting,
    {
      ...{
        composed: earlier.composed,
        findings,
        subjectKind,
        subjectId,
        author,
        material,
        told: { restored: revision },
      },
      mayRevise: async (tx, now) => {
        requireMayEdit(who, actor.person, now);
        requireOpen(now, await workingOf(tx, now, at), actor.person, at);
        return true;
      },
      also: (tx, { contentHash, revision: newest }) =>
        replaceWorking(acting, tx, { post: id, revision: newest, contentHash, at, by: actor.person }, earlier.composed),
    },
    actor,
  );
}

/** What the newest text is told of the pages it was made of holds for an older one, too. */
async function toldOfPages(db: Db, id: string, known: readonly Finding[]): Promise<Finding[]> {
  const told = (await loadHead(db, id))?.findings ?? [];
  const isOf = ({ check }: Finding) => ofPages.some((one) => check === one || check === `${one}-sent`);
  return told.filter((f) => isOf(f) && !known.some((k) => k.check === f.check && k.excerpt === f.excerpt));
}

/** @throws Refused when the post has no such revision */
export async function revisionText(db: Db, post: string, revision: number): Promise<Composed> {
  return (await storedRevision(db, post, revision)).composed;
}

async function storedRevision(db: Db, post: string, revision: number): Promise<Composition> {
  const row = await db
    .selectFrom('postRevision')
    .select(['body', 'findings'])
    .where('post', '=', post)
    .where('revision', '=', revision)
    .executeTakeFirst();
  if (row) return { composed: JSON.parse(row.body), findings: JSON.parse(row.findings) };
  throw new Refused({
    code: 'revision-unknown',
    message: `post ${post} has no revision ${revision}`,
    place: `post:${post}`,
    remedy: 'Look at the list of its versions again.',
  });
}
