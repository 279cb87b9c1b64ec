/** The articles of a draft exactly as they are sent, from the content and what was uploaded for it. Pure. */
import type { Composed, ComposedArticle, Limits } from '../../posts/post.ts';
import { withAddresses } from '../../posts/stored-pictures.ts';

export interface DraftArticle {
  article_type: 'news';
  title: string;
  author: string;
  digest: string;
  content: string;
  content_source_url: string;
  thumb_media_id: string;
  pic_crop_1_1?: string;
  need_open_comment: 0 | 1;
  only_fans_can_comment: 0 | 1;
}

export interface DraftParts {
  deliveryId: string;
  content: Composed;
  /** Address at the platform by SHA-256 of the picture. */
  imageUrls: Readonly<Record<string, string>>;
  /** Material id by SHA-256 of the cover. */
  coverIds: Readonly<Record<string, string>>;
  openComments: 'no' | 'everyone' | 'followers';
}

/** @returns the articles, or the SHA-256 of a picture that was not uploaded */
export function draftArticles(parts: DraftParts): { articles: DraftArticle[]; missing: string[] } {
  const missing: string[] = [];
  const single = parts.content.articles.length === 1;
  const articles = parts.content.articles.map((article): DraftArticle => {
    const cover = article.cover ? parts.coverIds[article.cover.sha256] : undefined;
    if (cover === undefined) missing.push(article.cover?.sha256 ?? 'cover');
    return {
      article_type: 'news',
      title: article.title,
      author: article.author,
      digest: single ? article.digest : '',
      content: withAddresses(article.html, (sha256) => {
        const url = parts.imageUrls[sha256];
        if (url === undefined) missing.push(sha256);
        return url;
      }),
      content_source_url: markedAddress(article.sourceUrl, parts.deliveryId),
      thumb_media_id: cover ?? '',
      ...(article.cover?.square === undefined ? {} : { pic_crop_1_1: article.cover.square }),
      need_open_comment: parts.openComments === 'no' ? 0 : 1,
      only_fans_can_comment: parts.openComments === 'followers' ? 1 : 0,
    };
  });
  return { articles, missing };
}

/**
 * The source address with the delivery's marker as its fragment, by which a draft or an article is found again after a
 * lost answer. An address with a fragment of its own is left alone: a page may route by it.
 */
export function markedAddress(sourceUrl: string | null, deliveryId: string): string {
  if (sourceUrl === null) return '';
  return sourceUrl.includes('#') ? sourceUrl : `${sourceUrl}#${marker(deliveryId)}`;
}

export function marker(deliveryId: string): string {
  return `gc-${deliveryId}`;
}

/** The first article that is too long as it is sent: the addresses of its pictures are longer than what stood for them. */
export function overLength(articles: readonly Pick<DraftArticle, 'content'>[], limits: Limits) {
  for (const [i, { content }] of articles.entries()) {
    const bytes = Buffer.byteLength(content);
    const isLong = content.length >= limits.htmlCharsBelow;
    if (!isLong && bytes < limits.htmlBytesBelow) continue;
    const [count, limit] = isLong ? [content.length, limits.htmlCharsBelow - 1] : [bytes, limits.htmlBytesBelow - 1];
    const what = isLong ? 'body' : 'body in bytes';
    return { code: 'wechat-45002', message: `article ${i + 1}: ${what} has ${count}, at most ${limit}`, limit };
  }
  return null;
}

/** The first limit that an article breaks, as the platform counts it: 字 as code points, HTML as UTF-16 code units. */
export function overLimit(articles: readonly ComposedArticle[], limits: Limits) {
  if (articles.length === 0) return { code: 'wechat-44003', message: 'the post has no article', limit: 1 };
  if (articles.length > limits.articles) {
    return { code: 'wechat-45008', message: `${articles.length} articles`, limit: limits.articles };
  }
  for (const [i, article] of articles.entries()) {
    const bytes = Buffer.byteLength(article.html);
    const counts = [
      { code: 'wechat-45003', what: 'title', count: [...article.title].length, limit: limits.titleChars },
      { code: 'wechat-author', what: 'author', count: [...article.author].length, limit: limits.authorChars },
      { code: 'wechat-45004', what: 'digest', count: [...article.digest].length, limit: limits.digestChars },
      { code: 'wechat-45002', what: 'body', count: article.html.length, limit: limits.htmlCharsBelow - 1 },
      { code: 'wechat-45002', what: 'body in bytes', count: bytes, limit: limits.htmlBytesBelow - 1 },
      {
        code: 'wechat-45005',
        what: 'source address in bytes',
        count: Buffer.byteLength(article.sourceUrl ?? ''),
        limit: limits.sourceUrlBytes,
      },
    ];
    const over = counts.find(({ count, limit }) => count > limit);
    if (over) {
      const message = `article ${i + 1}: ${over.what} has ${over.count}, at most ${over.limit}`;
      return { code: over.code, message, limit: over.limit };
    }
  }
  return null;
}
