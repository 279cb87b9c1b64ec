import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import { findPostOf, lockPost, type Post, type Subject } from './post-store.ts';

/** A file that no post is known of. */
export interface NewFile extends Subject {
  title: string;
  /** Fingerprint of its text and pictures, see save-file.ts. */
  material: string;
}

export interface Following {
  contentFolder: string;
  /** Whether a post has been sent or is under way. */
  isSettled: (db: Db, post: string) => Promise<boolean>;
}

/**
 * Finds the post that a file without one belongs to, because the file was renamed or moved, and takes it along: the
 * same text whose old file has gone; or, changed in the same moment, the same title whose old file has gone and of which
 * nothing was sent. A second publication of one text is never the outcome of a new name.
 * @returns the post under its new file, or null when the file is new
 * @throws Refused when the same text still lies in another file: one of the two has to go, or to differ
 */
export async function followFile(
  acting: Acting,
  file: NewFile,
  { contentFolder, isSettled }: Following,
  actor: Actor,
): Promise<Post | null> {
  const gone = async (post: Post) => !(await exists(resolve(contentFolder, post.subjectId)));
  const same = await otherFiles(acting.db, file, 'material');
  for (const post of same) if (await gone(post)) return await take(acting, post, file, actor);
  if (same[0]) throw copied(file, same[0]);
  for (const post of await otherFiles(acting.db, file, 'title')) {
    if ((await gone(post)) && !(await isSettled(acting.db, post.id))) return await take(acting, post, file, actor);
  }
  return null;
}

/** Posts of other files with the same text or title, the newest first. */
function otherFiles(db: Db, file: NewFile, by: 'material' | 'title'): Promise<Post[]> {
  return otherFilesQuery(db, file, by).execute();
}

/** The query behind it. SQLite takes a partial index only for a condition that is written out. */
export function otherFilesQuery(db: Db, file: NewFile, by: 'material' | 'title') {
  return db
    .selectFrom('post')
    .selectAll()
    .where('subjectKind', '=', sql.lit('file'))
    .where(by, '=', file[by])
    .where('subjectId', '<>', file.subjectId)
    .where('state', '<>', 'withdrawn')
    .orderBy('updatedAt', 'desc')
    .limit(20);
}

/** The post under the file's new name. Somebody who was faster has moved it already: then it is found there. */
async function take(acting: Acting, seen: Post, file: NewFile, actor: Actor): Promise<Post | null> {
  const { subjectKind, subjectId } = file;
  try {
    await inTransaction(acting.db, async (tx) => {
      const post = await lockPost(tx, seen.id);
      if (!post || post.subjectId !== seen.subjectId) return;
      await tx.updateTable('post').set({ subjectId, fileGoneAt: null }).where('id', '=', post.id).execute();
      const line = { at: acting.clock.now(), actor, act: 'post.move-file', object: `post:${post.id}` };
      await acting.record(tx, { ...line, before: { subject: post.subjectId }, after: { subject: subjectId } });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
  }
  return await findPostOf(acting.db, { subjectKind, subjectId });
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

function copied(file: NewFile, { id, subjectId }: Post): Refused {
  return new Refused({
    code: 'file-copied',
    message: `${file.subjectId} holds the same text as ${subjectId}, of which post:${id} was made`,
    place: file.subjectId,
    remedy: 'Delete one of the two files, or write a text of its own into the new one; a text is one post.',
  });
}
