import { createHash } from 'node:crypto';
import { z } from 'zod';
import { recordEffect } from '../effect-store.ts';
import { findMedia, keepMedia } from '../media-store.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import type { ApiCall, ApiContext } from '../wechat/api-call.ts';
import { pictureType } from '../wechat/picture-type.ts';

/** Messages that a robot may send in any minute. The window slides. */
const PER_MINUTE = 20;
const MINUTE_MS = 60_000;
const MEDIA_LIFE_MS = 3 * 86_400_000;
const MB = 1_048_576;

/** WeCom group robot (channel-apis 7.1): the key in the address is the secret; no receipt, no recall. */
export const wecomCalls: ApiCall[] = [
  { path: '/cgi-bin/webhook/send', method: 'POST', right: 'open', run: send },
  { path: '/cgi-bin/webhook/upload_media', method: 'POST', right: 'open', run: uploadMedia },
];

const messageSchema = z.object({
  msgtype: z.string().default(''),
  text: z.object({ content: z.string().default('') }).optional(),
  markdown: z.object({ content: z.string().default('') }).optional(),
  markdown_v2: z.object({ content: z.string().default('') }).optional(),
  image: z.object({ base64: z.string(), md5: z.string() }).optional(),
  news: z
    .object({ articles: z.array(z.object({ title: z.string().default(''), url: z.string().default('') })) })
    .optional(),
  file: z.object({ media_id: z.string() }).optional(),
  voice: z.object({ media_id: z.string() }).optional(),
  template_card: z.looseObject({ card_type: z.string() }).optional(),
});
type Message = z.infer<typeof messageSchema>;

function send(call: ApiContext) {
  const key = checkRobot(call);
  const message = call.read(messageSchema);
  const text = messageText(call, key, message);
  checkPace(call.platform, key, call.now);
  recordEffect(call.platform, call.now, {
    account: key,
    kind: 'robotMessage',
    text,
    marker: message.msgtype,
    detail: { body: call.request.body.toString('utf8').slice(0, 8192) },
  });
  return { errcode: 0, errmsg: 'ok' };
}

function uploadMedia(call: ApiContext) {
  const key = checkRobot(call);
  const type = call.request.query.type ?? '';
  if (type !== 'file' && type !== 'voice') throw refusal(call, 40004, 'invalid media type');
  const { file } = call.readFile();
  if (file.bytes.length <= 5 || file.bytes.length > 20 * MB) throw refusal(call, 40006, 'invalid file size');
  const media = { owner: key, type, permanent: 0, name: file.filename ?? '', description: null, url: null } as const;
  const media_id = keepMedia(call.platform, { ...media, createdAt: call.now }, file.bytes, true);
  return { errcode: 0, errmsg: 'ok', type, media_id, created_at: String(Math.floor(call.now / 1000)) };
}

function checkRobot(call: ApiContext): string {
  const key = call.request.query.key ?? '';
  const robot = call.platform.db
    .prepare<[string], { broken: number }>('select broken from robot where robot_key = ?')
    .get(key);
  if (!robot || robot.broken) throw refusal(call, 93000, 'invalid webhook url');
  return key;
}

function checkPace(platform: Platform, key: string, now: number): void {
  const row = platform.db
    .prepare<[string, number], { n: number }>(
      "select count(*) as n from effect where account = ? and kind = 'robotMessage' and at > ?",
    )
    .get(key, now - MINUTE_MS);
  if ((row?.n ?? 0) >= PER_MINUTE) throw new PlatformRefusal(45009, 'api freq out of limit');
}

/** The message as the group sees it, checked. */
function messageText(call: ApiContext, key: string, message: Message): string {
  switch (message.msgtype) {
    case 'text':
      return bounded(call, message.text?.content, 2048);
    case 'markdown':
      return bounded(call, message.markdown?.content, 4096);
    case 'markdown_v2':
      return bounded(call, message.markdown_v2?.content, 4096);
    case 'news': {
      const articles = message.news?.articles ?? [];
      const valid = articles.length >= 1 && articles.length <= 8 && articles.every((a) => a.title && a.url);
      if (!valid) throw refusal(call, 40058, 'invalid Request Parameter');
      return articles.map((article) => `${article.title} ${article.url}`).join('\n');
    }
    case 'image':
      return picture(call, message.image);
    case 'file':
    case 'voice': {
      const media = findMedia(call.platform, key, message[message.msgtype]?.media_id ?? '');
      if (!media || call.now - media.createdAt > MEDIA_LIFE_MS) throw refusal(call, 40007, 'invalid media_id');
      return media.name;
    }
    case 'template_card':
      if (!message.template_card) throw refusal(call, 40058, 'invalid Request Parameter');
      return message.template_card.card_type;
    default:
      throw refusal(call, 40008, 'invalid message type');
  }
}

function bounded(call: ApiContext, content: string | undefined, limit: number): string {
  if (!content) throw refusal(call, 44004, 'empty content');
  if (Buffer.byteLength(content) > limit) throw refusal(call, 45002, 'content exceed max length');
  return content;
}

function picture(call: ApiContext, image: Message['image']): string {
  const bytes = Buffer.from(image?.base64 ?? '', 'base64');
  const type = pictureType(bytes);
  if (bytes.length > 2 * MB) throw refusal(call, 40009, 'invalid image size');
  const isRight = (type === 'jpeg' || type === 'png') && createHash('md5').update(bytes).digest('hex') === image?.md5;
  if (!isRight) throw refusal(call, 40058, 'invalid Request Parameter');
  return `[image ${type} ${bytes.length}]`;
}

/** WeCom words its refusals with a hint, the caller's address and a link. */
function refusal(call: ApiContext, errcode: number, text: string): PlatformRefusal {
  const hint = Math.floor(call.now / 1000);
  const more = `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return new PlatformRefusal(errcode, `${text}, hint: [${hint}], from ip: ${call.request.ip}, more info at ${more}`);
}
