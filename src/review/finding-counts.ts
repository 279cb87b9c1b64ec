import { loadHead } from '../posts/post-store.ts';
import type { Db } from '../store/database.ts';
import { exceptionsOf } from './review-store.ts';
import { isExcepted, type Reviewing } from './submit-post.ts';

export interface FindingCounts {
  blocking: number;
  warning: number;
  note: number;
}

/** Texts whose findings are remembered; a text never changes under its hash, so that they only have to be counted once. */
const REMEMBERED = 20_000;

/**
 * Counts the findings of posts for lists. What is said of a text beside its words (its pages have changed, an exception)
 * can change while its hash stays: such a count holds for one minute.
 */
export function findingCounter(reviewing: Pick<Reviewing, 'check'>, now: () => number) {
  const known = new Map<string, { counts: FindingCounts; until: number }>();
  return async (db: Db, post: { id: string; contentHash: string }): Promise<FindingCounts> => {
    const key = `${post.id} ${post.contentHash}`;
    const before = known.get(key);
    if (before && before.until > now()) return before.counts;
    const counts = await counted(db, reviewing, post);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(key, { counts, until: now() + 60_000 });
    return counts;
  };
}

async function counted(
  db: Db,
  reviewing: Pick<Reviewing, 'check'>,
  { id, contentHash }: { id: string; contentHash: string },
): Promise<FindingCounts> {
  const counts: FindingCounts = { blocking: 0, warning: 0, note: 0 };
  const head = await loadHead(db, id);
  if (!head) return counts;
  const exceptions = await exceptionsOf(db, id, contentHash);
  for (const finding of reviewing.check(head.findings, head.composed)) {
    if (!isExcepted(finding, exceptions)) counts[finding.severity] += 1;
  }
  return counts;
}
