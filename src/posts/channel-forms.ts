import { plainText } from './plain-text.ts';
import type { ComposedArticle } from './post.ts';
import { robotMarkdown } from './robot-markdown.ts';
import { weiboText } from './weibo-text.ts';

/**
 * The forms of a post for channels that take no articles, by channel kind. Composing calls it, and so does every act that
 * changes a title: the forms always say what the articles say.
 * @param telephone 政策咨询电话 (I-10), printed in every form; null prints none
 */
export function channelForms(articles: readonly ComposedArticle[], telephone: string | null): Record<string, string> {
  return {
    weibo: weiboText(articles, telephone),
    'wecom-robot': robotMarkdown(articles, telephone),
    plain: plainText(articles, telephone),
  };
}
