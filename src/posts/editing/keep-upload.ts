import { FixContent } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { storedPictures } from '../asset-store.ts';
import { type PictureNote, prepareImage } from '../prepare-image.ts';

export interface KeptUpload {
  /** One picture, or the parts of a long one from the top. */
  pictures: { sha256: string; width: number; height: number; bytes: number }[];
  note: PictureNote | null;
}

/**
 * Takes a picture into the house that somebody hands in: recognised by its bytes, upright, without what a camera wrote
 * into it, small enough for the platform. The same picture again changes nothing.
 * @throws FixContent when it is no picture that can be used, saying why in Chinese
 */
export async function keepUpload(acting: Acting, post: string, bytes: Buffer, actor: Actor): Promise<KeptUpload> {
  const prepared = await prepareImage(bytes);
  if (typeof prepared === 'string') {
    const remedy = 'Hand in a JPEG, PNG or GIF below 40 MB.';
    throw new FixContent({ code: 'picture-unfit', message: prepared, place: `post:${post}`, remedy });
  }
  const shelf = storedPictures(acting.db, acting.clock.now);
  for (const part of prepared.parts) await shelf.put(part);
  const pictures = prepared.parts.map(({ sha256, width, height, bytes: { length } }) => ({
    sha256,
    width,
    height,
    bytes: length,
  }));
  const at = acting.clock.now();
  const after = { pictures: pictures.map(({ sha256 }) => sha256) };
  await inTransaction(acting.db, (tx) =>
    acting.record(tx, { at, actor, act: 'post.picture', object: `post:${post}`, after }),
  );
  return { pictures, note: prepared.note };
}
