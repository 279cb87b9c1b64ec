import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import { plainLink } from '../channels/article-link.ts';
import type { Clock } from '../clock.ts';
import { Refused } from '../errors.ts';
import { addressGuard } from '../portal/fetch/address-guard.ts';
import { visibleText } from '../posts/visible-text.ts';
import { type ArticlePage, readArticlePage } from './read-article-page.ts';

const LIMIT_MS = 20_000;
const MAX_BYTES = 5 * 1024 * 1024;
/** Pages tell their time to the minute, and clocks differ. */
const EARLIER_MS = 10 * 60_000;

/** What the page behind a link has to show to be believed. */
export interface ExpectedPage {
  title: string;
  /** Public name of the account, compared where the page names one. */
  account?: string;
  /** Hosts on which the platform shows articles; none means any public one. */
  hosts?: readonly string[];
  /** An article that was public before this moment (ms UTC) is another one. */
  notBefore?: number;
  /** Of a rehearsal account, where the sandbox on this machine shows articles; every other private address is refused. */
  rehearsalHost: string | null;
}

/** An article that was opened and looked at. */
export interface OpenedArticle {
  /** The link without what copying has added. */
  url: string;
  /** One name for the article whatever link was given. */
  externalId: string;
  /** ms UTC, null where the page does not say. */
  publicAt: number | null;
  /** The heading that the page shows, empty where it names none. */
  title: string;
}

/**
 * Opens the link that a person gave as proof that a post went out, and compares what it shows: the platform's host, an
 * article and no notice in its place, this account, the post's title, published for this delivery and not before.
 * @throws Refused with the reason and what to do when it does not open or shows something else
 */
export async function openLink(clock: Clock, link: string, expected: ExpectedPage): Promise<OpenedArticle> {
  const url = plainLink(link);
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw notThere(link, 'it is no web address');
  const { host, hostname } = new URL(url);
  const { hosts = [] } = expected;
  if (hosts.length > 0 && !hosts.includes(host) && !hosts.includes(hostname)) {
    const remedy = `Copy the link of the article itself: it begins with https://${hosts[0]}/.`;
    throw refused('link-other-host', url, `${host} is not where the platform shows articles`, remedy);
  }
  const page = await readPage(clock, url, expected.rehearsalHost);
  const article = readArticlePage(page);
  compare(url, page, article, expected);
  return { url, externalId: article.address ?? url, publicAt: article.publishedAt, title: article.titles[0] ?? '' };
}

function compare(url: string, page: string, article: ArticlePage, expected: ExpectedPage): void {
  const { title, account, notBefore } = expected;
  if (article.notice !== null) {
    const remedy = /环境异常/.test(article.notice)
      ? 'Wait some minutes and confirm again; the platform takes this machine for a robot.'
      : 'If the article was taken down, publish it again and give the new link, or answer leave.';
    throw refused('link-withdrawn', url, `the page shows no article but “${article.notice}”`, remedy);
  }
  const bare = (text: string) => text.normalize('NFKC').replace(/\s+/g, '');
  const shown = article.titles.length > 0 ? article.titles : [visibleText(page)];
  if (!shown.some((each) => bare(each).includes(bare(title)))) {
    const seen = article.titles[0] ? `, it shows ${article.titles[0].slice(0, 64)}` : '';
    const remedy = 'Open the article on the account and copy its own link.';
    throw refused('link-other-page', url, `the page does not show the title ${title}${seen}`, remedy);
  }
  if (account !== undefined && article.account !== null && bare(article.account) !== bare(account)) {
    const remedy = `Give the link of the article on ${account}, or mend the account's name in config/channels.yaml.`;
    throw refused('link-other-account', url, `the article is on ${article.account}, not on ${account}`, remedy);
  }
  if (notBefore !== undefined && article.publishedAt !== null && article.publishedAt < notBefore - EARLIER_MS) {
    const remedy = 'Give the link of the article that was published now; this is an earlier one of the same title.';
    throw refused('link-older', url, 'the article was public before this delivery was made', remedy);
  }
}

async function readPage(clock: Clock, link: string, rehearsalHost: string | null): Promise<string> {
  try {
    const { status, text } = await fetchPage(clock, link, rehearsalHost);
    if (status < 200 || status > 299) throw new Error(`it answers with status code ${status}`);
    return text;
  } catch (error) {
    throw notThere(link, error instanceof Error ? error.message : String(error));
  }
}

/**
 * The page behind a link, whatever it answers; no redirect is followed, and a private address is refused unless it is that
 * of the sandbox, for an account that rehearses there.
 */
export async function fetchPage(
  clock: Clock,
  link: string,
  rehearsalHost: string | null,
): Promise<{ status: number; text: string }> {
  const guard = addressGuard({ base: link, hosts: [], allowPrivate: new URL(link).host === rehearsalHost });
  guard.check(new URL(link));
  const { lookup } = guard;
  const agents = { httpAgent: new HttpAgent({ lookup }), httpsAgent: new HttpsAgent({ lookup }) };
  const limits = { timeout: LIMIT_MS, signal: clock.timeout(LIMIT_MS), maxContentLength: MAX_BYTES, maxRedirects: 0 };
  const answer = { responseType: 'text' as const, validateStatus: () => true };
  const { status, data } = await axios.get<string>(link, { ...limits, ...agents, ...answer, proxy: false });
  return { status, text: data };
}

function notThere(link: string, why: string): Refused {
  const remedy = 'Copy the link of the article as the account shows it, and see that this machine reaches it.';
  return refused('link-not-open', link, `it cannot be opened: ${why}`, remedy);
}

function refused(code: string, link: string, why: string, remedy: string): Refused {
  return new Refused({ code, message: `the link ${link} is no proof: ${why}`, place: link, remedy });
}
