import { z } from 'zod';
import { beijingDay, parseBeijing } from '../../calendar/beijing-time.ts';
import { PlatformRefusal } from '../refusal.ts';
import type { AccountCall, ApiCall } from './api-call.ts';
import { articlesOfAccount } from './published-store.ts';

/** Figures of articles (channel-apis 1.11): the only place where the platform names what went out by 群发. */
export const statisticsCalls: ApiCall[] = [
  { path: '/datacube/getarticletotaldetail', method: 'POST', right: 'verified', run: totalDetail },
];

/** There are no figures of earlier days. */
const SINCE = '2025-11-01';

function totalDetail({ platform, account, now, read }: AccountCall) {
  const { begin_date: day, end_date: end } = read(z.object({ begin_date: z.string(), end_date: z.string() }));
  if (parseBeijing(day) === null || parseBeijing(end) === null) throw new PlatformRefusal(61500, 'date format error');
  if (day !== end || end >= beijingDay(now)) throw new PlatformRefusal(61501, 'date range error');
  const published = day < SINCE ? [] : articlesOfAccount(platform, account.appid);
  const list = published
    .filter((each) => beijingDay(each.publishedAt) === day)
    .map((each) => ({
      ref_date: day,
      msgid: `${each.msgDataId}_${each.idx}`,
      publish_type: each.via.startsWith('mass') ? 0 : 1,
      title: each.article.title,
      content_url: each.url,
      detail_list: [],
    }));
  return { list, is_delay: false };
}
