/** What a publish job came to, as `freepublish/get` and the finish event tell it (channel-apis 1.5, 4.7). Pure. */
import { z } from 'zod';
import type { Outcome, PublishedArticle } from '../channel.ts';
import { platformId } from './wechat-api.ts';

/** A list whose single element may have come without its array, or as white space when it is empty. */
export function listOf<S extends z.ZodType>(element: S) {
  return z.preprocess((value) => {
    if (value === undefined || value === null) return [];
    if (typeof value === 'string' && value.trim() === '') return [];
    return Array.isArray(value) ? value : [value];
  }, z.array(element));
}

/** An object, or white space where it is empty. */
export function objectOrBlank<S extends z.ZodType>(shape: S) {
  return z.preprocess((value) => (typeof value === 'object' && value !== null ? value : undefined), shape.optional());
}

export const publishStatus = z.object({
  publish_id: platformId,
  publish_status: z.coerce.number().int(),
  /** The vendor's own sample has a line break inside it. */
  article_id: platformId.nullish(),
  article_detail: objectOrBlank(
    z.object({ item: listOf(z.object({ idx: z.coerce.number().int(), article_url: z.string().trim() })) }),
  ),
  fail_idx: listOf(z.coerce.number().int()),
});

/** Titles are not told here: whoever knows the content fills them in by position. */
export function publishOutcome(status: z.output<typeof publishStatus>): Outcome {
  const articles = status.fail_idx.length > 0 ? `, articles ${status.fail_idx.join(', ')}` : '';
  switch (status.publish_status) {
    case 0: {
      const externalId = status.article_id || status.publish_id;
      const published = (status.article_detail?.item ?? []).map((item) => ({
        externalId,
        position: item.idx,
        title: '',
        url: item.article_url || null,
      }));
      return { is: 'published', externalId, published: atLeastOne(externalId, published) };
    }
    case 1:
      return { is: 'running' };
    case 2:
      return { is: 'failed', code: 'wechat-publish-2', detail: `the originality check refused it${articles}` };
    case 3:
      return { is: 'failed', code: 'wechat-publish-3', detail: 'it failed without a reason' };
    case 4:
      return { is: 'failed', code: 'wechat-publish-4', detail: `the platform's review refused it${articles}` };
    case 5:
      return { is: 'removed', by: 'us', detail: 'all articles were deleted after publication' };
    case 6:
      return { is: 'removed', by: 'platform', detail: 'all articles were banned after publication' };
    default:
      return { is: 'unknown', detail: `publish_status ${status.publish_status} is documented nowhere` };
  }
}

/** Something is public even where the platform lists no address (4.6): the first article stands for the message. */
export function atLeastOne(externalId: string, published: PublishedArticle[]): PublishedArticle[] {
  return published.length > 0 ? published : [{ externalId, position: 1, title: '', url: null }];
}
