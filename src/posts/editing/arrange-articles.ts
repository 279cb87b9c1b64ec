import { AskedWrongly, Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { storedPictures } from '../asset-store.ts';
import { findPost } from '../post-store.ts';
import { cleanBody } from './bare-body.ts';
import { fitsShape, makeCover, shapeAt } from './cover-of.ts';
import { changeWorking, type Editing, saved, workingOf } from './editing.ts';
import { requireFree } from './save-article.ts';
import { type ArticleText, emptyArticle, type WorkingArticle, type WorkingCopy } from './working-copy.ts';
import { keepText, putArticle, removeArticle, updateWorking } from './working-store.ts';

export type Arrangement =
  /** Every article of the post, in the order in which they shall stand. */
  | { do: 'order'; articles: readonly string[] }
  | { do: 'add' }
  /** Puts a text back that was taken out, at its place from 0. */
  | { do: 'put-back'; text: ArticleText; at: number }
  | { do: 'remove'; article: string };

/**
 * Orders the articles of a post, adds an empty one or takes one out; what it said is kept. Whoever asks has seen the copy
 * as it is: an order of other articles than there are is refused.
 * @throws Refused for an article too many, the last one, one that another person writes in; and as changeWorking
 * @throws AskedWrongly for an order that does not name every article once
 */
export async function arrangeArticles(
  editing: Editing,
  post: string,
  what: Arrangement,
  actor: Actor,
): Promise<WorkingCopy> {
  const arranged = await changeWorking(editing, post, actor, async (tx, copy) => {
    const { acting } = editing;
    const now = acting.clock.now();
    const next = { ...saved(copy, actor.person, now), articles: arrange(copy, what, editing, actor.person, now) };
    const gone = copy.articles.filter(({ id }) => next.articles.every((article) => article.id !== id));
    for (const article of gone) {
      const kept = { id: acting.newId(), post, article: article.id, person: article.savedBy, at: now };
      await keepText(tx, { ...kept, why: 'removed' }, article);
      await removeArticle(tx, post, article.id);
    }
    for (const article of next.articles) if (!copy.articles.includes(article)) await putArticle(tx, post, article);
    await updateWorking(tx, next);
    return next;
  });
  return await reshapeCovers(editing, arranged, actor);
}

function arrange(
  copy: WorkingCopy,
  what: Arrangement,
  editing: Editing,
  person: string,
  now: number,
): WorkingArticle[] {
  const { articles, post } = copy;
  const most = editing.composing.limits.articles;
  if (what.do === 'order') {
    const named = what.articles.flatMap((id) => articles.find((each) => each.id === id) ?? []);
    if (new Set(named).size === articles.length && what.articles.length === articles.length) return named;
    throw new AskedWrongly({
      code: 'article-order',
      message: `post ${post} has other articles than the order names`,
      place: `post:${post}`,
      remedy: 'Look at the post again and order what is there.',
    });
  }
  if (what.do === 'remove') {
    const going = articles.find((each) => each.id === what.article);
    if (going) requireFree(post, going, person);
    if (articles.length > 1 || !going) return articles.filter((each) => each !== going);
    throw refused(post, 'article-last', 'a post has at least one article', 'Write another article first.');
  }
  if (articles.length >= most) {
    throw refused(post, 'too-many-articles', `a post has at most ${most} articles`, 'Take one out first.');
  }
  if (what.do === 'add') {
    const author = articles[0]?.author ?? editing.composing.office;
    return [...articles, emptyArticle(editing.acting.newId(), author, now, person)];
  }
  const blank = emptyArticle(editing.acting.newId(), '', now, person);
  const back = { ...blank, ...what.text, body: cleanBody(what.text.body) };
  return [...articles.slice(0, what.at), back, ...articles.slice(what.at)];
}

/** A cover has the shape of its place: what moved to the front or away from it gets another one. */
async function reshapeCovers(editing: Editing, copy: WorkingCopy, actor: Actor): Promise<WorkingCopy> {
  const { acting, composing } = editing;
  const shelf = storedPictures(acting.db, acting.clock.now);
  const fresh = new Map<string, WorkingArticle['cover']>();
  for (const [i, article] of copy.articles.entries()) {
    if (article.cover === null || fitsShape(article.cover, shapeAt(i))) continue;
    fresh.set(article.id, await makeCover(article, shapeAt(i), copy.head.kind, shelf, composing));
  }
  if (fresh.size === 0) return copy;
  return await changeWorking(editing, copy.post, actor, async (tx, now) => {
    const articles = now.articles.map((a, i) => {
      const cover = fresh.get(a.id) ?? a.cover;
      return fitsShape(cover, shapeAt(i)) ? { ...a, cover } : a;
    });
    for (const [i, article] of articles.entries())
      if (article !== now.articles[i]) await putArticle(tx, copy.post, article);
    return { ...now, articles };
  });
}

function refused(post: string, code: string, message: string, remedy: string): Refused {
  return new Refused({ code, message, place: `post:${post}`, remedy });
}

/** The copy as it stands, for whoever only looks. @returns null when there is no such post */
export async function lookAtWorking({ acting }: Pick<Editing, 'acting'>, post: string): Promise<WorkingCopy | null> {
  const head = await findPost(acting.db, post);
  return head && (await workingOf(acting.db, head, acting.clock.now()));
}
