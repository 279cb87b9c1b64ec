/** Addresses of published articles: one article has several, and two of one article must not look like two. Pure. */

/** What of a long WeChat address names the article; the rest says who shared it. */
const named = ['__biz', 'mid', 'idx', 'sn'];

/** The address of an article without what the way it was copied has added. Text that is no address stays as it is. */
export function plainLink(link: string): string {
  const text = link.trim().replaceAll('&amp;', '&');
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  url.hash = '';
  if (url.hostname !== 'mp.weixin.qq.com') return url.href;
  url.protocol = 'https:';
  if (named.every((key) => url.searchParams.has(key))) {
    for (const key of [...url.searchParams.keys()]) if (!named.includes(key)) url.searchParams.delete(key);
  } else if (url.pathname !== '/s') {
    url.search = '';
  }
  return url.href;
}
