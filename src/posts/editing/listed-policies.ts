import { load } from 'cheerio';

/** One policy as the text of a topic lists it (C-09). */
export interface ListedPolicy {
  title: string;
  /** Without the line that names its issuer, or without a link of its own. */
  isBare: boolean;
}

const NUMBERED = /^\s*\d{1,3}[.．、]\s*(\S.*)$/su;
const ISSUER = /发文机关\s*[：:]\s*\S/u;
const ADDRESS = /https?:\/\/\S/i;

/**
 * The policies that a topic lists, read off its own words: numbered headings as its template prints them, each with what
 * follows up to the next heading. Pure.
 * @param body as a person edits it, HTML
 */
export function listedPolicies(body: string): ListedPolicy[] {
  const $ = load(body, null, false);
  return $('h1, h2, h3, h4, h5, h6')
    .toArray()
    .flatMap((heading) => {
      const title = NUMBERED.exec($(heading).text())?.[1]?.trim();
      if (title === undefined) return [];
      const after = $(heading).nextUntil('h1, h2, h3, h4, h5, h6');
      const hasLink = after.is('a[href]') || after.find('a[href]').length > 0 || ADDRESS.test(after.text());
      return [{ title, isBare: !ISSUER.test(after.text()) || !hasLink }];
    });
}

/** Whether a topic leads to no policy at all, however it is set. */
export function listsNothing(body: string): boolean {
  return listedPolicies(body).length === 0 && load(body, null, false)('a[href]').length === 0;
}
