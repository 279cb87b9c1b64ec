import type { Composed } from '../posts/post.ts';
import { visibleText } from '../posts/visible-text.ts';

/** Where one article stands in the visible text of a post, UTF-16 code units. */
export interface VisibleArticle {
  title: string;
  start: number;
  bodyStart: number;
  end: number;
}

/** What a reader sees of a post, as one text: titles and bodies, articles parted by an empty line. */
export interface VisiblePost {
  text: string;
  articles: VisibleArticle[];
}

/** Positions of findings count in this text. */
export function visiblePost(composed: Composed): VisiblePost {
  let text = '';
  const articles = composed.articles.map(({ title, html }) => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += `${title}\n`;
    const bodyStart = text.length;
    text += visibleText(html);
    return { title, start, bodyStart, end: text.length };
  });
  return { text, articles };
}
