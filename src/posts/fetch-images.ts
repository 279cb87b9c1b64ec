import { createHash } from 'node:crypto';
import { asProblem, TryLater } from '../errors.ts';
import type { MadePicture, PictureShelf } from './asset-store.ts';
import type { LostPicture } from './lost-picture-store.ts';
import { type PictureNote, prepareImage } from './prepare-image.ts';
import type { Picture } from './wechat-body.ts';

/**
 * Reads the bytes at an address: the portal's polite reader, or the folder of a file. Throws when it cannot, TryLater
 * when it may work another time.
 */
export type FetchBytes = (url: string) => Promise<Buffer>;

export interface FetchedImages {
  /** By address; the parts of a long picture by `partAddress`. */
  pictures: Map<string, Picture>;
  /** How many parts a long picture was cut into, by its address. */
  parts: Map<string, number>;
  /** What became of a picture, by its address. */
  notes: Map<string, PictureNote>;
  /** Why a picture could not be had, by its address: in a few Chinese words, or the code of an error. */
  lost: Map<string, string>;
  /** Those of the lost that may be had later. */
  waiting: LostPicture[];
}

/** Address under which a part of a long picture stands, from 1. */
export function partAddress(url: string, part: number): string {
  return `${url}#part-${part}`;
}

/**
 * Fetches, checks, converts and keeps the pictures of a post, one after the other: their host has its own pace. A
 * picture that cannot be had is left out and named; the post is composed without it. The same bytes are converted once.
 */
export async function fetchImages(
  urls: readonly string[],
  fetchBytes: FetchBytes,
  shelf: PictureShelf,
): Promise<FetchedImages> {
  const found: FetchedImages = {
    pictures: new Map(),
    parts: new Map(),
    notes: new Map(),
    lost: new Map(),
    waiting: [],
  };
  for (const url of urls) {
    try {
      const stored = /^asset:(.*)$/.exec(url)?.[1];
      const made = await (stored === undefined ? fetched(url, fetchBytes, shelf) : shelved(stored, shelf));
      if (typeof made === 'string') found.lost.set(url, made);
      else place(found, url, made);
    } catch (error) {
      const { code, message: reason } = asProblem(error);
      found.lost.set(url, /\p{Script=Han}/u.test(reason) ? reason : code);
      if (error instanceof TryLater) found.waiting.push({ url, reason });
    }
  }
  return found;
}

async function bytesOf(url: string, fetchBytes: FetchBytes): Promise<Buffer> {
  const inline = /^data:image\/[a-z+.-]+;base64,(.+)$/is.exec(url)?.[1];
  return inline ? Buffer.from(inline, 'base64') : await fetchBytes(url);
}

async function fetched(url: string, fetchBytes: FetchBytes, shelf: PictureShelf): Promise<MadePicture | string> {
  return await makePicture(await bytesOf(url, fetchBytes), shelf);
}

/** A text may name a stored picture by its hash; one that is not there would keep the post from ever being sent. */
async function shelved(sha256: string, shelf: PictureShelf): Promise<MadePicture | string> {
  const known = await shelf.get(sha256);
  if (!known) return '图片库里没有这张图片';
  return { parts: [{ sha256, width: known.width, height: known.height }], note: null };
}

async function makePicture(bytes: Buffer, shelf: PictureShelf): Promise<MadePicture | string> {
  const source = createHash('sha256').update(bytes).digest('hex');
  const known = await shelf.madeFrom(source);
  if (known) return known;
  const prepared = await prepareImage(bytes);
  if (typeof prepared === 'string') return prepared;
  for (const part of prepared.parts) await shelf.put(part);
  const parts = prepared.parts.map(({ sha256, width, height }) => ({ sha256, width, height }));
  const made = { parts, note: prepared.note };
  await shelf.remember(source, made);
  return made;
}

function place({ pictures, parts, notes }: FetchedImages, url: string, { parts: made, note }: MadePicture): void {
  if (note !== null) notes.set(url, note);
  const [only] = made;
  if (made.length === 1 && only) {
    pictures.set(url, only);
    return;
  }
  parts.set(url, made.length);
  for (const [i, part] of made.entries()) pictures.set(partAddress(url, i + 1), part);
}
