import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Db } from '../../store/database.ts';
import { storedPictures } from '../asset-store.ts';
import type { Composition } from '../composing.ts';
import { contentHash } from '../content-hash.ts';
import { postMissing } from '../edit-head.ts';
import { loadHead, type Post } from '../post-store.ts';
import { type SavedPost, savePost } from '../save-post.ts';
import type { Pictures } from '../wechat-body.ts';
import { picturesIn } from './bare-body.ts';
import { composeWorking } from './compose-working.ts';
import { fitsShape, makeCover, shapeAt } from './cover-of.ts';
import { type Editing, requireOpen, workingOf } from './editing.ts';
import { requireMayEdit } from './may-edit.ts';
import type { WorkingArticle, WorkingCopy } from './working-copy.ts';
import { findWorking, putArticle, updateWorking } from './working-store.ts';

export interface Keeping {
  post: string;
  /** The version of the copy that was seen, when nothing else may be kept: what is put before signers was read. */
  version?: number | undefined;
}

/**
 * Makes the text that people were writing a revision: composed on the server like everything else, under a content hash of
 * its own, in the ledger. Everybody who wrote in it counts as its writer. What was signed is void. The text and the
 * copy's new base are written in one transaction; an unchanged text makes no revision. A crash before it leaves the copy
 * as it was.
 * @throws Refused when the post has become another meanwhile, the copy is not the one that was seen, signatures would fall
 *   unasked; and for a person who may not edit the post
 */
export async function keepRevision(editing: Editing, { post: id, version }: Keeping, actor: Actor): Promise<SavedPost> {
  const { acting } = editing;
  const head = await loadHead(acting.db, id);
  if (!head) throw postMissing(id);
  const { post } = head;
  requireMayEdit(editing.who, actor.person, post);
  const copy = await workingOf(acting.db, post, acting.clock.now());
  if (version !== undefined && copy.version !== version)
    throw changed(id, 'post-changed', 'somebody has written in it since');
  const { revision, contentHash: hash } = post;
  if (copy.dirty === 0) return { id, revision, contentHash: hash, outcome: 'unchanged', voided: false };
  if (copy.baseHash !== hash) throw changed(id, 'text-base', 'it has become another text meanwhile');
  requireOpen(post, copy, actor.person, acting.clock.now());
  const { articles, ...composition } = await composedCopy(editing, copy, head);
  const writers = copy.writers.filter((person) => person !== actor.person);
  const made = await savePost(
    acting,
    {
      ...composition,
      ...{ subjectKind: post.subjectKind, subjectId: post.subjectId, author: post.author, material: post.material },
      ...{ writers, told: { written: copy.writers } },
      // Composing takes its time: by now it may have been put before its signers.
      mayRevise: async (tx, now) => {
        if (now.contentHash !== hash) return false;
        const at = acting.clock.now();
        requireOpen(now, (await findWorking(tx, id, at)) ?? copy, actor.person, at);
        return true;
      },
      also: async (tx, saved) => {
        const now = await findWorking(tx, id, acting.clock.now());
        if (!now) return;
        const same = now.version === copy.version;
        // What was saved while this was composed stays to be kept the next time.
        const rest = same ? { dirty: 0, writers: [] } : {};
        for (const [i, article] of articles.entries()) {
          const there = now.articles.find((each) => each.id === article.id);
          const drawn = there?.title === article.title ? { cover: article.cover } : {};
          if (there) await putArticle(tx, id, { ...there, ...drawn, base: i });
        }
        const base = { baseRevision: saved.revision, baseHash: saved.contentHash, voidsHash: null, voidsBy: {} };
        await updateWorking(tx, { ...now, ...rest, ...base });
      },
    },
    actor,
  );
  if (made.outcome === 'left') throw changed(id, 'text-base', 'it has become another text meanwhile');
  return made;
}

/** A copy with the covers it lacks, composed. */
async function composedCopy(
  editing: Editing,
  copy: WorkingCopy,
  base: Composition,
): Promise<Composition & { articles: WorkingArticle[] }> {
  const { acting, composing } = editing;
  const shelf = storedPictures(acting.db, acting.clock.now);
  const articles: WorkingArticle[] = [];
  for (const [i, article] of copy.articles.entries()) {
    const before = article.base === null ? undefined : base.composed.articles[article.base];
    const retitled = article.coverFrom === 'drawn' && before?.title !== article.title;
    const fits = fitsShape(article.cover, shapeAt(i)) && !retitled;
    const cover = fits ? article.cover : await makeCover(article, shapeAt(i), copy.head.kind, shelf, composing);
    articles.push({ ...article, cover });
  }
  const pictures = await picturesOf(acting.db, articles);
  return { ...composeWorking({ ...copy, articles }, base, pictures, composing), articles };
}

/** The stored pictures of the texts, by the addresses they have there. */
async function picturesOf(db: Db, articles: readonly Pick<WorkingArticle, 'body'>[]): Promise<Pictures> {
  const wanted = [...new Set(articles.flatMap(({ body }) => (body.includes('asset:') ? picturesIn(body) : [])))];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('asset')
    .select(['sha256', 'width', 'height'])
    .where('sha256', 'in', wanted)
    .execute();
  return new Map(rows.map((row) => [`asset:${row.sha256}`, row]));
}

/** The working copy composed as it would be kept now, for checks and previews; nothing is written. */
export async function composeNow(
  { acting, composing }: Pick<Editing, 'acting' | 'composing'>,
  id: string,
): Promise<{ post: Post; copy: WorkingCopy; composition: Composition; contentHash: string } | null> {
  const head = await loadHead(acting.db, id);
  if (!head) return null;
  const copy = await workingOf(acting.db, head.post, acting.clock.now());
  const base = { composed: head.composed, findings: head.findings };
  if (copy.dirty === 0) return { post: head.post, copy, composition: base, contentHash: head.post.contentHash };
  const pictures = await picturesOf(acting.db, copy.articles);
  const composition = composeWorking(copy, base, pictures, composing);
  return { post: head.post, copy, composition, contentHash: contentHash(composition.composed) };
}

function changed(post: string, code: string, what: string): Refused {
  return new Refused({
    code,
    message: `post ${post} is not the one that was seen: ${what}`,
    place: `post:${post}`,
    remedy: 'Look at the text as it is now and decide on that.',
  });
}
