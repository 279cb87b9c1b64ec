import type { Platform } from './platform.ts';
import { opaqueId } from './serial-numbers.ts';

export interface StoredMedia {
  mediaId: string | null;
  /** appid of an account, or key of a robot. */
  owner: string;
  type: string;
  permanent: 0 | 1;
  name: string;
  description: string | null;
  url: string | null;
  createdAt: number;
}

const columns = 'media_id as mediaId, owner, type, permanent, name, description, url, created_at as createdAt';

/** Keeps a file. Pictures of article bodies have a url and no media_id; the others have an id. */
export function keepMedia(
  platform: Platform,
  media: Omit<StoredMedia, 'mediaId'>,
  bytes: Buffer,
  withId: boolean,
): string {
  const mediaId = withId ? opaqueId(platform, 64) : null;
  platform.db
    .prepare(
      `insert into media (media_id, owner, type, permanent, name, description, bytes, url, created_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      mediaId,
      media.owner,
      media.type,
      media.permanent,
      media.name,
      media.description,
      bytes,
      media.url,
      media.createdAt,
    );
  return mediaId ?? '';
}

export function findMedia(
  platform: Platform,
  owner: string,
  mediaId: string,
): (StoredMedia & { bytes: Buffer }) | undefined {
  return platform.db
    .prepare<[string, string], StoredMedia & { bytes: Buffer }>(
      `select ${columns}, bytes from media where owner = ? and media_id = ?`,
    )
    .get(owner, mediaId);
}

/** The permanent media of a type, newest first. */
export function listMedia(
  platform: Platform,
  owner: string,
  type: string,
  offset: number,
  count: number,
): StoredMedia[] {
  return platform.db
    .prepare<[string, string, number, number], StoredMedia>(
      `select ${columns} from media where owner = ? and type = ? and permanent = 1 and media_id is not null
       order by seq desc limit ? offset ?`,
    )
    .all(owner, type, count, offset);
}

export function countMedia(platform: Platform, owner: string, type: string): number {
  const row = platform.db
    .prepare<[string, string], { n: number }>(
      'select count(*) as n from media where owner = ? and type = ? and permanent = 1 and media_id is not null',
    )
    .get(owner, type);
  return row?.n ?? 0;
}

export function deleteMedia(platform: Platform, owner: string, mediaId: string): boolean {
  return (
    platform.db.prepare('delete from media where owner = ? and media_id = ? and permanent = 1').run(owner, mediaId)
      .changes > 0
  );
}

/** Bytes of a picture by the path of its public address, `/mmbiz_png/…/0`. */
export function pictureByPath(platform: Platform, path: string): Buffer | undefined {
  return platform.db
    .prepare<[string], { bytes: Buffer }>(
      "select bytes from media where url = 'http://mmbiz.qpic.cn' || ? order by seq limit 1",
    )
    .get(path)?.bytes;
}
