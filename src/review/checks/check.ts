import type { Finding } from '../../posts/finding.ts';
import type { Composed, Limits } from '../../posts/post.ts';
import { type FindingWording, worded } from '../../posts/wording.ts';
import type { VisiblePost } from '../visible-text.ts';

/** What a check is given besides the post. */
export interface CheckContext {
  limits: Limits;
  /** posts.yaml and findings.yaml of content/wording together. */
  wording: FindingWording;
  visible: VisiblePost;
}

/** A pure function from a composed post to what is wrong with it. */
export type Check = (post: Composed, context: CheckContext) => Finding[];

export interface Place {
  start: number;
  end: number;
  excerpt: string;
}

/** The whole post, when a finding has no place in the visible text. */
export const nowhere: Place = { start: 0, end: 0, excerpt: '' };

/** A finding worded from data under `key`; what stands before a point in the key is the check's name. */
export function findingAt(
  wording: FindingWording,
  key: string,
  place: Place,
  values: Record<string, string | number> = {},
  suggestion: string | null = null,
): Finding {
  const finding = worded(wording, key, { ...values, excerpt: place.excerpt }, suggestion);
  return { ...finding, ...place, check: key.split('.')[0] ?? key };
}
