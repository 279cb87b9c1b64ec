import { cutText } from './cut-text.ts';
import { robotMarkdownBytes } from './platform-limits.ts';
import type { ComposedArticle } from './post.ts';

type Linked = Pick<ComposedArticle, 'title' | 'digest' | 'sourceUrl'>;

/** Bytes of the title and of the address of the first article at most; the rest is for digest and list. */
const TITLE_BYTES = 1024;
const LINK_BYTES = 1536;
/** Bytes kept free for the digest while other articles are listed. */
const DIGEST_BYTES = 512;

/**
 * The post as markdown of a WeCom group robot: title, digest, link, the other articles, the consultation telephone
 * (I-10). At most 4096 bytes: first the digest is cut, between characters and outside of names in 《》, then the last
 * articles are left out; a link is printed whole or not at all.
 */
export function robotMarkdown(articles: readonly Linked[], telephone: string | null): string {
  const [first, ...others] = articles;
  if (!first) return '';
  const phone = telephone ? `\n政策咨询电话：${telephone}` : '';
  const head = `**${within(plain(first.title), TITLE_BYTES)}**`;
  const link = first.sourceUrl ? fitting(`\n[阅读原文](${address(first.sourceUrl)})`, LINK_BYTES) : '';
  const list: string[] = [];
  let left = robotMarkdownBytes - bytes(`${head}\n> ${link}${phone}`);
  for (const other of others) {
    const title = plain(other.title);
    const line = other.sourceUrl ? `\n- [${title}](${address(other.sourceUrl)})` : `\n- ${title}`;
    if (bytes(line) > left - DIGEST_BYTES) break;
    list.push(line);
    left -= bytes(line);
  }
  const digest = within(plain(first.digest), left);
  return `${head}${digest ? `\n> ${digest}` : ''}${link}${list.join('')}${phone}`;
}

/** One line, without the signs that would begin a link, bold type, code or a mention. */
function plain(text: string): string {
  const shown: Record<string, string> = { '[': '［', ']': '］', '*': '＊', '`': '｀', '<': '＜', '>': '＞' };
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[[\]*`<>]/g, (sign) => shown[sign] ?? sign)
    .trim();
}

function address(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29').replace(/\s/gu, '%20');
}

function within(text: string, max: number): string {
  return cutText(text, (t) => bytes(t) <= max);
}

function fitting(text: string, max: number): string {
  return bytes(text) <= max ? text : '';
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
