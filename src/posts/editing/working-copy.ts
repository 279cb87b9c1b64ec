import type { Marking } from '../../portal/article.ts';
import type { Composed, ComposedArticle, PostJob, PostKind } from '../post.ts';
import { bareBody } from './bare-body.ts';

/** What is said of a post as a whole; all of it stands under the content hash. */
export interface WorkingHead {
  kind: PostKind;
  job: PostJob | null;
  marking: Marking | null;
  publicUntil: string;
  /** The source line of a repost. */
  source: string | null;
  unit: string | null;
  telephone: string | null;
  /** Whether the mark of a machine's draft still stands: a person who compared it with the original takes it off. */
  drafted: boolean;
}

/** Where and when the post shall go out: used when it is submitted, outside the content hash. */
export interface WorkingWishes {
  /** Ids of accounts. */
  channels: string[];
  /** Not before this moment, ms UTC; null leaves it to the planner. */
  at: number | null;
}

/** What a person types of an article. */
export interface ArticleText {
  title: string;
  author: string;
  /** Empty lets the program take it from the text. */
  digest: string;
  /** Bare HTML, see bare-body.ts. */
  body: string;
  sourceUrl: string | null;
}

export interface WorkingArticle extends ArticleText {
  id: string;
  /** Its place in the base revision, from 0; null for one that is new. */
  base: number | null;
  cover: ComposedArticle['cover'];
  /** `kept` from the base revision, `auto`, `drawn`, or the SHA-256 of the picture it is cut from. */
  coverFrom: string;
  version: number;
  savedAt: number;
  savedBy: string;
  /** Who writes in it, when that still holds. */
  hold: Hold | null;
}

/** Somebody writes in an article; others read along. */
export interface Hold {
  person: string;
  /** The window he writes in, so that two of his own windows are told apart. */
  tab: string;
  until: number;
  askedBy: string | null;
}

/** The text that people are writing: one a post, begun from its newest revision. */
export interface WorkingCopy {
  post: string;
  baseRevision: number;
  baseHash: string;
  head: WorkingHead;
  wishes: WorkingWishes;
  articles: WorkingArticle[];
  /** 0 while nobody has saved anything in it. */
  version: number;
  dirty: number;
  writers: string[];
  /** The text whose signatures may fall, and who said so when (ms UTC): see mayVoid. */
  voidsHash: string | null;
  voidsBy: Record<string, number>;
  updatedAt: number;
  updatedBy: string;
}

/** How long an article stays somebody's without a word from his window, ms. */
export const HOLD_MS = 45_000;

/** How long a person's word holds that signatures may fall, ms. */
const VOIDS_MS = 3_600_000;

/** Versions of articles begin here for each revision, so that a text of another revision is never taken for this one. */
const A_REVISION = 100_000;

export const noWishes: WorkingWishes = { channels: [], at: null };

/** What of a revision a person edits. Pure: nothing is stored until somebody writes. */
export function workingFrom(
  base: { post: string; revision: number; contentHash: string; at: number; by: string },
  composed: Composed,
): WorkingCopy {
  const { revision, contentHash, at, by, post } = base;
  return {
    post,
    ...{ baseRevision: revision, baseHash: contentHash, head: headOf(composed), wishes: noWishes },
    articles: composed.articles.map((article, i) => articleFrom(article, i, revision * A_REVISION, at, by)),
    ...{ version: 0, dirty: 0, writers: [], voidsHash: null, voidsBy: {}, updatedAt: at, updatedBy: by },
  };
}

export function headOf(composed: Composed): WorkingHead {
  const { kind, job, marking, publicUntil, source, unit = null, telephone = null, drafted } = composed;
  return { kind, job, marking, publicUntil, source, unit, telephone, drafted: drafted !== undefined };
}

function articleFrom(article: ComposedArticle, i: number, version: number, at: number, by: string): WorkingArticle {
  const { title, author, digest, html, sourceUrl, cover } = article;
  // A wide cover that tells where its square part is was drawn by the program.
  const coverFrom = cover === null ? 'auto' : cover.square === undefined ? 'kept' : 'drawn';
  const text = { title, author, digest, body: bareBody(html), sourceUrl };
  return {
    ...{ id: `a${i + 1}`, base: i, ...text, cover, coverFrom },
    ...{ version, savedAt: at, savedBy: by, hold: null },
  };
}

/** Whether this person has said within the hour that the signatures of this very text may fall. */
export function mayVoid(
  { voidsHash, voidsBy }: Pick<WorkingCopy, 'voidsHash' | 'voidsBy'>,
  contentHash: string,
  person: string,
  now: number,
): boolean {
  const at = Object.hasOwn(voidsBy, person) ? voidsBy[person] : undefined;
  return voidsHash === contentHash && at !== undefined && now - at < VOIDS_MS;
}

/** An article that nobody has written yet. */
export function emptyArticle(id: string, author: string, at: number, by: string): WorkingArticle {
  const text = { title: '', author, digest: '', body: '', sourceUrl: null };
  const rest = { version: 1, savedAt: at, savedBy: by, hold: null };
  return { id, base: null, ...text, cover: null, coverFrom: 'auto', ...rest };
}

/** Whether two texts of an article say the same. */
export function sameText(a: ArticleText, b: ArticleText): boolean {
  return (['title', 'author', 'digest', 'body', 'sourceUrl'] as const).every((field) => a[field] === b[field]);
}
