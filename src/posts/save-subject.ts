import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { storedPictures } from './asset-store.ts';
import { draftBundle } from './compose-bundle.ts';
import { draftItem } from './compose-item.ts';
import { composePost } from './compose-post.ts';
import type { Composing } from './composing.ts';
import type { FetchBytes } from './fetch-images.ts';
import { findBundlePages, findItemMaterial, loadBundle, loadPage } from './material-store.ts';
import type { PostJob, PostKind } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import { findPostOf } from './post-store.ts';
import { savePost } from './save-post.ts';

export interface SubjectDesk {
  composing: Composing;
  fetchBytes: FetchBytes;
  /** how long such posts stay public, a day or 长期. */
  publicUntil: string;
}

/** A bundle or a page, with what a person cannot be asked: a page's kind and job. */
export type ComposedSubject =
  | { subjectKind: 'bundle'; subjectId: string }
  | { subjectKind: 'item'; subjectId: string; kind: PostKind; job?: PostJob | undefined };

const WORKER: Actor = { person: 'worker', via: 'worker' };

/**
 * The post of a bundle or a page: the one that is there, as it is, or a new one. The text counts as composed, not as
 * written by the person who asks for it, so that it follows corrections of its pages; he is its drafter.
 * @returns the post's id; two who ask at once get the same
 * @throws Refused when the bundle or page is not there any more
 */
export async function saveSubject(
  acting: Acting,
  { composing, fetchBytes, publicUntil }: SubjectDesk,
  subject: ComposedSubject,
  author: string,
): Promise<string> {
  const known = await findPostOf(acting.db, subject);
  if (known) return known.id;
  const found = await materialOf(acting, subject, composing, publicUntil);
  if (!found) throw gone(subject);
  const shelf = storedPictures(acting.db, acting.clock.now);
  const composition = await composePost(found.draft, composing, shelf, fetchBytes);
  const { subjectKind, subjectId } = subject;
  const wanted = { subjectKind, subjectId, ...composition, author, material: found.material };
  const mayRevise = async () => false;
  const saved = await savePost(acting, { ...wanted, manner: composing.manner, mayRevise }, WORKER);
  return saved.id;
}

async function materialOf(
  { db }: Acting,
  subject: ComposedSubject,
  composing: Composing,
  publicUntil: string,
): Promise<{ draft: PostDraft; material: string } | null> {
  if (subject.subjectKind === 'bundle') {
    const pages = await findBundlePages(db, subject.subjectId);
    return (
      pages && { draft: draftBundle(await loadBundle(db, pages, publicUntil), composing), material: pages.material }
    );
  }
  const { subjectId, kind, job } = subject;
  const material = await findItemMaterial(db, subjectId);
  if (material === null) return null;
  return { draft: draftItem({ ...(await loadPage(db, subjectId)), kind, job, publicUntil }, composing), material };
}

function gone({ subjectKind, subjectId }: ComposedSubject): Refused {
  return new Refused({
    code: 'subject-gone',
    message: `${subjectKind}:${subjectId} is not there, or its page has gone from the portal`,
    place: `${subjectKind}:${subjectId}`,
    remedy: 'Look at `govcast proposal list` again; what has gone from the portal is proposed no more.',
  });
}
