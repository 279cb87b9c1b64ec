import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { Clock } from '../clock.ts';
import { Refused } from '../errors.ts';
import { addressGuard } from '../portal/fetch/address-guard.ts';
import { visibleText } from '../posts/visible-text.ts';

const LIMIT_MS = 20_000;
const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Opens the link that a person gave as proof that a post went out, and looks for the post's title on the page. Private
 * addresses are opened for a rehearsal account only, whose platform is the sandbox on this machine.
 * @throws Refused when it does not open or shows something else
 */
export async function openLink(clock: Clock, link: string, title: string, rehearses: boolean): Promise<void> {
  if (!/^https?:\/\//i.test(link) || !URL.canParse(link)) throw notThere(link, 'it is no web address');
  const page = await readPage(clock, link, rehearses);
  const bare = (text: string) => text.replace(/\s+/g, '');
  if (bare(visibleText(page)).includes(bare(title)) || bare(page).includes(bare(title))) return;
  throw new Refused({
    code: 'link-other-page',
    message: `the page at ${link} does not show the title ${title}`,
    place: link,
    remedy: 'Open the article on the account and copy its own link.',
  });
}

async function readPage(clock: Clock, link: string, rehearses: boolean): Promise<string> {
  try {
    const guard = addressGuard({ base: link, hosts: [], allowPrivate: rehearses });
    guard.check(new URL(link));
    const { lookup } = guard;
    const agents = { httpAgent: new HttpAgent({ lookup }), httpsAgent: new HttpsAgent({ lookup }) };
    const limits = { timeout: LIMIT_MS, signal: clock.timeout(LIMIT_MS), maxContentLength: MAX_BYTES, maxRedirects: 0 };
    const { data } = await axios.get<string>(link, { ...limits, ...agents, responseType: 'text', proxy: false });
    return data;
  } catch (error) {
    throw notThere(link, error instanceof Error ? error.message : String(error));
  }
}

function notThere(link: string, why: string): Refused {
  return new Refused({
    code: 'link-not-open',
    message: `the link ${link} cannot be opened: ${why}`,
    place: link,
    remedy: 'Copy the link of the article as the account shows it, and see that this machine reaches it.',
  });
}
