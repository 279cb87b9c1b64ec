import { requireRole } from './config/acting-person.ts';
import { isSettled } from './delivery/is-settled.ts';
import { takePostUp } from './delivery/take-post-up.ts';
import { Refused } from './errors.ts';
import type { Govcast } from './govcast.ts';
import type { Actor } from './ledger/append.ts';
import { requireNotLeft } from './portal/require-not-left.ts';
import { editingOf } from './post-desk.ts';
import { draftPolicyQuestions } from './posts/drafts/draft-policy.ts';
import { loadPolicyPage } from './posts/drafts/policy-page.ts';
import { editingRoles } from './posts/edit-head.ts';
import { findPostOf, type Subject } from './posts/post-store.ts';
import { fileSubject, readMarkdownFile } from './posts/read-content-folder.ts';
import { saveFile } from './posts/save-file.ts';
import { postOf } from './proposal-desk.ts';
import { personalData } from './review/checks/personal-data.ts';
import { inTransaction } from './store/transaction.ts';
import { withPictures } from './with-pictures.ts';

/**
 * Makes the post of an item or of a bundle because a person asked for it (转成稿件); the one that is there already, if
 * there is one, taken up again when it was put away. A crash between post and ledger line leaves the post as the worker made it: asking again adds the line.
 * @returns the post's id
 * @throws Refused for a missing role, for what is not there any more, and for an item that was left
 */
export async function makePost(
  govcast: Govcast,
  subject: { subjectKind: 'item' | 'bundle'; subjectId: string },
  actor: Actor,
): Promise<{ post: string; made: boolean }> {
  const { acting, config } = govcast;
  requireRole(config.people, actor.person, editingRoles, 'make a post');
  const known = await findPostOf(acting.db, subject);
  if (known !== null) {
    if (known.state === 'withdrawn') await takePostUp(editingOf(govcast), known.id, actor);
    return { post: known.id, made: false };
  }
  if (subject.subjectKind === 'item') await requireNotLeft(acting.db, subject.subjectId);
  const post = await withPictures(govcast, (fetchBytes) => postOf(govcast, fetchBytes, subject, actor));
  await record(govcast, actor, `${subject.subjectKind}.compose`, subject, post);
  return { post, made: true };
}

/**
 * Drafts questions with answers out of a bundle's policy as a post (起草问答): the machine's words are quotes, and a mark
 * holds it back until a person has compared them. The file lies in content/posts; one that a person has edited is kept.
 * @throws Refused for a missing role or an unknown bundle; FixContent when the document answers no question
 */
export async function draftQuestions(
  govcast: Govcast,
  bundle: string,
  actor: Actor,
): Promise<{ post: string; made: boolean }> {
  const { acting, composing, config, environment } = govcast;
  requireRole(config.people, actor.person, editingRoles, 'draft questions');
  const article = await loadPolicyPage(acting.db, 'bundle', bundle);
  const { contentFolder } = environment;
  const known = await questionsOf(govcast, bundle);
  if (known !== null) return { post: known, made: false };
  const { files } = await draftPolicyQuestions(article, { contentFolder, findPersonal: personalData });
  const [path = ''] = files;
  const subject: Subject = { subjectKind: 'file', subjectId: fileSubject(path, contentFolder) };
  const away = await findPostOf(acting.db, subject);
  if (away?.state === 'withdrawn') await takePostUp(editingOf(govcast), away.id, actor);
  const saved = await withPictures(govcast, async (fetchBytes) => {
    const desk = { composing, fetchBytes, contentFolder, author: actor.person, isSettled };
    return saveFile(acting, await readMarkdownFile(path), desk, actor);
  });
  if (saved === null) throw withdrawn(path);
  await record(govcast, actor, 'bundle.draft-questions', { subjectKind: 'bundle', subjectId: bundle }, saved.id);
  return { post: saved.id, made: true };
}

/** The post of the questions that were drafted from a bundle last; null while there are none. */
export async function questionsOf({ acting: { db } }: Pick<Govcast, 'acting'>, bundle: string): Promise<string | null> {
  const line = await db
    .selectFrom('ledgerEntry')
    .select('after')
    .where('object', '=', `bundle:${bundle}`)
    .where('act', '=', 'bundle.draft-questions')
    .orderBy('seq', 'desc')
    .executeTakeFirst();
  const after: { post?: string } = JSON.parse(line?.after ?? '{}');
  if (after.post === undefined) return null;
  const post = await db.selectFrom('post').select(['id', 'state']).where('id', '=', after.post).executeTakeFirst();
  return post === undefined || post.state === 'withdrawn' ? null : post.id;
}

async function record(govcast: Govcast, actor: Actor, act: string, { subjectKind, subjectId }: Subject, post: string) {
  const { acting } = govcast;
  await inTransaction(acting.db, async (tx) => {
    const object = `${subjectKind}:${subjectId}`;
    await acting.record(tx, { at: acting.clock.now(), actor, act, object, after: { post } });
  });
}

function withdrawn(file: string): Refused {
  return new Refused({
    code: 'draft-withdrawn',
    message: `the post of ${file} was withdrawn`,
    place: file,
    remedy: 'Move the file away, and draft again.',
  });
}
