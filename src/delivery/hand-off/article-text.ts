import { visibleText } from '../../posts/visible-text.ts';
import type { Picture, PlacedPicture } from './hand-off.ts';

const image = /<img\b[^>]*\bsrc="asset:([0-9a-f]{64})"[^>]*>/g;
const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
};

/** The name that a picture of this type takes on a disk: `cover.jpg`. */
export function fileName(stem: string, { mediaType }: Pick<Picture, 'mediaType'>): string {
  return `${stem}.${endings[mediaType] ?? 'bin'}`;
}

/** The pictures of an article in their order, each once, named by number and alternative text. Pure. */
export function placedPictures(html: string, pictures: ReadonlyMap<string, Picture>): PlacedPicture[] {
  const placed = new Map<string, PlacedPicture>();
  for (const found of html.matchAll(image)) {
    const [tag, sha256 = ''] = found;
    const picture = pictures.get(sha256);
    if (!picture || placed.has(sha256)) continue;
    const alt = /\balt="([^"]*)"/.exec(tag)?.[1] ?? '';
    const number = String(placed.size + 1).padStart(2, '0');
    const name = fileName(`${number}-${safeStem(alt) || '插图'}`, picture);
    const start = found.index;
    const after = [...oneLine(html.slice(0, start))].slice(-24).join('');
    const before = [...oneLine(html.slice(start + tag.length))].slice(0, 16).join('');
    placed.set(sha256, { sha256, name, after, before });
  }
  return [...placed.values()];
}

/** The HTML with each picture read from the article's folder beside the page: what staff compare with. */
export function shownHtml(html: string, placed: readonly PlacedPicture[], folder: string): string {
  return withPictures(html, placed, (name, tag) =>
    tag.replace(/src="asset:[0-9a-f]{64}"/, `src="${encodeURI(`${folder}/${name}`)}"`),
  );
}

/** The HTML to paste: editors take no pictures from a page, so a mark stands where each belongs. */
export function pasteHtml(html: string, placed: readonly PlacedPicture[]): string {
  const style = 'color:#b35900;background:#fff4e0;padding:2px 6px';
  return withPictures(html, placed, (name) => `<span style="${style}">【在此插入图片 ${name}】</span>`);
}

function withPictures(
  html: string,
  placed: readonly PlacedPicture[],
  by: (name: string, tag: string) => string,
): string {
  const names = new Map(placed.map(({ sha256, name }) => [sha256, name]));
  return html.replace(image, (tag, sha256: string) => {
    const name = names.get(sha256);
    return name === undefined ? tag : by(name, tag);
  });
}

/** What every system takes as a file name; at most 24 characters. */
function safeStem(text: string): string {
  const kept = text
    .replace(/&[a-z#0-9]+;/gi, ' ')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}（）《》、·-]+/gu, ' ')
    .trim();
  return [...kept].slice(0, 24).join('').trim().replaceAll(' ', '-');
}

function oneLine(html: string): string {
  return visibleText(html).replace(/\s+/g, ' ').trim();
}
