import type { Db } from '../store/database.ts';
import type { AssetTable } from '../store/tables/posts.ts';
import { type PictureNote, type PreparedImage, pictureNotes, RECIPE } from './prepare-image.ts';

/** A picture of the shelf without its bytes. */
export type Shelved = Pick<PreparedImage, 'sha256' | 'width' | 'height'>;

/** What a picture was made into: one, or the parts of a long one from the top. */
export interface MadePicture {
  parts: Shelved[];
  note: PictureNote | null;
}

/** Where pictures are kept while composing: the tables `asset` and `picture`, or memory when there is no database. */
export interface PictureShelf {
  /** Keeps a picture under its hash; a second time changes nothing. */
  put: (picture: PreparedImage) => Promise<void>;
  get: (sha256: string) => Promise<{ bytes: Buffer; mediaType: string; width: number; height: number } | null>;
  /** What the bytes of this hash were made into before, while every part of it is still there. */
  madeFrom: (sourceSha256: string) => Promise<MadePicture | null>;
  /** Remembers it, after its parts were put. */
  remember: (sourceSha256: string, made: MadePicture) => Promise<void>;
}

/** Pictures in the database. */
export function storedPictures(db: Db, now: () => number): PictureShelf {
  const put = async (picture: PreparedImage) => {
    const row = { ...picture, createdAt: now() };
    await db
      .insertInto('asset')
      .values(row)
      .onConflict((c) => c.column('sha256').doNothing())
      .execute();
  };
  const remember = async (sourceSha256: string, { parts, note }: MadePicture) => {
    const made = { recipe: RECIPE, parts: JSON.stringify(parts), note };
    await db
      .insertInto('picture')
      .values({ sourceSha256, ...made, createdAt: now() })
      .onConflict((c) => c.column('sourceSha256').doUpdateSet(made))
      .execute();
  };
  return {
    put,
    get: (sha256) => loadAsset(db, sha256),
    madeFrom: (sourceSha256) => loadMade(db, sourceSha256),
    remember,
  };
}

/** Pictures that are forgotten with the process, for commands without a database. */
export function picturesInMemory(): PictureShelf {
  const kept = new Map<string, PreparedImage>();
  const made = new Map<string, MadePicture>();
  return {
    put: async (picture) => {
      kept.set(picture.sha256, picture);
    },
    get: async (sha256) => kept.get(sha256) ?? null,
    madeFrom: async (sourceSha256) => made.get(sourceSha256) ?? null,
    remember: async (sourceSha256, picture) => {
      made.set(sourceSha256, picture);
    },
  };
}

export async function loadAsset(db: Db, sha256: string): Promise<AssetTable | null> {
  return (await db.selectFrom('asset').selectAll().where('sha256', '=', sha256).executeTakeFirst()) ?? null;
}

async function loadMade(db: Db, sourceSha256: string): Promise<MadePicture | null> {
  const row = await db
    .selectFrom('picture')
    .select(['parts', 'note'])
    .where('sourceSha256', '=', sourceSha256)
    .where('recipe', '=', RECIPE)
    .executeTakeFirst();
  if (!row) return null;
  const parts: Shelved[] = JSON.parse(row.parts);
  const hashes = [...new Set(parts.map(({ sha256 }) => sha256))];
  const there = await db.selectFrom('asset').select('sha256').where('sha256', 'in', hashes).execute();
  return there.length === hashes.length ? { parts, note: noteNamed(row.note) } : null;
}

function noteNamed(written: string | null): PictureNote | null {
  return pictureNotes.find((note) => note === written) ?? null;
}
