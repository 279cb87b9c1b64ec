import type { Actor } from '../../ledger/append.ts';
import { storedPictures } from '../asset-store.ts';
import { postMissing } from '../edit-head.ts';
import { lookAtWorking } from './arrange-articles.ts';
import { makeCover, shapeAt } from './cover-of.ts';
import { articleMissing, changeWorking, type Editing, saved } from './editing.ts';
import type { WorkingArticle } from './working-copy.ts';
import { putArticle, updateWorking } from './working-store.ts';

/**
 * Gives an article another cover: drawn with its title, cut from its first large picture, or cut from a picture of the
 * house.
 * @param from `drawn`, `auto`, or the SHA-256 of a stored picture
 * @throws Refused for an article that is not there; and as changeWorking
 */
export async function chooseCover(
  editing: Editing,
  { post, article: id, from }: { post: string; article: string; from: string },
  actor: Actor,
): Promise<WorkingArticle> {
  const { acting, composing } = editing;
  const copy = await lookAtWorking(editing, post);
  if (!copy) throw postMissing(post);
  const position = copy.articles.findIndex((each) => each.id === id);
  const wanted = copy.articles[position];
  if (!wanted) throw articleMissing(post, id);
  const shelf = storedPictures(acting.db, acting.clock.now);
  const cover = await makeCover({ ...wanted, coverFrom: from }, shapeAt(position), copy.head.kind, shelf, composing);
  return await changeWorking(editing, post, actor, async (tx, now) => {
    const there = now.articles.find((each) => each.id === id);
    if (!there) throw articleMissing(post, id);
    const article = { ...there, cover, coverFrom: from };
    await putArticle(tx, post, article);
    await updateWorking(tx, saved(now, actor.person, acting.clock.now()));
    return article;
  });
}
