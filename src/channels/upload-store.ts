import type { Db } from '../store/database.ts';

export type UploadPurpose = 'article-image' | 'cover';

/** What the platform gave for an upload: a material id, an address, or both. */
export interface Upload {
  sha256: string;
  mediaId: string | null;
  url: string | null;
}

/** The uploads of a channel that are known already, by content hash. */
export async function knownUploads(
  db: Db,
  channel: string,
  purpose: UploadPurpose,
  hashes: readonly string[],
): Promise<Map<string, Upload>> {
  if (hashes.length === 0) return new Map();
  const rows = await db
    .selectFrom('upload')
    .select(['sha256', 'mediaId', 'url'])
    .where('channel', '=', channel)
    .where('purpose', '=', purpose)
    .where('sha256', 'in', [...new Set(hashes)])
    .execute();
  return new Map(rows.map((row) => [row.sha256, row]));
}

/** Remembers an upload; the newest wins when two workers uploaded the same picture. */
export async function keepUpload(
  db: Db,
  channel: string,
  purpose: UploadPurpose,
  upload: Upload,
  at: number,
): Promise<void> {
  await db
    .insertInto('upload')
    .values({ channel, purpose, ...upload, at })
    .onConflict((c) =>
      c.columns(['channel', 'purpose', 'sha256']).doUpdateSet({ mediaId: upload.mediaId, url: upload.url, at }),
    )
    .execute();
}

/** Forgets a material that the platform no longer knows (40007), unless it was uploaded again meanwhile. */
export async function forgetMaterial(db: Db, channel: string, mediaId: string): Promise<void> {
  await db.deleteFrom('upload').where('channel', '=', channel).where('mediaId', '=', mediaId).execute();
}
