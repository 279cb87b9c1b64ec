import { z } from 'zod';
import type { Account } from '../account-store.ts';
import { findMedia } from '../media-store.ts';
import type { Platform } from '../platform.ts';
import { PlatformRefusal } from '../refusal.ts';
import { cleanArticleHtml, visibleText } from './draft-cleaning.ts';

/** An article as clients send it (channel-apis 1.4). Fields that the platform does not know are ignored. */
export const articleSchema = z.object({
  article_type: z.enum(['news', 'newspic']).default('news'),
  title: z.string().default(''),
  author: z.string().default(''),
  digest: z.string().default(''),
  content: z.string().default(''),
  content_source_url: z.string().default(''),
  thumb_media_id: z.string().default(''),
  need_open_comment: z.number().default(0),
  only_fans_can_comment: z.number().default(0),
  pic_crop_235_1: z.string().optional(),
  pic_crop_1_1: z.string().optional(),
  image_info: z.object({ image_list: z.array(z.object({ image_media_id: z.string() })) }).optional(),
});
export type Article = z.infer<typeof articleSchema>;

/** Characters that the platform takes as digest when none is given. */
const DIGEST_FROM_BODY = 54;

/**
 * Checks an article against the vendor's limits (2025-12) and gives it as the platform keeps it.
 * @throws PlatformRefusal 45003 title, 45110 author, 45004 digest, 45002 content, 45005 and 41039 source address,
 *   40007 cover, 88000 comments without the privilege, 44004 empty content
 */
export function acceptArticle(platform: Platform, account: Account, article: Article, single: boolean): Article {
  if (article.title === '' || characters(article.title) > 32) refuse(45003, 'title size out of limit');
  if (characters(article.author) > 16) refuse(45110, 'author size out of limit');
  if (characters(article.digest) > 128) refuse(45004, 'description size out of limit');
  if (article.content === '') refuse(44004, 'empty content');
  if (characters(article.content) >= 20_000 || Buffer.byteLength(article.content) >= 1_048_576) {
    refuse(45002, 'content size out of limit');
  }
  checkSourceUrl(article.content_source_url);
  checkPictures(platform, account, article);
  if (article.need_open_comment && !account.comments) refuse(88000, 'without comment privilege');
  const content = article.article_type === 'news' ? cleanArticleHtml(article.content) : visibleText(article.content);
  const fromBody = single ? Array.from(visibleText(content)).slice(0, DIGEST_FROM_BODY).join('') : '';
  return { ...article, content, digest: article.digest || fromBody };
}

function checkSourceUrl(url: string): void {
  if (Buffer.byteLength(url) > 1024) refuse(45005, 'url size out of limit');
  if (url !== '' && !/^https?:\/\/[^\s/]/i.test(url)) refuse(41039, 'invalid content_source_url');
}

function checkPictures(platform: Platform, account: Account, article: Article): void {
  const ids =
    article.article_type === 'news'
      ? [article.thumb_media_id]
      : (article.image_info?.image_list ?? []).map((image) => image.image_media_id);
  const arePictures = ids.every((id) => {
    const media = findMedia(platform, account.appid, id);
    return media?.permanent === 1 && (media.type === 'image' || media.type === 'thumb');
  });
  if (ids.length === 0 || ids.length > 20 || !arePictures) refuse(40007, 'invalid media_id');
}

/** 字 are counted as Unicode code points. */
function characters(text: string): number {
  return Array.from(text).length;
}

function refuse(errcode: number, errmsg: string): never {
  throw new PlatformRefusal(errcode, errmsg);
}
