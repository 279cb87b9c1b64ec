import { z } from 'zod';
import { recordEffect } from '../effect-store.ts';
import { PlatformRefusal } from '../refusal.ts';
import { type AccountCall, type ApiCall, id, ok } from './api-call.ts';
import { acceptArticle, articleSchema } from './article-fields.ts';
import { addDraft, countDrafts, type Draft, deleteDraft, findDraft, listDrafts, saveDraft } from './draft-store.ts';

/** 草稿箱 (channel-apis 1.4). */
export const draftCalls: ApiCall[] = [
  { path: '/cgi-bin/draft/add', method: 'POST', right: 'any', run: add },
  { path: '/cgi-bin/draft/update', method: 'POST', right: 'any', run: update },
  { path: '/cgi-bin/draft/get', method: 'POST', right: 'any', run: get },
  {
    path: '/cgi-bin/draft/delete',
    method: 'POST',
    right: 'any',
    run: ({ platform, account, read }) => {
      if (deleteDraft(platform, account.appid, read(mediaBody).media_id)) return ok;
      throw new PlatformRefusal(40007, 'invalid media_id');
    },
  },
  {
    path: '/cgi-bin/draft/count',
    method: 'GET',
    right: 'any',
    run: ({ platform, account }) => ({ total_count: countDrafts(platform, account.appid) }),
  },
  { path: '/cgi-bin/draft/batchget', method: 'POST', right: 'any', run: batchGet },
  { path: '/cgi-bin/draft/switch', method: 'POST', right: 'any', run: () => ({ ...ok, is_open: 1 }) },
];

const mediaBody = z.object({ media_id: z.string() });

/** Body of the two list calls; zero and one stand for no and yes. */
export const pageBody = z.object({
  offset: z.number().int().min(0),
  count: z.number().int().min(1).max(20),
  no_content: z.number().default(0),
});

function add(call: AccountCall) {
  const { platform, account, now, request } = call;
  const { articles } = call.read(z.object({ articles: z.array(articleSchema).default([]) }));
  if (articles.length === 0) throw new PlatformRefusal(44003, 'empty news data');
  if (articles.length > 8) throw new PlatformRefusal(45008, 'article size out of limit');
  const accepted = articles.map((article) => acceptArticle(platform, account, article, articles.length === 1));
  const mediaId = addDraft(platform, account.appid, accepted, request.baseUrl, now);
  const [first] = accepted;
  recordEffect(platform, now, {
    account: account.appid,
    kind: 'draft',
    text: first?.title ?? '',
    marker: first?.content_source_url ?? '',
    detail: { mediaId, titles: accepted.map((article) => article.title) },
  });
  return { media_id: mediaId };
}

function update(call: AccountCall) {
  const { platform, account, now } = call;
  const body = call.read(z.object({ media_id: z.string(), index: id, articles: articleSchema }));
  const draft = findDraft(platform, account.appid, body.media_id);
  if (!draft) throw new PlatformRefusal(40007, 'invalid media_id');
  const index = Number(body.index);
  if (!draft.articles[index]) throw new PlatformRefusal(40114, 'invalid index value');
  const article = acceptArticle(platform, account, body.articles, draft.articles.length === 1);
  saveDraft(platform, { ...draft, articles: draft.articles.with(index, article), updatedAt: now });
  return ok;
}

function get(call: AccountCall) {
  const draft = findDraft(call.platform, call.account.appid, call.read(mediaBody).media_id);
  if (!draft) throw new PlatformRefusal(40007, 'invalid media_id');
  return { news_item: newsItems(call, draft, true) };
}

function batchGet(call: AccountCall) {
  const { platform, account } = call;
  const { offset, count, no_content } = call.read(pageBody);
  const drafts = listDrafts(platform, account.appid, offset, count);
  return {
    item: drafts.map((draft) => ({
      media_id: draft.mediaId,
      content: { news_item: newsItems(call, draft, no_content === 0) },
      update_time: Math.floor(draft.updatedAt / 1000),
    })),
    total_count: countDrafts(platform, account.appid),
    item_count: drafts.length,
  };
}

function newsItems(call: AccountCall, draft: Draft, withContent: boolean) {
  return draft.articles.map(({ content, ...article }, index) => ({
    ...article,
    content: withContent ? content : '',
    show_cover_pic: 0,
    url: `${call.request.baseUrl}/s/draft/${draft.mediaId}/${index}`,
  }));
}
