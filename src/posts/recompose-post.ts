import type { People } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { storedPictures } from './asset-store.ts';
import { draftBundle } from './compose-bundle.ts';
import { draftItem } from './compose-item.ts';
import { composePost } from './compose-post.ts';
import type { Composing, Composition } from './composing.ts';
import { type Edit, editHead } from './edit-head.ts';
import { findBundlePages, findItemMaterial, loadBundle, loadPage } from './material-store.ts';
import { isAboutTwice } from './note-twice.ts';
import type { BundleLayout } from './page-material.ts';
import type { Composed, PostKind } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import type { Post } from './post-store.ts';
import type { PostDesk } from './reconcile-posts.ts';
import type { SavedPost } from './save-post.ts';

export interface Recomposing extends Edit {
  /** A bundle as several articles or as one with parts; left out, the office's setting. */
  layout?: BundleLayout | undefined;
  /** A page as another kind of post: 转载, 征求意见, 经验 … */
  kind?: PostKind | undefined;
  /** E-02: the page with what became of the opinions of a consultation, by its item's id. */
  result?: string | undefined;
}

/**
 * Composes a post again from its pages as they are now, in the way a person chose. What people said of it stays: its job,
 * until when it is public, the marking of an unmarked page; titles are the pages' own again. Pictures are fetched before anything is written.
 * @throws Refused for a post made of a file (the file is edited instead), pages that are gone; and as editHead
 */
export async function recomposePost(
  acting: Acting,
  people: People,
  desk: Pick<PostDesk, 'composing' | 'fetchBytes'>,
  { layout, kind, result, ...edit }: Recomposing,
  actor: Actor,
): Promise<SavedPost> {
  const change = async ({ post, composed, findings }: Composition & { post: Post }) => {
    const wish = { layout, kind: kind ?? composed.kind, result };
    const { draft, material } = await draftAgain(acting.db, desk.composing, post, composed, wish);
    const shelf = storedPictures(acting.db, acting.clock.now);
    const made = await composePost(draft, desk.composing, shelf, desk.fetchBytes);
    const still = findings.filter(isAboutTwice);
    return {
      ...made,
      findings: [...made.findings, ...still],
      material,
      told: { recomposed: { layout, kind, result } },
    };
  };
  return await editHead(acting, people, edit, change, actor);
}

async function draftAgain(
  db: Db,
  composing: Composing,
  { id, subjectKind, subjectId }: Post,
  { job, publicUntil, marking }: Composed,
  { layout, kind, result }: { layout: BundleLayout | undefined; kind: PostKind; result: string | undefined },
): Promise<{ draft: PostDraft; material: string }> {
  if (subjectKind === 'bundle') {
    const bundle = await findBundlePages(db, subjectId);
    if (!bundle) throw refusal(id, 'bundle-gone', 'the bundle or its policy is gone', 'Withdraw the post.');
    const material = await loadBundle(db, bundle, publicUntil);
    const draft = draftBundle({ ...material, layout }, composing);
    return { draft: { ...draft, job, marking: draft.marking ?? marking }, material: bundle.material };
  }
  if (subjectKind === 'item') {
    const material = await findItemMaterial(db, subjectId);
    if (material === null) throw refusal(id, 'page-gone', 'the page is gone from the portal', 'Take the post off.');
    const loaded = await loadPage(db, subjectId);
    const page = { ...loaded, markingIfBlank: loaded.markingIfBlank ?? marking };
    const told = result === undefined ? undefined : await loadPage(db, result);
    return { draft: draftItem({ ...page, kind, job, publicUntil, result: told }, composing), material };
  }
  const remedy = `Edit content/${subjectId}: it is composed again by itself.`;
  throw refusal(id, 'post-of-file', `post ${id} is made of a file`, remedy);
}

function refusal(post: string, code: string, message: string, remedy: string): Refused {
  return new Refused({ code, message, place: `post:${post}`, remedy });
}
