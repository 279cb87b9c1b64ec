import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Clock } from '../clock.ts';
import { type Portal, portalSchema } from '../config/portals.ts';
import { AskedWrongly, CallPerson } from '../errors.ts';
import type { Article } from './article.ts';
import { decodePage } from './fetch/charset.ts';
import { hostGate } from './fetch/host-gate.ts';
import { httpReader } from './fetch/http-reader.ts';
import { type ArticleOptions, readArticle } from './read-article.ts';
import { isSoft404 } from './soft-404.ts';
import { whoAsks } from './who-asks.ts';

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
 * Reads one page from its host, robots.txt obeyed, in the name that the portal files give. Private addresses, `localhost`
 * and names that lead to one are asked only where the portal's file allows it, or where `allowPrivate` says that whoever
 * typed the address may reach them anyway (`govcast extract URL`, on his own machine).
 * @throws AskedWrongly when it is no http address; CallPerson `page-gone`; FixContent `contact-missing`,
 *   `address-refused`; and what the reader throws
 */
export async function extractUrl(
  address: string,
  { portals, allowPrivate }: { portals: readonly Portal[]; allowPrivate: boolean },
  clock: Clock,
  options: Options,
): Promise<ExtractAnswer> {
  if (!URL.canParse(address) || !/^https?:/i.test(address)) throw notAnAddress(address);
  const url = new URL(address);
  const asking = whoAsks(portals, url);
  const portal = portalSchema.parse({
    ...{ id: 'extract', name: url.hostname, base: url.origin, userAgent: asking.userAgent },
    allowPrivate: allowPrivate || asking.allowPrivate,
    columns: [{ id: 'page', name: 'page', url: address }],
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
