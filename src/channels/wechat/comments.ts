import { LosslessNumber } from 'lossless-json';
import { z } from 'zod';
import { askWechat, expectOk } from './ask-wechat.ts';
import { platformId, type WechatApi } from './wechat-api.ts';

/** A comment (留言) of an article. `openid` is absent when the writer did not comment with a WeChat identity. */
export interface Comment {
  id: string;
  /** ms UTC. */
  createdAt: number;
  content: string;
  featured: boolean;
  openid: string | null;
  reply: { content: string; createdAt: number } | null;
}

export interface CommentPage {
  comments: Comment[];
  /** As the platform says; sometimes it is the size of this page only (field report): read until a page is short. */
  total: number;
}

/** Below 50: `count` of 50 and more answers 88010. */
export const COMMENT_PAGE = 49;

const listShape = z.object({
  total: z.coerce.number().default(0),
  comment: z
    .array(
      z.object({
        user_comment_id: platformId,
        create_time: z.coerce.number(),
        content: z.string(),
        comment_type: z.coerce.number().default(0),
        openid: z.string().nullish(),
        reply: z.object({ content: z.string(), create_time: z.coerce.number() }).nullish(),
      }),
    )
    .default([]),
});

/**
 * One page of the comments of an article, newest first (`comment/list`, channel-apis 1.7). There is no push for a new
 * comment, so this is polled.
 * @param article `msg_data_id` of the message, which an API mass send gives, and the article's index from 0
 * @param begin from 0
 * @throws RenewCredentials 88000 (no comment privilege), CallPerson 88001 (article unknown), TryLater (quota)
 */
export async function listComments(
  api: WechatApi,
  article: { msgDataId: string; index: number },
  begin: number,
): Promise<CommentPage> {
  const id = new LosslessNumber(article.msgDataId);
  const body = { msg_data_id: id, index: article.index, begin, count: COMMENT_PAGE, type: 0 };
  const reply = await askWechat(api, { path: '/cgi-bin/comment/list', body });
  const list = expectOk(api, 'reading comments', reply, listShape);
  const comments = list.comment.map((each) => ({
    id: each.user_comment_id,
    createdAt: each.create_time * 1000,
    content: each.content,
    featured: each.comment_type === 1,
    openid: each.openid ?? null,
    reply: each.reply ? { content: each.reply.content, createdAt: each.reply.create_time * 1000 } : null,
  }));
  return { comments, total: list.total };
}
