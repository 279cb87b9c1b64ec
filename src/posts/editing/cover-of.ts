import type { PictureShelf } from '../asset-store.ts';
import type { Composing } from '../composing.ts';
import { cropCover, drawCover } from '../cover.ts';
import { designFor } from '../cover-design.ts';
import { type CoverShape, squareCrop } from '../cover-tree.ts';
import { labelOfKind } from '../draft-of-kind.ts';
import type { ComposedArticle, PostKind } from '../post.ts';
import { asPicture } from '../prepare-image.ts';
import { picturesIn } from './bare-body.ts';
import type { WorkingArticle } from './working-copy.ts';

type Cover = ComposedArticle['cover'];

/** The shape that the platform takes at this place of a message: the first is wide. */
export function shapeAt(position: number): CoverShape {
  return position === 0 ? 'wide' : 'square';
}

/** Whether a cover has the shape of its place. */
export function fitsShape(cover: Cover, shape: CoverShape): boolean {
  return cover !== null && cover.width >= 2 * cover.height === (shape === 'wide');
}

/**
 * A cover as its article wishes it: cut from a picture that was chosen, cut from its first large picture, or drawn with
 * its title. The same wish gives the same bytes. Null where nothing can be drawn.
 */
export async function makeCover(
  { coverFrom, title, body }: Pick<WorkingArticle, 'coverFrom' | 'title' | 'body'>,
  shape: CoverShape,
  kind: PostKind,
  shelf: PictureShelf,
  composing: Pick<Composing, 'covers' | 'office'>,
): Promise<Cover> {
  const chosen = /^[0-9a-f]{64}$/.test(coverFrom) ? [coverFrom] : [];
  const own = coverFrom === 'drawn' ? [] : [...chosen, ...picturesIn(body)];
  for (const sha256 of own) {
    const picture = await shelf.get(sha256);
    const cut = picture && (await cropCover(picture.bytes, shape));
    if (cut) return await kept(cut, shelf);
  }
  const label = labelOfKind(kind);
  const design = designFor(composing.covers, label, kind);
  if (!design) return null;
  const { png } = await drawCover({ title, label, office: composing.office }, shape, design, composing.covers.emblem);
  const cover = await kept(png, shelf);
  return shape === 'wide' ? { ...cover, square: squareCrop } : cover;
}

async function kept(bytes: Buffer, shelf: PictureShelf): Promise<NonNullable<Cover>> {
  const picture = await asPicture(bytes);
  await shelf.put(picture);
  const { sha256, width, height } = picture;
  return { sha256, width, height };
}
