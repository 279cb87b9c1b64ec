import type { PictureShelf } from './asset-store.ts';
import type { Composing, Composition } from './composing.ts';
import { cropCover, drawCover } from './cover.ts';
import { designFor } from './cover-design.ts';
import { type CoverShape, squareCrop } from './cover-tree.ts';
import type { Finding } from './finding.ts';
import type { Composed, ComposedArticle } from './post.ts';
import type { PostDraft } from './post-draft.ts';
import { asPicture, type PreparedImage } from './prepare-image.ts';
import type { Pictures } from './wechat-body.ts';
import { worded } from './wording.ts';

/**
 * Gives each article its cover, the first a wide one, the others a square one: the picture a person chose, else the part
 * of its first large picture that draws the eye, else a drawn one with title, kind and office.
 */
export async function addCovers(
  composed: Composed,
  draft: PostDraft,
  pictures: Pictures,
  shelf: PictureShelf,
  composing: Composing,
): Promise<Composition> {
  const articles: ComposedArticle[] = [];
  const findings: Finding[] = [];
  const made = new Set([...pictures].flatMap(([url, { sha256 }]) => (/^https?:|^[^:]*$/i.test(url) ? [] : [sha256])));
  for (const [i, article] of composed.articles.entries()) {
    const { label = '', cover: chosen = null } = draft.articles[i] ?? {};
    const shape: CoverShape = i === 0 ? 'wide' : 'square';
    const own = chosen === null ? undefined : pictures.get(chosen)?.sha256;
    const ownCover = own === undefined ? null : await firstCover([own], shape, shelf);
    if (own !== undefined && ownCover === null) {
      findings.push(worded(composing.wording, 'cover-unfit', { title: article.title, excerpt: chosen ?? '' }));
    }
    const cover =
      ownCover ??
      (await firstCover(
        article.images.filter((sha256) => !made.has(sha256)),
        shape,
        shelf,
      )) ??
      (await drawn(
        { title: article.title, label, office: composing.office },
        shape,
        composed.kind,
        composing,
        findings,
      ));
    if (cover) await shelf.put(cover.image);
    articles.push({ ...article, cover: cover && { ...sizeOf(cover.image), ...cover.square } });
  }
  return { composed: { ...composed, articles }, findings };
}

interface Cover {
  image: PreparedImage;
  square: { square?: string };
}

/** Pictures that the platform made itself (`qr:`) say nothing of an article and are no covers. */
async function firstCover(images: readonly string[], shape: CoverShape, shelf: PictureShelf): Promise<Cover | null> {
  for (const sha256 of new Set(images)) {
    const picture = await shelf.get(sha256);
    const cropped = picture && (await cropCover(picture.bytes, shape));
    if (cropped) return { image: await asPicture(cropped), square: {} };
  }
  return null;
}

async function drawn(
  text: { title: string; label: string; office: string },
  shape: CoverShape,
  kind: Composed['kind'],
  { covers, wording }: Composing,
  findings: Finding[],
): Promise<Cover | null> {
  const design = designFor(covers, text.label, kind);
  if (!design) return null;
  const { png, missing, cut } = await drawCover(text, shape, design, covers.emblem);
  const { title } = text;
  if (missing.length > 0) findings.push(worded(wording, 'cover-characters', { title, excerpt: missing.join('') }));
  if (cut) findings.push(worded(wording, 'cover-title-cut', { title, excerpt: title }));
  return { image: await asPicture(png), square: shape === 'wide' ? { square: squareCrop } : {} };
}

function sizeOf({ sha256, width, height }: PreparedImage) {
  return { sha256, width, height };
}
