import type { Clock } from '../clock.ts';
import { fetchPage } from './open-link.ts';
import { readArticlePage } from './read-article-page.ts';

/**
 * What became of a published article. `gone` and `broken` are said by the platform itself; what this machine could not
 * reach, or was taken for a robot at, is `unclear` and says nothing.
 */
export type LinkLook = { is: 'open' } | { is: 'gone'; by: 'us' | 'platform' } | { is: 'broken' } | { is: 'unclear' };

/** Opens the link of an article that is on record; of private addresses that of the sandbox alone. */
export async function lookAtLink(
  clock: Clock,
  url: string,
  rehearsalHost: string | null,
): Promise<LinkLook & { says: string }> {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return { is: 'broken', says: 'no web address' };
  let page: { status: number; text: string };
  try {
    page = await fetchPage(clock, url, rehearsalHost);
  } catch (error) {
    return { is: 'unclear', says: error instanceof Error ? error.message : String(error) };
  }
  const { notice, titles } = readArticlePage(page.text);
  if (notice !== null) return { ...lookOf(notice), says: notice };
  const says = `HTTP ${page.status}`;
  if (page.status === 404 || page.status === 410) return { is: 'broken', says };
  return { is: page.status === 200 && titles.length > 0 ? 'open' : 'unclear', says };
}

/** What the platform writes in the place of an article (read-article-page). */
function lookOf(notice: string): LinkLook {
  if (/发布者删除/.test(notice)) return { is: 'gone', by: 'us' };
  if (/违规|此内容因/.test(notice)) return { is: 'gone', by: 'platform' };
  return /环境异常|暂时无法查看/.test(notice) ? { is: 'unclear' } : { is: 'broken' };
}
