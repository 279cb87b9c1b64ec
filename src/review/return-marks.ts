import { Refused } from '../errors.ts';
import { loadRevision } from '../posts/post-store.ts';
import type { Db, Tx } from '../store/database.ts';
import type { ReviewTable } from '../store/tables/posts.ts';
import type { ReturnMarkTable } from '../store/tables/review.ts';
import { readText } from './changes/read-text.ts';

/** A passage that a reviewer marks when returning a post: in a block of the text under review, UTF-16 code units. */
export interface Mark {
  article: number;
  /** Which block of the article, from 0, in the order of `readText`. */
  block: number;
  start: number;
  end: number;
  /** The marked words, so that a mark which is elsewhere is noticed. */
  excerpt: string;
  note: string;
}

/**
 * Keeps the marks of a return.
 * @throws Refused when a mark does not stand where it says in the text under review
 */
export async function addMarks(
  tx: Tx,
  review: Pick<ReviewTable, 'id' | 'post' | 'contentHash'>,
  marks: readonly Mark[],
) {
  if (marks.length === 0) return;
  const blocks = readText(await loadRevision(tx, review.post, review.contentHash));
  const rows = marks.map(({ article, block, start, end, excerpt, note }, i): ReturnMarkTable => {
    const text = blocks.filter((each) => each.article === article)[block]?.cells.join('\t') ?? '';
    if (excerpt === '' || text.slice(start, end) !== excerpt) throw elsewhere(review.post, excerpt);
    return { review: review.id, number: i + 1, article, block, startAt: start, endAt: end, excerpt, note };
  });
  await tx.insertInto('returnMark').values(rows).execute();
}

/** The marks of a run, in the order of reading. */
export function marksOf(db: Db, review: string): Promise<ReturnMarkTable[]> {
  return db.selectFrom('returnMark').selectAll().where('review', '=', review).orderBy('number').execute();
}

function elsewhere(post: string, excerpt: string): Refused {
  return new Refused({
    code: 'mark-elsewhere',
    message: `the marked words ${JSON.stringify(excerpt)} do not stand where the mark says`,
    place: `post:${post}`,
    remedy: 'Mark the passage again in the text that is under review.',
  });
}
