/** Rows of posts/editing/: the text that people are writing, before it becomes a revision. */
import type { Generated } from 'kysely';

/** The working copy of a post: one a post, none while nobody has written in it. */
export interface WorkingCopyTable {
  post: string;
  /** The revision it was begun from, or last became. */
  baseRevision: number;
  baseHash: string;
  /** JSON of posts/editing/working-copy.ts WorkingHead. */
  head: string;
  /** JSON of WorkingWishes: where and when it shall go out once it is submitted. */
  wishes: string;
  /** JSON array of the ids of its articles. */
  articleOrder: string;
  /** Grows with every save of anything in it. */
  version: number;
  /** How many saves are in no revision yet. */
  dirty: number;
  /** JSON array of the people whose words are in no revision yet. */
  writers: string;
  /** The signed or submitted text that somebody knowingly edits although its signatures fall; else null. */
  voidsHash: string | null;
  /** JSON object: who said so of `voidsHash`, each with the moment, ms UTC. */
  voidsBy: Generated<string>;
  updatedAt: number;
  updatedBy: string;
}

/** One article of a working copy. */
export interface WorkingArticleTable {
  post: string;
  id: string;
  /** Its place in the base revision, from 0; null for one that is new. */
  base: number | null;
  title: string;
  author: string;
  /** Empty lets the program take it from the text. */
  digest: string;
  /** Bare HTML: the tags that the platform keeps, without styles; pictures as `asset:SHA256`. */
  body: string;
  sourceUrl: string | null;
  /** JSON of ComposedArticle.cover, or null. */
  cover: string | null;
  /** `kept`, `auto`, `drawn`, or the SHA-256 of the picture it is cut from. */
  coverFrom: string;
  version: number;
  savedAt: number;
  savedBy: string;
  /** Who writes in it just now, in which window, and until when unless that is renewed. */
  holder: string | null;
  holderTab: string | null;
  heldUntil: number | null;
  /** Who asks to be let in. */
  askedBy: string | null;
  askedAt: number | null;
}

/** A text of an article that another one took the place of without having been a revision: nothing that was typed is dropped. */
export interface KeptTextTable {
  id: string;
  post: string;
  article: string;
  title: string;
  author: string;
  digest: string;
  body: string;
  person: string;
  at: number;
  why: 'conflict' | 'replaced' | 'removed';
}
