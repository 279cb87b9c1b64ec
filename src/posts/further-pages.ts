import type { FreshItem } from './material-store.ts';
import { type PostJob, type PostKind, postJobs, postKinds } from './post.ts';

/** A page that becomes a post without its source being named: kind, job and drafter. */
export interface FurtherPage {
  kind: PostKind;
  job?: PostJob | undefined;
  author: string;
}

/** Rules from the right that take single pages (cross-posting). */
export interface FurtherPages {
  /** Fingerprint of the rules: others have every page since `since` (ms UTC) looked at once. */
  mark: string;
  since: number;
  /** Of these pages those that the rules take. Asked again after a crash, it answers the same. */
  take: (ids: readonly string[]) => Promise<ReadonlyMap<string, FurtherPage>>;
}

/** What the post of a page is, whoever asked for it; null while it has none. */
export function kindOfPost({ kind, job }: FreshItem): { kind: PostKind; job: PostJob | undefined } | null {
  const known = postKinds.find((each) => each === kind);
  return known ? { kind: known, job: postJobs.find((each) => each === job) } : null;
}
