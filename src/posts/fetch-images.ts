import { asProblem } from '../errors.ts';
import type { PictureShelf } from './asset-store.ts';
import { prepareImage } from './prepare-image.ts';
import type { Picture } from './wechat-body.ts';

/** Reads the bytes at an address: the portal's polite reader, or the folder of a file. Throws when it cannot. */
export type FetchBytes = (url: string) => Promise<Buffer>;

export interface FetchedImages {
  pictures: Map<string, Picture>;
  /** Why a picture could not be had, in a few words, by its address. */
  lost: Map<string, string>;
}

/**
 * Fetches, checks, converts and keeps the pictures of a post, one after the other: their host has its own pace. A
 * picture that cannot be had is left out and named; the post is composed without it.
 */
export async function fetchImages(
  urls: readonly string[],
  fetchBytes: FetchBytes,
  shelf: PictureShelf,
): Promise<FetchedImages> {
  const pictures = new Map<string, Picture>();
  const lost = new Map<string, string>();
  for (const url of urls) {
    const image = await readImage(url, fetchBytes);
    if (typeof image === 'string') {
      lost.set(url, image);
      continue;
    }
    await shelf.put(image);
    pictures.set(url, { sha256: image.sha256, width: image.width, height: image.height });
  }
  return { pictures, lost };
}

async function readImage(url: string, fetchBytes: FetchBytes) {
  let bytes: Buffer;
  try {
    const inline = /^data:image\/[a-z+.-]+;base64,(.+)$/is.exec(url)?.[1];
    bytes = inline ? Buffer.from(inline, 'base64') : await fetchBytes(url);
  } catch (error) {
    return asProblem(error).message;
  }
  return await prepareImage(bytes);
}
