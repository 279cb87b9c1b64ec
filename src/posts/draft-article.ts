import type { Article } from '../portal/article.ts';
import type { Composing } from './composing.ts';
import { type KeyPoints, keyPointsReader } from './key-points.ts';
import type { ArticleDraft, Shortened } from './post-draft.ts';
import { qrAddress } from './qr-code.ts';
import { templateInput, workingAddress } from './template-input.ts';
import type { TemplateInput, TemplateName } from './templates.ts';

export interface ArticleWish {
  template: TemplateName;
  /** Short word on the cover. */
  label: string;
  extra?: Partial<TemplateInput>;
}

/**
 * The article of a page with its address as 阅读原文 (C-10); the title is the page's, whatever its length. A page with a
 * working address can be shortened to its key points: the whole stands behind the address.
 */
export function draftArticle(page: Article, wish: ArticleWish, composing: Composing): ArticleDraft {
  const { template, label, extra = {} } = wish;
  const sourceUrl = workingAddress(page.url);
  const html = composing.templates.render(template, templateInput(page, composing, extra));
  const points = keyPointsReader(page.html, page.title ?? '');
  return {
    title: page.title ?? '',
    author: composing.office,
    body: page.html,
    html,
    sourceUrl,
    label,
    cover: null,
    lostMedia: mediaLeftOut(page),
    ...(sourceUrl ? { shorter: (max) => withPoints(points(max), page, sourceUrl, wish, composing) } : {}),
  };
}

/** What the reader of pages says it left out, by its address where it names one. */
export function mediaLeftOut({ warnings }: Pick<Article, 'warnings'>): string[] {
  return warnings
    .filter(({ code }) => code === 'media-left-out')
    .map(({ message }) => /^an? (\w+) was left out: (.*)$/s.exec(message))
    .map((match) => match?.[2] || `<${match?.[1] ?? 'video'}>`);
}

function withPoints(points: KeyPoints, page: Article, url: string, wish: ArticleWish, composing: Composing): Shortened {
  const { sections, kept, total, tables } = points;
  const input = templateInput(page, composing, { ...wish.extra, body: '', sections, tables, qr: qrAddress(url) });
  return { html: composing.templates.render('points', input), kept, total, tables };
}
