import { asProblem, type Problem, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db, Tx } from '../store/database.ts';
import { storedPictures } from './asset-store.ts';
import { draftBundle } from './compose-bundle.ts';
import { draftItem } from './compose-item.ts';
import { composePost } from './compose-post.ts';
import { closeWishes, nextWishes, type WishOutcome } from './compose-wishes.ts';
import type { Composing } from './composing.ts';
import type { FetchBytes } from './fetch-images.ts';
import type { FileMemory } from './file-memory.ts';
import { type FurtherPage, type FurtherPages, kindOfPost } from './further-pages.ts';
import { freshBundles, freshItems, loadBundle, loadPage } from './material-store.ts';
import { changedPages, noteSource, withdrawnSources } from './note-source.ts';
import { noteTwice } from './note-twice.ts';
import type { PostJob, PostKind } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import { findPost, findPostOf, headWriter, type Post, type Subject } from './post-store.ts';
import { reconcileFiles } from './reconcile-files.ts';
import { retryPictures } from './retry-pictures.ts';
import { type SavedPost, savePost } from './save-post.ts';

/** Which material becomes posts without anybody asking. Data from the configuration. */
export interface PostRules {
  /** Bundles: `with-interpretation` waits for the first one. */
  bundles: 'never' | 'with-interpretation' | 'always';
  /** Kind and job of the posts of a source's pages; a source that is not named makes none. */
  items: Readonly<Record<string, { kind: PostKind; job?: PostJob | undefined }>>;
  /** A-13 for automatic posts: a day or 长期; empty leaves it to a person. */
  publicUntil: string;
  /** Person id that stands as the drafter of automatic posts. */
  author: string;
}

export interface PostDesk {
  composing: Composing;
  rules: PostRules;
  /** Asked at every look, for rules may change their day; null when there are none. */
  further?: () => Promise<FurtherPages | null>;
  fetchBytes: FetchBytes;
  /** The folder content/; its posts/ are read. Null when none is watched. */
  contentFolder: string | null;
  /** What is known of its files from the look before; left out, every file is read. */
  memory?: FileMemory;
  /** Whether a post has been sent or is under way: then new material waits for a person. From the right. */
  isSettled: (db: Db, post: string) => Promise<boolean>;
  /** Whether it went out and nothing of it waits to be sent. From the right. */
  isSent: (db: Db, post: string) => Promise<boolean>;
  /** Ends the review of a post that is held, or takes its approval, so that no delivery of it begins. From the right. */
  takeBack: (tx: Tx, post: Post, reason: string) => Promise<unknown>;
}

export interface ReconciledPosts {
  saved: SavedPost[];
  /** Posts with new material that were left alone, because a person wrote the newest text or it was sent. */
  left: string[];
  problems: Problem[];
}

const WORKER: Actor = { person: 'worker', via: 'worker' };
const SYSTEM: Actor = { person: 'govcast', via: 'worker' };

/**
 * Makes and renews the posts that bundles, pages and files of content/posts should have become by now. A second call
 * finds nothing to do. What fails gives one problem and keeps nothing else from being done.
 */
export async function reconcilePosts(acting: Acting, desk: PostDesk): Promise<ReconciledPosts> {
  const done: ReconciledPosts = { saved: [], left: [], problems: [] };
  const { rules } = desk;
  const again = await retryPictures(acting, desk, WORKER);
  const further = (await desk.further?.()) ?? null;
  const told = further === null ? {} : { further: { mark: further.mark, since: further.since } };
  const asked = { bundles: rules.bundles, sources: Object.keys(rules.items), ...told };
  await composeSubjects(acting, desk, done, [...again], null, again);
  for (;;) {
    const wishes = await nextWishes(acting, asked);
    if (wishes.length === 0) break;
    const ids = wishes.map(({ subjectId }) => subjectId);
    const unfinished = await composeSubjects(acting, desk, done, ids, further);
    await closeWishes(acting, wishes, (subjectId) => unfinished.get(subjectId) ?? 'done');
  }
  if (desk.contentFolder !== null) {
    const { composing, fetchBytes, contentFolder, isSettled, memory } = desk;
    const fileDesk = { composing, fetchBytes, contentFolder, author: rules.author, isSettled, again, memory };
    const files = await reconcileFiles(acting, fileDesk, WORKER);
    done.saved.push(...files.saved);
    done.problems.push(...files.problems);
  }
  return done;
}

/** Composes those of these bundles and pages that have become something else. @returns what failed or was left */
async function composeSubjects(
  acting: Acting,
  desk: PostDesk,
  done: ReconciledPosts,
  ids: readonly string[],
  further: FurtherPages | null,
  again: ReadonlySet<string> = new Set(),
): Promise<Map<string, WishOutcome>> {
  const { rules, composing } = desk;
  const unfinished = new Map<string, WishOutcome>();
  const bundles = rules.bundles === 'never' ? [] : await freshBundles(acting.db, ids, again);
  for (const bundle of bundles) {
    if (rules.bundles === 'with-interpretation' && bundle.pages.interpretations.length === 0) continue;
    const outcome = await renew(acting, desk, done, 'bundle', bundle, async () => {
      const material = await loadBundle(acting.db, bundle, rules.publicUntil);
      return draftBundle(material, composing);
    });
    if (outcome !== 'done') unfinished.set(bundle.subjectId, outcome);
  }
  const named: ReadonlyMap<string, FurtherPage> = (await further?.take(ids)) ?? new Map();
  const which = { sources: Object.keys(rules.items), named: [...named.keys()], bundled: rules.bundles !== 'never' };
  for (const item of await freshItems(acting.db, ids, which, again)) {
    const becomes = rules.items[item.source] ?? named.get(item.subjectId) ?? kindOfPost(item);
    if (!becomes) continue;
    const outcome = await renew(
      acting,
      desk,
      done,
      'item',
      item,
      async () => {
        const page = await loadPage(acting.db, item.subjectId);
        const { kind, job } = becomes;
        return draftItem({ ...page, kind, job, publicUntil: rules.publicUntil }, composing);
      },
      rules.items[item.source] ? rules.author : (named.get(item.subjectId)?.author ?? rules.author),
    );
    if (outcome !== 'done') unfinished.set(item.subjectId, outcome);
  }
  done.problems.push(...(await noteTwice(acting, desk, ids, SYSTEM)));
  for (const { post, excerpt } of await withdrawnSources(acting.db, ids)) {
    done.problems.push(...(await noteSource(acting, desk, post, { check: 'source-withdrawn', excerpt }, SYSTEM)));
  }
  return unfinished;
}

async function renew(
  acting: Acting,
  desk: PostDesk,
  done: ReconciledPosts,
  subjectKind: 'bundle' | 'item',
  { subjectId, material }: { subjectId: string; material: string },
  draft: () => Promise<PostDraft>,
  author = desk.rules.author,
): Promise<WishOutcome> {
  const subject: Subject = { subjectKind, subjectId };
  try {
    const post = await findPostOf(acting.db, subject);
    const mayRevise = async (db: Db, head: Post) =>
      head.revision === post?.revision &&
      // The same material again, for a picture that was lost, is no reason to void a signature.
      (head.material !== material || head.state === 'draft') &&
      (await headWriter(db, head)) === WORKER.person &&
      !(await desk.isSettled(db, head.id));
    if (post && !(await mayRevise(acting.db, post))) {
      return await leave(acting, desk, done, post.id, material);
    }
    const shelf = storedPictures(acting.db, acting.clock.now);
    const composition = await composePost(await draft(), desk.composing, shelf, desk.fetchBytes);
    // Manners are chosen once: what a person chose since stays.
    const manner = post ? undefined : desk.composing.manner;
    const wanted = { ...subject, ...composition, author, material, mayRevise, manner };
    const saved = await savePost(acting, wanted, WORKER);
    if (saved.outcome === 'left') {
      return await leave(acting, desk, done, saved.id, material);
    }
    if (saved.outcome !== 'unchanged') done.saved.push(saved);
    return 'done';
  } catch (error) {
    // Somebody left the item while it was composed: nothing is wrong, and nothing is to be tried again.
    if (error instanceof Refused && error.code === 'item-left') return 'done';
    done.problems.push({ place: `${subjectKind}:${subjectId}`, ...asProblem(error) });
    return 'failed';
  }
}

/** The post keeps its text; whoever answers for it learns that its pages are others by now. */
async function leave(
  acting: Acting,
  desk: PostDesk,
  done: ReconciledPosts,
  post: string,
  material: string,
): Promise<'left'> {
  done.left.push(post);
  const stands = ({ material: of }: Post) => of !== material;
  const head = await findPost(acting.db, post);
  if (!head || !stands(head)) return 'left';
  const excerpt = await changedPages(acting.db, head.material, material);
  const change = { check: 'source-changed' as const, excerpt, stands };
  done.problems.push(...(await noteSource(acting, desk, post, change, SYSTEM)));
  return 'left';
}
