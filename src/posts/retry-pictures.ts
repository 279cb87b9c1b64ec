import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Composing } from './composing.ts';
import { firstChars } from './count-chars.ts';
import type { FetchBytes } from './fetch-images.ts';
import { countTry, duePictures, forgetLostPictures } from './lost-picture-store.ts';
import { addFinding, headWriter, lockPost, type Post } from './post-store.ts';
import { prepareImage } from './prepare-image.ts';
import { worded } from './wording.ts';

export interface RetryDesk {
  composing: Composing;
  fetchBytes: FetchBytes;
  isSettled: (db: Db, post: string) => Promise<boolean>;
}

/**
 * Looks after pictures that a passing error kept from a post and that are due again. A draft that nobody has touched is
 * named in the answer and composed anew by the caller. Any other post keeps its text and its signatures: when the
 * picture can be had now, its newest text gets a finding that says so. A try is counted before it is made.
 * @returns subject ids (of bundles, items, files) whose posts are to be composed from the same material again
 */
export async function retryPictures(acting: Acting, desk: RetryDesk, actor: Actor): Promise<Set<string>> {
  const again = new Set<string>();
  const now = acting.clock.now();
  for (const { post, pictures } of await duePictures(acting.db, now)) {
    if (post.state === 'withdrawn') {
      await forgetLostPictures(acting.db, post.id);
      continue;
    }
    for (const { url, attempts } of pictures) await countTry(acting.db, post.id, url, attempts, now);
    if (await mayCompose(acting.db, desk, post, actor)) again.add(post.subjectId);
    else await lookOnly(acting, desk, post, pictures, actor);
  }
  return again;
}

/** A text that a person wrote, sent to review or saw go out is not replaced for a picture's sake. */
async function mayCompose(db: Db, desk: RetryDesk, post: Post, actor: Actor): Promise<boolean> {
  if (post.state !== 'draft' || post.material === '' || (await desk.isSettled(db, post.id))) return false;
  return await isComposed(db, post, actor);
}

/** Whether the newest text is the composer's own: the worker's, or the first of a file, whoever handed that in. */
export async function isComposed(db: Db, post: Post, worker: Actor): Promise<boolean> {
  if (post.subjectKind === 'file' && post.revision === 1) return true;
  return (await headWriter(db, post)) === worker.person;
}

async function lookOnly(
  acting: Acting,
  { composing, fetchBytes }: RetryDesk,
  post: Post,
  pictures: readonly { url: string }[],
  actor: Actor,
): Promise<void> {
  const found: string[] = [];
  for (const { url } of pictures) {
    const bytes = await fetchBytes(url).catch(() => null);
    if (bytes && typeof (await prepareImage(bytes)) !== 'string') found.push(url);
  }
  if (found.length === 0) return;
  const findings = found.map((url) => worded(composing.wording, 'picture-late', { excerpt: firstChars(url, 200) }));
  await inTransaction(acting.db, async (tx) => {
    const head = await lockPost(tx, post.id);
    if (head?.revision !== post.revision) return;
    await addFinding(tx, head, findings);
    await tx.deleteFrom('lostPicture').where('post', '=', post.id).where('url', 'in', found).execute();
    const after = { revision: head.revision, found: found.length };
    await acting.record(tx, {
      at: acting.clock.now(),
      actor,
      act: 'post.picture-found',
      object: `post:${post.id}`,
      after,
    });
  });
}
