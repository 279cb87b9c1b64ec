import { z } from 'zod';
import { askWechat, expectOk } from './ask-wechat.ts';
import { isOlder, type Listed, listedArticle } from './find-ours.ts';
import { platformId, type WechatApi } from './wechat-api.ts';

const PAGE = 20;

const listShape = z.object({
  total_count: z.coerce.number(),
  item: z
    .array(
      z.object({
        media_id: platformId.optional(),
        article_id: platformId.optional(),
        content: z.object({ news_item: z.array(listedArticle).default([]) }),
        update_time: z.coerce.number(),
      }),
    )
    .default([]),
});

export interface Listing {
  listed: Listed[];
  /** Whether everything that is not older than asked for was read. */
  complete: boolean;
}

/**
 * Reads `draft/batchget` or `freepublish/batchget` without bodies, newest first as the platform gives them, until a
 * page is older than `since` (ms UTC) or `maxPages` are read. The order is documented nowhere: reading stops early only
 * while what was read is in order.
 */
export async function listMessages(
  api: WechatApi,
  path: '/cgi-bin/draft/batchget' | '/cgi-bin/freepublish/batchget',
  since: number,
  maxPages: number,
): Promise<Listing> {
  const listed: Listed[] = [];
  for (let page = 0; page < maxPages; page += 1) {
    const body = { offset: page * PAGE, count: PAGE, no_content: 1 };
    const list = expectOk(api, `reading ${path}`, await askWechat(api, { path, body }), listShape);
    for (const item of list.item) {
      const id = (item.media_id ?? item.article_id ?? '').trim();
      listed.push({ id, updateTime: item.update_time, articles: item.content.news_item });
    }
    const last = listed.at(-1);
    const everything = list.item.length === 0 || listed.length >= list.total_count;
    if (everything || (last && isOlder(last, since) && inOrder(listed))) return { listed, complete: true };
  }
  return { listed, complete: false };
}

function inOrder(listed: readonly Listed[]): boolean {
  return listed.every((each, i) => i === 0 || each.updateTime <= (listed[i - 1]?.updateTime ?? 0));
}
