import type { Platform } from '../platform.ts';
import { opaqueId } from '../serial-numbers.ts';
import { type Article, articleSchema } from './article-fields.ts';

export interface Draft {
  mediaId: string;
  articles: Article[];
  /** ms UTC. */
  updatedAt: number;
}

interface DraftRow {
  mediaId: string;
  articles: string;
  updatedAt: number;
}
const columns = 'media_id as mediaId, articles, updated_at as updatedAt';

export function addDraft(platform: Platform, appid: string, articles: Article[], baseUrl: string, now: number): string {
  const mediaId = opaqueId(platform, 64);
  platform.db
    .prepare('insert into draft (media_id, appid, articles, base_url, updated_at) values (?, ?, ?, ?, ?)')
    .run(mediaId, appid, JSON.stringify(articles), baseUrl, now);
  return mediaId;
}

export function saveDraft(platform: Platform, draft: Draft): void {
  platform.db
    .prepare('update draft set articles = ?, updated_at = ? where media_id = ?')
    .run(JSON.stringify(draft.articles), draft.updatedAt, draft.mediaId);
}

export function findDraft(platform: Platform, appid: string, mediaId: string): Draft | undefined {
  const row = platform.db
    .prepare<[string, string], DraftRow>(`select ${columns} from draft where appid = ? and media_id = ?`)
    .get(appid, mediaId);
  return row && draftOf(row);
}

/** A draft by its id alone, for the preview page. */
export function findAnyDraft(platform: Platform, mediaId: string): (Draft & { appid: string }) | undefined {
  const row = platform.db
    .prepare<[string], DraftRow & { appid: string }>(`select ${columns}, appid from draft where media_id = ?`)
    .get(mediaId);
  return row && { ...draftOf(row), appid: row.appid };
}

/** Drafts, the one changed last first. */
export function listDrafts(platform: Platform, appid: string, offset: number, count: number): Draft[] {
  return platform.db
    .prepare<[string, number, number], DraftRow>(
      `select ${columns} from draft where appid = ? order by updated_at desc, seq desc limit ? offset ?`,
    )
    .all(appid, count, offset)
    .map(draftOf);
}

export function countDrafts(platform: Platform, appid: string): number {
  const row = platform.db
    .prepare<[string], { n: number }>('select count(*) as n from draft where appid = ?')
    .get(appid);
  return row?.n ?? 0;
}

/** Takes a draft out of the box. @returns whether it was there */
export function deleteDraft(platform: Platform, appid: string, mediaId: string): boolean {
  return platform.db.prepare('delete from draft where appid = ? and media_id = ?').run(appid, mediaId).changes > 0;
}

function draftOf(row: DraftRow): Draft {
  return { ...row, articles: articleSchema.array().parse(JSON.parse(row.articles)) };
}
