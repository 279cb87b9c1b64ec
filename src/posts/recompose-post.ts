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
import { type Edit, type Edited, editHead } from './edit-head.ts';
import { findBundlePages, findItemMaterial, loadBundle, loadPage } from './material-store.ts';
import { isAboutTwice } from './note-twice.ts';
import type { BundleLayout } from './page-material.ts';
import type { Composed, PostKind } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import type { Post } from './post-store.ts';
import type { PostDesk } from './reconcile-posts.ts';
import type { SavedPost } from './save-post.ts';

/** How pages become a post. */
export interface Recipe {
  /** A bundle as several articles or as one with parts; left out, the office's setting. */
  layout?: BundleLayout | undefined;
  /** A page as another kind of post: 转载, 征求意见, 经验 … */
  kind?: PostKind | undefined;
  /** E-02: the page with what became of the opinions of a consultation, by its item's id. */
  result?: string | undefined;
}

export type Recomposing = Edit & Recipe;
export type RecomposeDesk = Pick<PostDesk, 'composing' | 'fetchBytes'>;

/**
 * Composes a post again from its pages as they are now, in the way a person chose, as its next revision.
 * @throws as composedAgain and editHead
 */
export async function recomposePost(
  acting: Acting,
  people: People,
  desk: RecomposeDesk,
  { layout, kind, result, ...edit }: Recomposing,
  actor: Actor,
): Promise<SavedPost> {
  const recipe = { layout, kind, result };
  return await editHead(acting, people, edit, (head) => composedAgain(acting, desk, head, recipe), actor);
}

/**
 * What a post becomes when it is made again from its pages as they are now. What people said of it stays: its job, until
 * when it is public, the marking of an unmarked page; titles are the pages' own again. Pictures are fetched, nothing is
 * written.
 * @throws Refused for a post made of a file (the file is edited instead) or by hand, and for pages that are gone
 */
export async function composedAgain(
  { db, clock }: Pick<Acting, 'db' | 'clock'>,
  desk: RecomposeDesk,
  { post, composed, findings }: Composition & { post: Post },
  { layout, kind, result }: Recipe,
): Promise<Edited & { material: string }> {
  const recipe = { layout, kind: kind ?? composed.kind, result };
  const { draft, material } = await draftAgain(db, desk.composing, post, composed, recipe);
  const made = await composePost(draft, desk.composing, storedPictures(db, clock.now), desk.fetchBytes);
  const told = { recomposed: { layout, kind, result } };
  return { ...made, findings: [...made.findings, ...findings.filter(isAboutTwice)], material, told };
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
    if (!bundle) throw refusal(id, 'subject-gone', 'the bundle or its policy is gone', 'Withdraw the post.');
    const material = await loadBundle(db, bundle, publicUntil);
    const draft = draftBundle({ ...material, layout }, composing);
    return { draft: { ...draft, job, marking: draft.marking ?? marking }, material: bundle.material };
  }
  if (subjectKind === 'item') {
    const material = await findItemMaterial(db, subjectId);
    if (material === null) throw refusal(id, 'subject-gone', 'the page is gone from the portal', 'Take the post off.');
    const loaded = await loadPage(db, subjectId);
    const page = { ...loaded, markingIfBlank: loaded.markingIfBlank ?? marking };
    if (result !== undefined && (await findItemMaterial(db, result)) === null) {
      throw refusal(id, 'result-gone', `there is no page ${result} on the portal`, 'Name the page with the result.');
    }
    const told = result === undefined ? undefined : await loadPage(db, result);
    return { draft: draftItem({ ...page, kind, job, publicUntil, result: told }, composing), material };
  }
  if (subjectKind !== 'file') {
    throw refusal(id, 'post-by-hand', `post ${id} is made of no page`, 'Write what is missing into its text.');
  }
  const remedy = `Edit content/${subjectId}: it is composed again by itself.`;
  throw refusal(id, 'post-of-file', `post ${id} is made of a file`, remedy);
}

function refusal(post: string, code: string, message: string, remedy: string): Refused {
  return new Refused({ code, message, place: `post:${post}`, remedy });
}
