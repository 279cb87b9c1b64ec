import { collapse, type PageElement } from './page-tree.ts';

/**
 * The page's `meta name=… content=…` labels (domain-rules b.5). Names are compared without regard to case: ArticleTitle,
 * contentSource. Of a name that occurs twice the first value that says something counts.
 */
export function pageMeta(elements: PageElement[]): (name: string) => string | null {
  const values = new Map<string, string>();
  for (const element of elements) {
    const name = (element.attribs.name ?? '').toLowerCase();
    const value = collapse(element.attribs.content ?? '');
    if (name !== '' && value !== '' && !values.has(name)) values.set(name, value);
  }
  return (name) => values.get(name.toLowerCase()) ?? null;
}
