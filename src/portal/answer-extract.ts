import ipaddr from 'ipaddr.js';
import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Clock } from '../clock.ts';
import { portalSchema } from '../config/portals.ts';
import { AskedWrongly, CallPerson } from '../errors.ts';
import type { Article } from './article.ts';
import { isPublic } from './fetch/address-guard.ts';
import { decodePage } from './fetch/charset.ts';
import { hostGate } from './fetch/host-gate.ts';
import { httpReader } from './fetch/http-reader.ts';
import { type ArticleOptions, readArticle } from './read-article.ts';
import { isSoft404 } from './soft-404.ts';

/** The answer of `govcast extract`: an article with its time as ISO 8601 of Beijing. */
export type ExtractAnswer = Omit<Article, 'publishedAt'> & { publishedAt: string | null };

type Options = Pick<ArticleOptions, 'now' | 'findNumbers'>;

export function answerExtract(article: Article): ExtractAnswer {
  return { ...article, publishedAt: article.publishedAt === null ? null : isoBeijing(article.publishedAt) };
}

/**
 * `govcast extract FILE`: a page in any charset. Needs nothing but the bytes.
 * @param base for its relative addresses (`--url`), or null
 */
export function extractFile(bytes: Buffer, base: string | null, options: Options): ExtractAnswer {
  return answerExtract(readArticle(decodePage(bytes, null).text, base, options));
}

/**
 * `govcast extract URL`: reads one page from its host, robots.txt obeyed. A host that is itself written as a private
 * address, or `localhost`, was meant by the person who typed it; a name that leads to one is refused.
 * @throws AskedWrongly when it is no http address; CallPerson `page-gone`; and what the reader throws
 */
export async function extractUrl(
  address: string,
  userAgent: string,
  clock: Clock,
  options: Options,
): Promise<ExtractAnswer> {
  if (!URL.canParse(address) || !/^https?:/i.test(address)) throw notAnAddress(address);
  const url = new URL(address);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const allowPrivate = host === 'localhost' || (ipaddr.isValid(host) && !isPublic(host));
  const column = { id: 'page', name: 'page', url: address };
  const portal = portalSchema.parse({
    id: 'extract',
    name: host,
    base: url.origin,
    allowPrivate,
    userAgent,
    columns: [column],
  });
  const reader = httpReader(portal, { clock, gate: hostGate(clock) });
  try {
    const reading = await reader.read(address);
    if (reading.is !== 'page') throw gone(address, 'the page is not there');
    const { text } = decodePage(reading.bytes, reading.contentType);
    const article = readArticle(text, reading.url, options);
    if (isSoft404(article.title, article.text)) throw gone(address, 'the page says that it is not there');
    return answerExtract(article);
  } finally {
    reader.close();
  }
}

function notAnAddress(address: string): AskedWrongly {
  return new AskedWrongly({
    code: 'not-an-address',
    message: `${address} is neither a file nor an http address`,
    remedy: 'Give the path of a saved page or an address that begins with http:// or https://.',
  });
}

function gone(address: string, message: string): CallPerson {
  return new CallPerson({
    code: 'page-gone',
    message,
    place: address,
    remedy: 'Open the address in a browser and correct it.',
  });
}
