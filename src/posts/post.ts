import type { Marking } from '../portal/article.ts';

/** A post is one to eight articles. This is the composed revision: exactly what the content hash covers (decisions 4). */
export interface Composed {
  kind: PostKind;
  /** M-01: which of the four jobs of an account it does. */
  job: PostJob;
  marking: Marking | null;
  /** `public`, or the name of a directed list. */
  audience: string;
  /** a day or 长期. */
  publicUntil: string;
  /** The source line of a repost (N-09), else null. */
  source: string | null;
  articles: ComposedArticle[];
  /** Plain text forms of the post by channel kind, e.g. the markdown for `wecom-robot`. */
  forms: Record<string, string>;
}

export interface ComposedArticle {
  title: string;
  author: string;
  digest: string;
  /** WeChat-safe HTML; every image is `<img src="asset:SHA256">` and stands in the table `asset`. */
  html: string;
  /** Target of 阅读原文. */
  sourceUrl: string | null;
  cover: { sha256: string; width: number; height: number } | null;
  /** SHA-256 (hex) of every image in the HTML, in order. */
  images: string[];
}

export const postKinds = ['policy', 'news', 'notice', 'repost', 'consultation', 'guide', 'other'] as const;
export type PostKind = (typeof postKinds)[number];

export const postJobs = ['publish', 'interpret', 'respond', 'serve'] as const;
export type PostJob = (typeof postJobs)[number];

/** What a platform takes at most, all lengths as it counts them: 字 are Unicode code points, HTML is UTF-16 code units. */
export interface Limits {
  titleChars: number;
  authorChars: number;
  digestChars: number;
  /** The body must stay below this many characters of HTML, styles included. */
  htmlCharsBelow: number;
  htmlBytesBelow: number;
  articles: number;
  sourceUrlBytes: number;
}
