import type { ComposedArticle } from './post.ts';
import { visibleText } from './visible-text.ts';

type Told = Pick<ComposedArticle, 'title' | 'html' | 'sourceUrl'>;

/** The post as text without any markup, whole: title, paragraphs, address, one article after the other. */
export function plainText(articles: readonly Told[], telephone: string | null): string {
  const parts = articles.map(({ title, html, sourceUrl }) =>
    [title, visibleText(html), sourceUrl ? `原文：${sourceUrl}` : ''].filter((part) => part !== '').join('\n'),
  );
  const text = parts.join('\n\n');
  return telephone && !text.includes(telephone) ? `${text}\n政策咨询电话：${telephone}` : text;
}
