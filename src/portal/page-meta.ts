import { collapse, isElement, type Page } from './page-tree.ts';

/**
 * The page's `meta name=… content=…` labels (domain-rules b.5). Names are compared without regard to case: ArticleTitle,
 * contentSource. Of a name that occurs twice the first value that says something counts.
 */
export function pageMeta($: Page): (name: string) => string | null {
  const values = new Map<string, string>();
  for (const element of $('meta[name]').toArray()) {
    if (!isElement(element)) continue;
    const name = (element.attribs.name ?? '').toLowerCase();
    const value = collapse(element.attribs.content ?? '');
    if (value !== '' && !values.has(name)) values.set(name, value);
  }
  return (name) => values.get(name.toLowerCase()) ?? null;
}
