import type { Column } from '../config/portals.ts';
import { FixContent } from '../errors.ts';
import { openable } from './body-links.ts';
import { familyOf } from './families/families.ts';
import { findRows, type RowElement, rowText } from './find-rows.ts';
import { furtherPages } from './further-pages.ts';
import type { ListPage, ListRow } from './list-page.ts';
import { dateInForm, dateOfAddress, pageDates } from './page-date.ts';
import { tidyRowTitle } from './page-title.ts';
import { isElement, type Page, type PageElement, parsePage, textOf } from './page-tree.ts';
import { urlKey } from './url-key.ts';

/** Boxes in a row that hold relations instead of the row's own link (portal-pages 2.2, nda.gov.cn). */
const BOXES = '.popbox';
/** 14 2026-08: cards print the day apart from year and month. */
const CARD_DATE = /(?:^|\s)(\d{1,2})\s+(20\d{2})\s*[-./年]\s*(\d{1,2})(?!\d|\s*[-./月]\s*\d)/;

/**
 * Reads a list page. Rows that repeat an address (twins for telephones) are taken once.
 * @param html the page as text
 * @param url where it was read
 * @throws FixContent `list-empty` with the address: a list without rows is a changed page, never a quiet day
 */
export function readList(html: string, url: string, column: Pick<Column, 'list' | 'pages'>): ListPage {
  const family = familyOf(html, url);
  const page = parsePage(html);
  let rows = rowsOf(page, url, column.list);
  // Some templates hide the rows from plain readers: in CDATA records, or in a comment that a script unwraps.
  for (const hidden of [family.unhideRows?.(html) ?? null, commented(page)]) {
    if (rows.length === 0 && hidden !== null) rows = rowsOf(parsePage(hidden), url, column.list);
  }
  if (rows.length === 0) throw empty(url);
  const warnings: ListPage['warnings'] = [];
  if (rows.length < column.list.minRows) {
    const message = `${rows.length} rows instead of at least ${column.list.minRows}: the page may have changed`;
    warnings.push({ code: 'list-short', message });
  }
  return { family: family.name, rows, further: furtherPages(page, html, url, column.pages), warnings };
}

function rowsOf($: Page, url: string, list: Column['list']): ListRow[] {
  $(BOXES).remove();
  const found = list.row ? chosenRows($, list.row, list.link) : findRows($);
  const seen = new Set<string>();
  return found.flatMap((row) => {
    const address = openable(row.anchor.attribs.href, url);
    if (address === null || seen.has(urlKey(address))) return [];
    seen.add(urlKey(address));
    const read = readRow($, row, address, list);
    return read.title === '' ? [] : [read];
  });
}

function chosenRows($: Page, selector: string, link: string | undefined): RowElement[] {
  return $(selector)
    .toArray()
    .filter(isElement)
    .flatMap((element) => {
      const anchor = link
        ? $(element).find(link).get(0)
        : $(element).is('a')
          ? element
          : $(element).find('a[href]').get(0);
      return anchor && isElement(anchor) ? [{ element, anchor }] : [];
    });
}

function readRow($: Page, row: RowElement, url: string, list: Column['list']): ListRow {
  const { element, anchor } = row;
  const set = list.title ? firstText($, element, list.title) : null;
  const shown = textOf(anchor);
  const whole = set ?? (anchor.attribs.title?.trim() || shown);
  const title = tidyRowTitle(whole);
  const printed = list.date
    ? (firstText($, element, list.date) ?? '')
    : withoutTitle(rowText(element), [shown, whole, title]);
  const date =
    (list.dateFormat ? dateInForm(printed, list.dateFormat) : null) ??
    pageDates(printed)[0] ??
    cardDate(printed) ??
    dateOfAddress(url) ??
    pageDates(whole.slice(title.length))[0] ??
    null;
  const pinned =
    /置顶/.test(rowText(element)) ||
    /(?:^|[\s_-])(?:zhiding|istop|ontop)(?:$|[\s_-])/i.test(element.attribs.class ?? '');
  return { url, title, at: date?.at ?? null, pinned };
}

function firstText($: Page, element: PageElement, selector: string): string | null {
  const found = $(element).find(selector).get(0);
  return found && isElement(found) ? textOf(found) : null;
}

/** A title may hold a date itself: 2026年11月1日起施行. */
function withoutTitle(text: string, titles: string[]): string {
  return titles.reduce((rest, title) => (title === '' ? rest : rest.replace(title, ' ')), text);
}

function cardDate(text: string) {
  const match = CARD_DATE.exec(text);
  return match ? (pageDates(`${match[2]}-${match[3]}-${match[1]}`)[0] ?? null) : null;
}

/** What stands in comments, when it looks like rows. */
function commented($: Page): string | null {
  const comments: string[] = [];
  const walk = (nodes: ReturnType<Page['root']>[number]['children']) => {
    for (const node of nodes) {
      if (node.type === 'comment' && /<(?:li|tr|dl|div)\b/i.test(node.data)) comments.push(node.data);
      if (isElement(node)) walk(node.children);
    }
  };
  for (const root of $.root().toArray()) walk(root.children);
  return comments.length === 0 ? null : `<div>${comments.map((text) => `<div>${text}</div>`).join('\n')}</div>`;
}

function empty(url: string): FixContent {
  return new FixContent({
    code: 'list-empty',
    message: 'the list page has no rows',
    place: url,
    remedy:
      'Open the address and compare it with the selectors of the column in the portal file; the site may have been redesigned.',
  });
}
