import { firstBytes } from './count-chars.ts';
import { robotMarkdownBytes } from './platform-limits.ts';
import type { ComposedArticle } from './post.ts';

type Linked = Pick<ComposedArticle, 'title' | 'digest' | 'sourceUrl'>;

/**
 * The post as markdown of a WeCom group robot: title, digest, link, the other articles, the consultation telephone
 * (I-10). At most 4096 bytes: first the digest is cut, between characters, then the last articles are left out; a link
 * is printed whole or not at all.
 */
export function robotMarkdown(articles: readonly Linked[], telephone: string | null): string {
  const [first, ...others] = articles;
  if (!first) return '';
  const phone = telephone ? `\n政策咨询电话：${telephone}` : '';
  const head = cut(`**${plain(first.title)}**`, 1024);
  const link = first.sourceUrl ? fitting(`\n[阅读原文](${address(first.sourceUrl)})`, 1536) : '';
  const list: string[] = [];
  let left = robotMarkdownBytes - bytes(head + link + phone) - 64;
  for (const other of others) {
    const title = plain(other.title);
    const line = other.sourceUrl ? `\n- [${title}](${address(other.sourceUrl)})` : `\n- ${title}`;
    if (bytes(line) > left - 512) break;
    list.push(line);
    left -= bytes(line);
  }
  const digest = cut(plain(first.digest), Math.max(0, left));
  return `${head}${digest ? `\n> ${digest}` : ''}${link}${list.join('')}${phone}`;
}

/** One line, without the signs that would begin a link. */
function plain(text: string): string {
  return text.replace(/\s+/gu, ' ').replaceAll('[', '［').replaceAll(']', '］').trim();
}

function address(url: string): string {
  return url.replaceAll('(', '%28').replaceAll(')', '%29').replace(/\s/gu, '%20');
}

function cut(text: string, max: number): string {
  return bytes(text) <= max ? text : `${firstBytes(text, Math.max(0, max - 3))}…`;
}

function fitting(text: string, max: number): string {
  return bytes(text) <= max ? text : '';
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
