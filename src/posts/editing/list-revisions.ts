import type { Db } from '../../store/database.ts';
import { keptTexts } from './working-store.ts';

export interface ListedRevision {
  revision: number;
  contentHash: string;
  at: number;
  by: string;
  /** Others whose words are in it. */
  writers: string[];
  /** Whether it was signed, or is before its signers now. */
  review: 'open' | 'approved' | 'returned' | 'voided' | null;
}

/** The revisions of a post, the newest first, at most `limit`; the newest run of review over each. */
export async function listRevisions(db: Db, post: string, limit = 200): Promise<ListedRevision[]> {
  const rows = await db
    .selectFrom('postRevision')
    .select(['revision', 'contentHash', 'createdAt', 'createdBy', 'writers'])
    .where('post', '=', post)
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute();
  const runs = await db
    .selectFrom('review')
    .select(['contentHash', 'state'])
    .where('post', '=', post)
    .orderBy('openedAt')
    .execute();
  const states = new Map(runs.map(({ contentHash, state }) => [contentHash, state]));
  return rows.map(({ revision, contentHash, createdAt: at, createdBy: by, writers }) => {
    return { revision, contentHash, at, by, writers: JSON.parse(writers), review: states.get(contentHash) ?? null };
  });
}

/** Texts that were replaced without having been a revision, as the list of versions shows them. */
export async function listKeptTexts(db: Db, post: string) {
  const rows = await keptTexts(db, post, 50);
  return rows.map(({ id, article, title, author, digest, body, person, at, why }) => {
    return { id, article, title, author, digest, body, person, at, why };
  });
}
