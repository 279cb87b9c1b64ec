import type { Marking } from '../portal/article.ts';
import type { Finding } from './finding.ts';
import type { KeyPoints } from './key-points.ts';
import type { DraftedMark, PostJob, PostKind } from './post.ts';

/** A post before its pictures are there: what composing a bundle, an item or a file first comes to. */
export interface PostDraft {
  kind: PostKind;
  /** M-01; null when nobody has chosen it yet. */
  job: PostJob | null;
  marking: Marking | null;
  audience: string;
  publicUntil: string;
  source: string | null;
  /** O-17: the unit a good practice comes from. */
  unit?: string | undefined;
  telephone: string | null;
  drafted?: DraftedMark | undefined;
  articles: ArticleDraft[];
  findings: Finding[];
}

export interface ArticleDraft {
  title: string;
  author: string;
  /** The page's own HTML, without what the template puts around it: the digest is taken from it. */
  body: string;
  html: string;
  sourceUrl: string | null;
  /** Short word on the cover: 政策文件, 图解 … */
  label: string;
  /** Address of a cover picture that was chosen by a person. */
  cover: string | null;
  /** Line of each picture, by its address, in the file that was written by hand, from 1. */
  pictureLine?: Readonly<Record<string, number>> | undefined;
  /** Addresses of videos and frames that reading the page has left out already. */
  lostMedia?: readonly string[] | undefined;
  /** The article with key points of at most so many 字 in place of its text, for when the whole does not fit. */
  shorter?: ((maxChars: number) => Shortened) | undefined;
}

export interface Shortened extends Pick<KeyPoints, 'kept' | 'total' | 'tables'> {
  html: string;
}
