import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../account-store.ts';
import { findMedia } from '../media-store.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import type { Article } from './article-fields.ts';
import { findDraft } from './draft-store.ts';

const media = z.object({ media_id: z.string() });

/** What the send calls have in common (channel-apis 1.6). */
export const massContent = {
  msgtype: z.string(),
  mpnews: media.optional(),
  text: z.object({ content: z.string() }).optional(),
  voice: media.optional(),
  mpvideo: media.optional(),
  image: media.optional(),
  images: z.object({ media_ids: z.array(z.string()), recommend: z.string().optional() }).optional(),
  send_ignore_reprint: z.number().default(0),
  clientmsgid: z.string().optional(),
};
const contentSchema = z.object(massContent);
export type MassBody = z.infer<typeof contentSchema>;

/** What a mass send carries: the draft's articles, or a text, or the ids of other media. */
export interface MassMessage {
  draftId: string | null;
  articles: Article[];
  content: string;
}

/** @throws PlatformRefusal 40008 type, 40007 media, 44004 empty text, 45113 cards */
export function readMassMessage(platform: Platform, account: Account, body: MassBody): MassMessage {
  if (body.msgtype === 'wxcard') throw new PlatformRefusal(45113, 'card message is no longer supported');
  if (body.msgtype === 'mpnews' && body.mpnews) {
    const draft = findDraft(platform, account.appid, body.mpnews.media_id);
    if (!draft) throw new PlatformRefusal(40007, 'invalid media_id');
    return { draftId: draft.mediaId, articles: draft.articles, content: '' };
  }
  if (body.msgtype === 'text' && body.text) {
    if (body.text.content === '') throw new PlatformRefusal(44004, 'empty content');
    return { draftId: null, articles: [], content: body.text.content };
  }
  const ids = otherMedia(body);
  if (!ids) throw new PlatformRefusal(40008, 'invalid message type');
  if (!ids.every((id) => findMedia(platform, account.appid, id))) throw new PlatformRefusal(40007, 'invalid media_id');
  return { draftId: null, articles: [], content: `${body.msgtype} ${ids.join(' ')}` };
}

function otherMedia({ msgtype, voice, mpvideo, image, images }: MassBody): string[] | null {
  if (msgtype === 'voice' && voice) return [voice.media_id];
  if (msgtype === 'mpvideo' && mpvideo) return [mpvideo.media_id];
  if (msgtype === 'image' && images) return images.media_ids;
  return msgtype === 'image' && image ? [image.media_id] : null;
}

/** The id that the platform makes itself when the client sends none: the same content to the same people is the same. */
export function derivedClientId(scope: string, message: MassMessage): string {
  const what = JSON.stringify([scope, message.content, message.articles.map(({ title, content }) => [title, content])]);
  return `derived ${createHash('sha256').update(what).digest('hex').slice(0, 32)}`;
}
