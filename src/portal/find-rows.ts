import { pageDates } from './page-date.ts';
import { isElement, nextElement, type Page, type PageElement, parentOf, textOf } from './page-tree.ts';

/** Addresses of articles in the dialects of the CMS families (portal-pages 6.2). */
const ARTICLE_ADDRESS =
  /t20\d{6}_\d+\.s?html?|\/art\/\d{4}\/(?:\d+\/\d+\/)?art_[0-9a-f_]+\.html|content(?:_|\/post_)\d+\.s?html?|\/c\d+\/\d{6}\/(?:[0-9a-f]{32}|\d+)\.shtml|\/\d{8}\/[0-9a-f-]{8,}(?:\.html|\/c\.html)|doc_[0-9a-f]{24}\.html|\/public\/\d+\/\d+\.html|\/info\/\d+\/\d+\.htm|post_\d+\.html|\/content\/article\/\d+/;
const SHORTEST_TITLE = 4;

export interface RowElement {
  element: PageElement;
  anchor: PageElement;
}

interface Group {
  rows: RowElement[];
  dated: number;
  articles: number;
}

/**
 * The rows of a list page without any selector: links to articles are grouped by the element that repeats around them,
 * and the group with the most dated rows is the list; navigation and side boxes have none.
 */
export function findRows($: Page): RowElement[] {
  const anchors = $('a[href]')
    .toArray()
    .filter(isElement)
    .filter((anchor) => isTitle($, anchor));
  const articles = anchors.filter((anchor) => ARTICLE_ADDRESS.test(anchor.attribs.href ?? ''));
  return best(groups(articles)) ?? best(groups(anchors).filter((group) => group.dated > 0)) ?? [];
}

function isTitle($: Page, anchor: PageElement): boolean {
  const href = anchor.attribs.href ?? '';
  if (href.startsWith('#') || /^(?:javascript|mailto|tel):/i.test(href)) return false;
  return (anchor.attribs.title ?? $(anchor).text()).trim().length >= SHORTEST_TITLE;
}

/** Climbs from each link to the largest element that holds no other article: that is its row, its parent the list. */
function groups(anchors: PageElement[]): Group[] {
  const counts = new Map<PageElement, Set<string>>();
  for (const anchor of anchors) {
    for (let each: PageElement | null = anchor; each; each = parentOf(each)) {
      counts.set(each, (counts.get(each) ?? new Set()).add(anchor.attribs.href ?? ''));
    }
  }
  const lists = new Map<PageElement, Group>();
  const taken = new Set<PageElement>();
  for (const anchor of anchors) {
    let row = anchor;
    for (let up = parentOf(row); up && up.name !== 'body' && counts.get(up)?.size === 1; up = parentOf(up)) row = up;
    const list = parentOf(row);
    if (!list || taken.has(row)) continue;
    taken.add(row);
    const group = lists.get(list) ?? { rows: [], dated: 0, articles: 0 };
    group.rows.push({ element: row, anchor });
    if (pageDates(rowText(row)).length > 0) group.dated += 1;
    if (ARTICLE_ADDRESS.test(anchor.attribs.href ?? '')) group.articles += 1;
    lists.set(list, group);
  }
  return [...lists.values()];
}

function best(all: Group[]): RowElement[] | null {
  const [first] = all.sort((a, b) => b.dated - a.dated || b.articles - a.articles || b.rows.length - a.rows.length);
  return first?.rows ?? null;
}

/** Text of a row; where title and date are siblings, that of the next sibling without a link too. */
export function rowText(row: PageElement): string {
  const own = textOf(row);
  const next = nextElement(row);
  const paired = next && next.name === row.name && !hasLink(next) && pageDates(own).length === 0;
  return paired ? `${own} ${textOf(next)}` : own;
}

function hasLink(element: PageElement): boolean {
  return element.children.some((child) => isElement(child) && (child.name === 'a' || hasLink(child)));
}
