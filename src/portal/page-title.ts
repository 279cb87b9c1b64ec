import type { PageLabels } from './page-labels.ts';
import { collapse, isElement, type Page, textOf } from './page-tree.ts';

export interface SaidTitle {
  meta: (name: string) => string | null;
  labels: PageLabels;
  /** The column's `article.title`. */
  selector: string | undefined;
  /** Text of the element `title`. */
  window: string;
}

/** Places of the printed title, the surest first; a page's only h1 may be the site's name, hence its place. */
const PRINTED = [
  'h1#ti',
  'ucaptitle',
  '.share-title',
  '.content_title',
  '.article-title',
  '.arc-title',
  '.con-title',
  'h1',
];
/** Marks that templates set beside a title. */
const MARKS = /^(?:[·•●■]\s*|\[?(?:NEW|HOT|置顶)\]?\s+)+|\s+(?:NEW|HOT)$/gi;
/** A date that a template glued to the end of a title. */
const GLUED_DATE = /\s*[[(（]?20\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*[\])）]?$/;

/**
 * The article's title: the column's selector, the label ArticleTitle, the printed one, that of the index block, and
 * at last the window's title without the site's name.
 */
export function pageTitle($: Page, said: SaidTitle): string | null {
  const { meta, labels, selector, window } = said;
  const candidates = [
    () => (selector ? printed($, selector) : null),
    () => meta('ArticleTitle'),
    ...PRINTED.map((place) => () => printed($, place)),
    () => labels('title')[0] ?? null,
    () => withoutSite(window, meta('SiteName')),
  ];
  for (const candidate of candidates) {
    const title = tidyTitle(candidate() ?? '');
    if (title !== '') return title;
  }
  return null;
}

/** A title without the marks of a list or template around it. */
export function tidyTitle(title: string): string {
  return collapse(title.replace(/<[^>]*>/g, ''))
    .replace(MARKS, '')
    .trim();
}

/** A list row's title, where a date is often glued to the end. */
export function tidyRowTitle(title: string): string {
  const tidy = tidyTitle(title);
  const without = tidy.replace(GLUED_DATE, '').trim();
  return without === '' ? tidy : without;
}

function printed($: Page, selector: string): string | null {
  const element = $(selector).first().get(0);
  return element && isElement(element) ? textOf(element) : null;
}

/** `Title_Column_Site` and `Title - Site` without what follows the last separators. */
function withoutSite(title: string, site: string | null): string {
  const parts = collapse(title).split(/\s*[_|]\s*|\s+[-–—]\s+/);
  return parts.find((part) => part !== site) ?? '';
}
