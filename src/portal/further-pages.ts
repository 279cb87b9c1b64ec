import type { Column } from '../config/portals.ts';
import { isElement, type Page } from './page-tree.ts';

const MOST = 1000;

/**
 * Addresses of the list pages after this one: by the column's template, else by the page's own createPageHTML call, else
 * its link 下一页.
 * @param url address of the column's first page
 */
export function furtherPages($: Page, html: string, url: string, pages: Column['pages']): string[] {
  const total = totalPages(html);
  if (pages.next) {
    const last = total ?? pages.firstFill;
    const count = Math.min(MOST, Math.max(last, pages.max, pages.firstFill)) - 1;
    return numbered(url, pages.next, pages.start, total === null ? count : Math.min(count, total - 1));
  }
  const call = pageCall(html);
  if (call && total !== null)
    return numbered(url, `${call.name}_{n}.${call.ending}`, call.start, Math.min(MOST, total - 1));
  const next = $('a[href]')
    .toArray()
    .filter(isElement)
    .find((anchor) => /^\s*(?:下一页|下页|›|>)\s*$/.test($(anchor).text()));
  const href = next?.attribs.href ?? '';
  const leads = href !== '' && !/^(?:javascript:|#)/i.test(href) && URL.canParse(href, url);
  return leads ? [new URL(href, url).href] : [];
}

function numbered(url: string, template: string, start: number, count: number): string[] {
  return Array.from(
    { length: Math.max(0, count) },
    (_, i) => new URL(template.replace('{n}', String(start + i)), url).href,
  );
}

/** The number of pages that the page prints: createPageHTML(N, …), `var countPage = N`, 共 N 页. */
function totalPages(html: string): number | null {
  const total =
    pageCall(html)?.total ??
    /\bcountPage\s*=\s*(\d+)/.exec(html)?.[1] ??
    /共\s*(?:<[^>]+>\s*)?(\d+)\s*(?:<[^>]+>\s*)?页/.exec(html)?.[1];
  return total === undefined ? null : Number(total);
}

/**
 * `createPageHTML(10, 0, "index", "html")`, in other sets with the name of an element in front. A current page of 0 on the
 * first page means that the second is `index_1`, of 1 that it is `index_2`.
 */
function pageCall(html: string): { total: string; start: number; name: string; ending: string } | null {
  const match =
    /createPage(?:HTML)?\s*\(\s*(?:['"]\w+['"]\s*,\s*)?(\d+)\s*,\s*(\d+)\s*,\s*['"]([\w-]+)['"]\s*,\s*['"](\w+)['"]/.exec(
      html,
    );
  if (!match?.[1] || !match[3] || !match[4]) return null;
  return { total: match[1], start: Number(match[2]) + 1, name: match[3], ending: match[4] };
}
