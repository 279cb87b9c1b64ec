import { z } from 'zod';
import { recordEffect } from '../effect-store.ts';
import { PlatformRefusal } from '../refusal.ts';
import { type AccountCall, type ApiCall, id, ok } from './api-call.ts';
import { type Comment, commentsOf, deleteComment, findComment, saveComment } from './comment-store.ts';
import { articleOfMessage } from './published-store.ts';

/** 留言 (channel-apis 1.7): an article is named by msg_data_id and index, which starts at 0. */
export const commentCalls: ApiCall[] = [
  commentCall('open', (call) => about(call, call.read(z.object(article))) && ok),
  commentCall('close', (call) => about(call, call.read(z.object(article))) && ok),
  commentCall('list', list),
  commentCall('markelect', (call) => change(call, (comment) => ({ ...comment, type: 1 }))),
  commentCall('unmarkelect', (call) => change(call, (comment) => ({ ...comment, type: 0 }))),
  commentCall('delete', (call) => {
    deleteComment(call.platform, one(call, call.read(z.object(single))).userCommentId);
    return ok;
  }),
  commentCall('reply/add', reply),
  commentCall('reply/delete', (call) =>
    change(call, (comment) => {
      if (comment.reply === null) throw new PlatformRefusal(87009, 'reply is not exists');
      return { ...comment, reply: null, repliedAt: null };
    }),
  ),
];

const MAX_REPLY = 500;
const article = { msg_data_id: id, index: z.number().int().min(0).default(0) };
const single = { ...article, user_comment_id: id };

function commentCall(name: string, run: (call: AccountCall) => Record<string, unknown>): ApiCall {
  return {
    path: `/cgi-bin/comment/${name}`,
    method: 'POST',
    right: 'verified',
    run: (call) => {
      if (!call.account.comments) throw new PlatformRefusal(88000, 'without comment privilege');
      return run(call);
    },
  };
}

function about({ platform, account }: AccountCall, body: { msg_data_id: string; index: number }): true {
  if (articleOfMessage(platform, account.appid, body.msg_data_id, body.index + 1)) return true;
  throw new PlatformRefusal(88001, 'msg_data is not exists');
}

function list(call: AccountCall) {
  const page = { begin: z.number().int().min(0), count: z.number().int(), type: z.number().int().min(0).max(2) };
  const body = call.read(z.object({ ...article, ...page }));
  if (body.count < 1 || body.count >= 50)
    throw new PlatformRefusal(88010, 'count range error. cout <= 0 or count > 50');
  about(call, body);
  const all = commentsOf(call.platform, call.account.appid, body.msg_data_id, body.index);
  const chosen = body.type === 0 ? all : all.filter((comment) => comment.type === body.type - 1);
  return { ...ok, total: chosen.length, comment: chosen.slice(body.begin, body.begin + body.count).map(item) };
}

function item(comment: Comment) {
  return {
    user_comment_id: BigInt(comment.userCommentId),
    ...(comment.openid !== null && { openid: comment.openid }),
    create_time: Math.floor(comment.createdAt / 1000),
    content: comment.content,
    comment_type: comment.type,
    ...(comment.reply !== null && {
      reply: { content: comment.reply, create_time: Math.floor((comment.repliedAt ?? 0) / 1000) },
    }),
  };
}

function one(call: AccountCall, body: { msg_data_id: string; index: number; user_comment_id: string }): Comment {
  about(call, body);
  const comment = findComment(call.platform, call.account.appid, body.user_comment_id);
  if (comment?.msgDataId !== body.msg_data_id || comment.idx !== body.index) {
    throw new PlatformRefusal(88008, 'comment is not exists');
  }
  return comment;
}

function change(call: AccountCall, to: (comment: Comment) => Comment) {
  const comment = one(call, call.read(z.object(single)));
  if (comment.deletedByWriter) throw new PlatformRefusal(88004, 'comment is deleted by user');
  saveComment(call.platform, to(comment));
  return ok;
}

function reply(call: AccountCall) {
  const body = call.read(z.object({ ...single, content: z.string().default('') }));
  const comment = one(call, body);
  if (comment.deletedByWriter) throw new PlatformRefusal(88004, 'comment is deleted by user');
  if (comment.reply !== null) throw new PlatformRefusal(88005, 'already reply');
  const length = Array.from(body.content).length;
  if (length === 0 || length > MAX_REPLY) throw new PlatformRefusal(88007, 'reply content is empty or too long');
  saveComment(call.platform, { ...comment, reply: body.content, repliedAt: call.now });
  recordEffect(call.platform, call.now, {
    account: call.account.appid,
    kind: 'commentReply',
    text: body.content,
    marker: comment.userCommentId,
  });
  return ok;
}
