/** Recognising what a delivery left on the platform, by its marker or, without one, by what it sent. Pure. */
import { z } from 'zod';
import { type DraftArticle, marker } from './draft-articles.ts';

/** An article as the lists of drafts and of published articles show it. */
export const listedArticle = z.object({
  title: z.string().default(''),
  digest: z.string().default(''),
  content_source_url: z.string().default(''),
  thumb_media_id: z.string().default(''),
  url: z.string().nullish(),
});
export type ListedArticle = z.output<typeof listedArticle>;

export interface Listed {
  id: string;
  /** Unix seconds. */
  updateTime: number;
  articles: ListedArticle[];
}

/** The platform's clock may differ from ours by this much, ms. */
const CLOCK_SLACK_MS = 300_000;

/** Whether a listed message is the delivery's. Without a marker only what is not older than the attempt is considered. */
export function isOurs(listed: Listed, sent: readonly DraftArticle[], deliveryId: string, begunAt: number): boolean {
  const mark = `#${marker(deliveryId)}`;
  if (sent.some((article) => article.content_source_url.endsWith(mark))) {
    return listed.articles.some((article) => article.content_source_url.endsWith(mark));
  }
  if (isOlder(listed, begunAt) || listed.articles.length !== sent.length) return false;
  return sent.every((article, i) => {
    const other = listed.articles[i];
    const sameDigest = article.digest === '' || other?.digest === article.digest;
    return other?.title === article.title && sameDigest && other.thumb_media_id === article.thumb_media_id;
  });
}

/** Whether a listed message was last touched before the attempt began, with room for a differing clock. */
export function isOlder(listed: Listed, begunAt: number): boolean {
  return listed.updateTime * 1000 < begunAt - CLOCK_SLACK_MS;
}
