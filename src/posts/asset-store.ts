import type { Db } from '../store/database.ts';
import type { AssetTable } from '../store/tables/posts.ts';
import type { PreparedImage } from './prepare-image.ts';

/** Where pictures are kept while composing: the table `asset`, or memory when there is no database. */
export interface PictureShelf {
  /** Keeps a picture under its hash; a second time changes nothing. */
  put: (picture: PreparedImage) => Promise<void>;
  get: (sha256: string) => Promise<{ bytes: Buffer; mediaType: string; width: number; height: number } | null>;
}

/** Pictures in the table `asset`. */
export function storedPictures(db: Db, now: () => number): PictureShelf {
  const put = async (picture: PreparedImage) => {
    const row = { ...picture, createdAt: now() };
    await db
      .insertInto('asset')
      .values(row)
      .onConflict((c) => c.column('sha256').doNothing())
      .execute();
  };
  return { put, get: (sha256) => loadAsset(db, sha256) };
}

/** Pictures that are forgotten with the process, for commands without a database. */
export function picturesInMemory(): PictureShelf {
  const kept = new Map<string, PreparedImage>();
  const put = async (picture: PreparedImage) => {
    kept.set(picture.sha256, picture);
  };
  return { put, get: async (sha256) => kept.get(sha256) ?? null };
}

export async function loadAsset(db: Db, sha256: string): Promise<AssetTable | null> {
  return (await db.selectFrom('asset').selectAll().where('sha256', '=', sha256).executeTakeFirst()) ?? null;
}
