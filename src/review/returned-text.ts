import type { People } from '../config/people.ts';
import type { WorkingCopy } from '../posts/editing/working-copy.ts';
import { loadRevision, type Post } from '../posts/post-store.ts';
import { visibleText } from '../posts/visible-text.ts';
import type { Db } from '../store/database.ts';
import { type ReadBlock, readText } from './changes/read-text.ts';
import type { Mark } from './return-marks.ts';
import { sentBack } from './sent-back.ts';

/** Why a post was sent back, for whoever writes it anew. */
export interface ReturnedText {
  by: string;
  /** ms UTC */
  at: number;
  opinion: string;
  marks: PlacedMark[];
}

/** A passage that the signer marked, where it stands in the text as people write it now. */
export interface PlacedMark {
  number: number;
  /** Id of the article of the working copy; null when its words stand nowhere any more. */
  article: string | null;
  field: 'title' | 'body' | null;
  excerpt: string;
  /** Which occurrence of the excerpt in that field it was in the text that was returned, from 0. */
  nth: number;
  note: string;
}

/**
 * What the last signer wrote when he sent the post back or took its approval back, until it is put before signers again; null while it is with them,
 * or when it was not returned by a person.
 */
export async function returnedText(
  db: Db,
  people: People,
  { id, state }: Pick<Post, 'id' | 'state'>,
  copy: Pick<WorkingCopy, 'articles'>,
): Promise<ReturnedText | null> {
  if (state !== 'draft' && state !== 'returned') return null;
  const run = await newestRun(db, id);
  const sent = run && (await sentBack(db, people, run));
  if (!sent) return null;
  const blocks = sent.marks.length === 0 ? [] : readText(await loadRevision(db, id, run.contentHash));
  return {
    ...{ by: sent.by, at: sent.at, opinion: sent.opinion },
    marks: sent.marks.map((mark) => ({ number: mark.number, ...placeMark(mark, blocks, copy.articles) })),
  };
}

/** Where a mark of the returned text stands in the articles as they are written now. Pure. */
function placeMark(
  { article, block, start, excerpt: marked, note }: Mark,
  blocks: readonly ReadBlock[],
  now: readonly { id: string; title: string; body: string }[],
): Omit<PlacedMark, 'number'> {
  const own = blocks.filter((each) => each.article === article);
  const there = own[block];
  const field = there?.kind === 'title' ? 'title' : there && inBody(there) ? 'body' : null;
  const { excerpt, skipped } = withinOneCell(marked);
  const nth = there && field === 'body' ? occurrencesBefore(own, block, start + skipped, excerpt) : 0;
  const wanted = squeezed(excerpt);
  const stands = ({ title, body }: { title: string; body: string }) =>
    field === null || squeezed(field === 'title' ? title : visibleText(body)).includes(wanted);
  // People may have put the articles in another order since.
  const [found] = [...now.slice(article, article + 1), ...now].filter(stands);
  return { article: found?.id ?? null, field, excerpt, nth, note };
}

function inBody({ kind }: ReadBlock): boolean {
  return !['title', 'author', 'digest', 'source', 'cover', 'field', 'form'].includes(kind);
}

/** Of words over several cells of a table the longest piece that stands in one, and how much is before it. */
function withinOneCell(marked: string): { excerpt: string; skipped: number } {
  const pieces = marked.split(/[\t\n]/);
  const longest = pieces.reduce((most, piece) => (piece.length > most.length ? piece : most), '');
  const before = pieces.slice(0, pieces.indexOf(longest));
  return { excerpt: longest, skipped: before.reduce((sum, piece) => sum + piece.length + 1, 0) };
}

function occurrencesBefore(own: readonly ReadBlock[], block: number, start: number, excerpt: string): number {
  const wanted = squeezed(excerpt);
  if (wanted === '') return 0;
  const texts = own.slice(0, block + 1).map((each, i) => {
    if (!inBody(each)) return '';
    const text = each.cells.join('\t');
    return i === block ? text.slice(0, start) : text;
  });
  return texts.reduce((sum, text) => sum + squeezed(text).split(wanted).length - 1, 0);
}

/** As an editor finds it: blanks as one; addresses of links, which reviewers see printed, left out. */
function squeezed(text: string): string {
  return text
    .replace(/（https?:\/\/[^）]*）/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

async function newestRun(db: Db, post: string) {
  return await db
    .selectFrom('review')
    .select(['id', 'state', 'contentHash', 'closedAt', 'withdrawnBy', 'withdrawnReason'])
    .where('post', '=', post)
    .orderBy('openedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
