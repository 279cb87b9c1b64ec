import type { PictureShelf } from '../asset-store.ts';
import type { ComposedArticle } from '../post.ts';

/** Pictures of a post as addresses that hold the picture itself, by SHA-256. */
export type InlinePictures = ReadonlyMap<string, string>;

/** Reads every picture and cover of the articles once. */
export async function inlinePictures(
  articles: readonly ComposedArticle[],
  shelf: PictureShelf,
): Promise<InlinePictures> {
  const hashes = new Set(articles.flatMap(({ images, cover }) => [...images, ...(cover ? [cover.sha256] : [])]));
  const pictures = new Map<string, string>();
  for (const sha256 of hashes) {
    const picture = await shelf.get(sha256);
    if (picture) pictures.set(sha256, `data:${picture.mediaType};base64,${picture.bytes.toString('base64')}`);
  }
  return pictures;
}

/** Text for the inside of an element or an attribute in double quotes. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** The cover in 1:1 as the platform cuts it: by `square` when the cover has one, else its middle. `side` in pixels. */
export function squareOf({ cover }: ComposedArticle, pictures: InlinePictures, side: number, name: string): string {
  const src = cover ? pictures.get(cover.sha256) : undefined;
  if (!cover || src === undefined) return `<span class="${name}"></span>`;
  const [x1 = 0, y1 = 0, x2 = 1] = (cover.square ?? middle(cover)).split('_').map(Number);
  const width = side / (x2 - x1);
  const height = (width * cover.height) / cover.width;
  const place = `position:absolute;max-width:none;width:${px(width)};height:${px(height)};left:${px(-x1 * width)};top:${px(-y1 * height)}`;
  return `<span class="${name}" style="height:${side}px;width:${side}px"><img alt="" src="${src}" style="${place}"></span>`;
}

function middle({ width, height }: { width: number; height: number }): string {
  const side = Math.min(width, height);
  const [x, y] = [(width - side) / 2 / width, (height - side) / 2 / height];
  return `${x}_${y}_${x + side / width}`;
}

function px(value: number): string {
  return `${Number(value.toFixed(2))}px`;
}
