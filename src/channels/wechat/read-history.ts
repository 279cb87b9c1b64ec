/**
 * What an account has published before: first everything that went out by 发布 (`freepublish/batchget`, channel-apis 1.5),
 * then, day by day, what went out by 群发, which that list leaves out: only the statistics of a day name it
 * (`getarticletotaldetail`, channel-apis 1.11), and not before 2025-11-01.
 */
import { z } from 'zod';
import { beijingDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import type { HistoryPage, PastArticle } from '../channel.ts';
import { askWechat, expectOk } from './ask-wechat.ts';
import { errorClass } from './error-classes.ts';
import { listedArticle } from './find-ours.ts';
import { platformId, type WechatApi } from './wechat-api.ts';

const PAGE = 20;
/** Of the 100 lists of a day so many stay for deliveries in doubt. */
const LEFT_FOR_LOOKS = 40;
/** The longest limit that counts days is well inside this; each day costs a call. */
const SENT_DAYS = 60;
const STATISTICS_SINCE = '2025-11-01';
/** Statistics of that day are not ready yet; the next reading finds them. */
const NOT_READY = 61503;

const place = z.discriminatedUnion('list', [
  z.object({ list: z.literal('published'), offset: z.number(), total: z.number().nullable() }),
  z.object({ list: z.literal('sent'), day: z.string() }),
]);
type Place = z.output<typeof place>;

/** One page of the list of publishes, or the mass sends of one day. */
export function readHistory(api: WechatApi, from: string | null, since: number | null): Promise<HistoryPage> {
  const at = from === null ? { list: 'published' as const, offset: 0, total: null } : place.parse(JSON.parse(from));
  return at.list === 'published' ? readPublished(api, at, since) : readSent(api, at.day, since);
}

async function readPublished(
  api: WechatApi,
  { offset, total }: Extract<Place, { list: 'published' }>,
  since: number | null,
): Promise<HistoryPage> {
  const body = { offset, count: PAGE, no_content: 1 };
  const reply = await askWechat(api, { path: '/cgi-bin/freepublish/batchget', body, leaves: LEFT_FOR_LOOKS });
  const list = expectOk(api, 'reading what was published', reply, publishedShape);
  const articles = list.item.flatMap(({ article_id: externalId, content, update_time: seconds }) =>
    content.news_item.map(
      (article, i): PastArticle => ({
        act: 'publish',
        externalId,
        position: i + 1,
        title: article.title,
        url: article.url || null,
        publicAt: seconds * 1000,
        gone: article.is_deleted,
      }),
    ),
  );
  // Something was deleted since the last page: this one is read again from as many places before.
  const movedUp = Math.max(0, (total ?? list.total_count) - list.total_count);
  const next = movedUp > 0 ? Math.max(0, offset - movedUp) : offset + list.item.length;
  const oldest = Math.min(...list.item.map((item) => item.update_time * 1000));
  const enough = since !== null && list.item.length > 0 && oldest < since;
  const isLast = movedUp === 0 && (list.item.length === 0 || next >= list.total_count || enough);
  const going: Place = { list: 'published', offset: next, total: list.total_count };
  return { articles, next: isLast ? sentBefore(api, beijingDay(api.clock.now()), since) : JSON.stringify(going) };
}

async function readSent(api: WechatApi, day: string, since: number | null): Promise<HistoryPage> {
  const path = '/datacube/getarticletotaldetail';
  const reply = await askWechat(api, { path, body: { begin_date: day, end_date: day } });
  if (reply.is === 'error' && hasNone(reply.code)) return { articles: [], next: null };
  const next = sentBefore(api, day, since);
  if (reply.is === 'error' && reply.code === NOT_READY) return { articles: [], next };
  const { list } = expectOk(api, 'reading what was sent', reply, sentShape);
  const articles = list.flatMap((each): PastArticle[] => {
    const [, message, position] = /^(\d+)_(\d+)$/.exec(each.msgid) ?? [];
    if (each.publish_type !== 0 || message === undefined) return [];
    return [
      {
        act: 'massSend',
        externalId: `msg-data-${message}`,
        position: Number(position),
        title: each.title,
        url: each.content_url || null,
        publicAt: startOfDay(each.ref_date),
        gone: false,
      },
    ];
  });
  return { articles, next };
}

/** The account has no statistics (no right, switched off, none of that day): nothing more can be read of mass sends. */
function hasNone(code: number): boolean {
  const known = errorClass(code);
  return known === null || known.class === 'S';
}

/** The day before `day`, or null when the days that are read end there. */
function sentBefore(api: WechatApi, day: string, since: number | null): string | null {
  const before = plusDays(day, -1);
  const first = [
    plusDays(beijingDay(api.clock.now()), -SENT_DAYS),
    STATISTICS_SINCE,
    ...(since === null ? [] : [beijingDay(since)]),
  ].sort();
  const going: Place = { list: 'sent', day: before };
  return before < (first.at(-1) ?? '') ? null : JSON.stringify(going);
}

const publishedShape = z.object({
  total_count: z.coerce.number(),
  item: z
    .array(
      z.object({
        article_id: platformId,
        content: z.object({
          news_item: z.array(listedArticle.extend({ is_deleted: z.coerce.boolean().default(false) })).default([]),
        }),
        update_time: z.coerce.number(),
      }),
    )
    .default([]),
});

const sentShape = z.object({
  list: z
    .array(
      z.object({
        ref_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
        msgid: z.string(),
        publish_type: z.coerce.number().default(0),
        title: z.string().default(''),
        content_url: z.string().nullish(),
      }),
    )
    .default([]),
});
