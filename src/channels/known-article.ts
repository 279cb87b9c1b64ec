/** Whether an article that is found on a platform is one that is on record already. Pure. */
import { beijingDay } from '../calendar/beijing-time.ts';
import { plainLink } from './article-link.ts';
import type { PastArticle } from './channel.ts';
import type { Publication } from './publication-store.ts';

/**
 * The record of an article, or null for one that nobody knew. One article has several names: a delivery keeps the number
 * of its job where the list has the article's, and the link may have come by another way or not at all. Without a link on
 * one side the same title in the same place of a message on the same day is the same article.
 */
export function knownArticle(known: readonly Publication[], found: PastArticle): Publication | null {
  const link = found.url === null ? null : plainLink(found.url);
  return (
    known.find((each) => each.externalId === found.externalId && each.position === found.position) ??
    known.find((each) => link !== null && each.url !== null && plainLink(each.url) === link) ??
    known.find((each) => (each.url === null || link === null) && sameTitleAndDay(each, found)) ??
    null
  );
}

function sameTitleAndDay(known: Publication, found: PastArticle): boolean {
  return (
    found.title !== '' &&
    bare(known.title) === bare(found.title) &&
    known.position === found.position &&
    known.act === found.act &&
    beijingDay(known.publicAt) === beijingDay(found.publicAt)
  );
}

function bare(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '');
}
