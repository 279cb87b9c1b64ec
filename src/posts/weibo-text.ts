import { cutText } from './cut-text.ts';
import { weiboLimits } from './platform-limits.ts';
import type { ComposedArticle } from './post.ts';

type Told = Pick<ComposedArticle, 'title' | 'digest' | 'sourceUrl'>;

const ADDRESS = /https?:\/\/[^\s\u0080-\uffff"'<>]+/g;
/** A digest of fewer units says less than nothing. */
const LEAST_DIGEST = 10;

/**
 * Length of a status as Weibo counts it: a Chinese character is 1, two ASCII characters are 1, an address is as long as
 * its short form of 20 ASCII characters. Signs outside the first plane count 2, the more careful reading.
 * https://open.weibo.com/wiki/2/statuses/share
 */
export function weiboLength(text: string): number {
  let halves = 0;
  const rest = text.replace(ADDRESS, () => {
    halves += weiboLimits.addressHalves;
    return '';
  });
  for (let i = 0; i < rest.length; i += 1) halves += rest.charCodeAt(i) < 0x80 ? 1 : 2;
  return Math.ceil(halves / 2);
}

/**
 * The post as one status: 【title】, digest, consultation telephone (I-10), link. First the digest is cut, then it goes,
 * then the title is cut; the link always stays whole, for the platform refuses a status without one of the bound domain.
 * No topic: `statuses/share` refuses `#…#`. Empty without an article.
 */
export function weiboText(articles: readonly Told[], telephone: string | null): string {
  const [first] = articles;
  if (!first) return '';
  const link = first.sourceUrl === null ? '' : ` ${linkable(first.sourceUrl)}`;
  const phone = telephone ? `政策咨询电话：${telephone}` : '';
  const fits = (text: string) =>
    weiboLength(text) <= weiboLimits.textUnits && weiboLength(text + link) <= weiboLimits.statusUnits;
  const title = cutText(said(first.title), (t) => fits(`【${t}】${phone}`));
  const head = title === '' ? '' : `【${title}】`;
  const ends = (digest: string) =>
    digest !== '' && phone !== '' && !/[。！？…]$/u.test(digest) ? `${digest}。` : digest;
  const digest = ends(cutText(said(first.digest), (d) => fits(`${head}${ends(d)}${phone}`)));
  const kept = weiboLength(digest) < Math.min(LEAST_DIGEST, weiboLength(said(first.digest))) ? '' : digest;
  return `${head}${kept}${phone}${link}`.trim();
}

/** One line, without the signs that would make a topic or call somebody. */
function said(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('#', '＃').replaceAll('@', '＠').trim();
}

/** Weibo ends an address at the first sign that is not ASCII. */
function linkable(url: string): string {
  return URL.canParse(url) ? new URL(url).href : encodeURI(url);
}
