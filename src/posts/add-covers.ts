import type { PictureShelf } from './asset-store.ts';
import type { PostDraft } from './compose-draft.ts';
import type { Composing } from './composing.ts';
import { cropCover, drawCover } from './cover.ts';
import type { Composed, ComposedArticle } from './post.ts';
import { prepareImage } from './prepare-image.ts';
import type { Pictures } from './wechat-body.ts';

/**
 * Gives each article its cover: the picture a person chose, else the middle of its first picture that is large enough,
 * else a drawn one with title, kind and office.
 */
export async function addCovers(
  composed: Composed,
  draft: PostDraft,
  pictures: Pictures,
  shelf: PictureShelf,
  composing: Composing,
): Promise<Composed> {
  const articles: ComposedArticle[] = [];
  for (const [i, article] of composed.articles.entries()) {
    const { label = '', cover: chosen = null } = draft.articles[i] ?? {};
    const own = chosen ? pictures.get(chosen)?.sha256 : undefined;
    const bytes =
      (await firstCover(own ? [own, ...article.images] : article.images, shelf)) ??
      (await drawCover({ title: article.title, label, office: composing.office }, composing.cover));
    const image = await prepareImage(bytes);
    if (typeof image !== 'string') await shelf.put(image);
    const cover = typeof image === 'string' ? null : { sha256: image.sha256, width: image.width, height: image.height };
    articles.push({ ...article, cover });
  }
  return { ...composed, articles };
}

async function firstCover(images: readonly string[], shelf: PictureShelf): Promise<Buffer | null> {
  for (const sha256 of new Set(images)) {
    const picture = await shelf.get(sha256);
    const cropped = picture && (await cropCover(picture.bytes));
    if (cropped) return cropped;
  }
  return null;
}
