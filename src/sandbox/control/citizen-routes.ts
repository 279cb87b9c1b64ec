import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AskedWrongly } from '../../errors.ts';
import type { DueWork } from '../due-work.ts';
import type { Platform } from '../platform.ts';
import { nextSerial } from '../serial-numbers.ts';
import { id } from '../wechat/api-call.ts';
import { addComment, commentsOf, findComment, saveComment } from '../wechat/comment-store.ts';
import { articleOfMessage, articlesOfId } from '../wechat/published-store.ts';
import { findPush, listPushes, queuePush } from '../wechat/push-store.ts';
import type { XmlFields } from '../wechat/push-xml.ts';
import { controlBody, namedAccount } from './control-body.ts';

const xmlValue: z.ZodType<XmlFields[string]> = z.lazy(() =>
  z.union([z.string(), z.number(), z.bigint(), z.array(xmlValue), z.record(z.string(), xmlValue)]),
);

const messageSchema = z.object({
  account: z.string(),
  openid: z.string().default('oSandboxCitizen00000000000001'),
  /** The vendor's field names. A message without MsgId gets one; events have none. */
  fields: z.record(z.string(), xmlValue).default({}),
  /** Sent in place of the fields, as it stands. */
  xml: z.string().optional(),
  /** How many times the same push is sent, one after the other. */
  times: z.number().int().min(1).max(10).default(1),
  badSignature: z.boolean().default(false),
});

/** What citizens do: they comment on articles, write messages and cause events. */
export function citizenRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  app.post('/messages', async (request) => {
    const body = controlBody(request, messageSchema);
    const account = namedAccount(platform, body.account);
    const { openid, badSignature, xml } = body;
    const at = platform.clock.now();
    const isEvent = body.fields.MsgType === 'event';
    const msgId: XmlFields =
      isEvent || 'MsgId' in body.fields ? {} : { MsgId: BigInt(nextSerial(platform, 'citizenMessage')) };
    const fields = { ...body.fields, ...msgId };
    const seqs: number[] = [];
    for (let n = 0; n < body.times; n++) {
      seqs.push(queuePush(platform, account, { label: 'citizen', fields, openid, at, dueAt: at, badSignature, xml }));
      await dueWork.settle();
    }
    return { pushes: seqs.map((seq) => pushView(platform, seq)) };
  });
  app.get('/pushes', async () => ({ pushes: listPushes(platform).map((push) => pushView(platform, push.seq)) }));

  app.post('/comments', async (request) => {
    const body = controlBody(request, commentSchema);
    const { appid } = namedAccount(platform, body.account);
    const msgDataId = body.msgDataId ?? articlesOfId(platform, appid, body.articleId ?? '')[0]?.msgDataId;
    if (msgDataId === undefined || !articleOfMessage(platform, appid, msgDataId, body.index + 1)) {
      throw new AskedWrongly({
        code: 'control-article',
        message: 'there is no such published article',
        remedy: 'GET /_control/published lists articleId and msgDataId; index starts at 0.',
      });
    }
    const userCommentId = addComment(platform, {
      appid,
      msgDataId,
      idx: body.index,
      openid: body.openid,
      content: body.content,
      createdAt: platform.clock.now(),
      type: body.type,
      deletedByWriter: body.deletedByWriter ? 1 : 0,
    });
    return { userCommentId, msgDataId };
  });
  app.post('/comments/delete-by-writer', async (request) => {
    const body = controlBody(request, z.object({ account: z.string(), userCommentId: id }));
    const comment = findComment(platform, namedAccount(platform, body.account).appid, body.userCommentId);
    if (comment) saveComment(platform, { ...comment, deletedByWriter: 1 });
    return { deleted: comment !== undefined };
  });
  app.post('/comments/list', async (request) => {
    const body = controlBody(request, z.object({ account: z.string(), msgDataId: id, index: z.number().default(0) }));
    const { appid } = namedAccount(platform, body.account);
    return { comments: commentsOf(platform, appid, body.msgDataId, body.index) };
  });
}

const commentSchema = z.object({
  account: z.string(),
  articleId: z.string().optional(),
  msgDataId: id.optional(),
  /** Article of the message, from 0. */
  index: z.number().int().min(0).default(0),
  content: z.string().min(1),
  /** Null: the writer did not comment with a WeChat identity. */
  openid: z.string().nullable().default('oSandboxCitizen00000000000001'),
  type: z.union([z.literal(0), z.literal(1)]).default(0),
  deletedByWriter: z.boolean().default(false),
});

function pushView(platform: Platform, seq: number) {
  const push = findPush(platform, seq);
  return push && { ...push, answers: JSON.parse(push.answers) };
}
