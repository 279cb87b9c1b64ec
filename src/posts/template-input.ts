import { beijingDay } from '../calendar/beijing-time.ts';
import type { Article, Marking } from '../portal/article.ts';
import { printedMarkings } from '../portal/marking.ts';
import type { Composing } from './composing.ts';
import { countChars } from './count-chars.ts';
import { blankInput, type TemplateInput } from './templates.ts';
import { visibleText } from './visible-text.ts';

/** What a template prints of a page. Texts are the page's own. */
export function templateInput(
  article: Article,
  composing: Composing,
  extra: Partial<TemplateInput> = {},
): TemplateInput {
  const title = article.title ?? '';
  return {
    ...blankInput,
    title,
    longTitle: countChars(title) > composing.limits.titleChars ? title : '',
    body: article.html,
    number: article.number ?? '',
    issuer: article.issuer ?? '',
    publishedOn: article.publishedAt === null ? '' : chineseDay(beijingDay(article.publishedAt)),
    source: article.source ?? '',
    author: article.author ?? '',
    address: workingAddress(article.url) ?? '',
    office: composing.office,
    attachments: article.attachments.map((file) => file.name),
    ...extra,
  };
}

/**
 * the marking as the office prints it, for a text that is 主动公开 and does not print one itself: a marking that
 * the source printed stays as it is, in either wording.
 */
export function markingLine(marking: Marking | null, html: string, { markingWords }: Composing): string {
  if (marking !== 'public') return '';
  if (/此\s*文?\s*件/u.test(html) && printedMarkings(visibleText(html)).length > 0) return '';
  return `（${markingWords}）`;
}

/** C-10: an address that 阅读原文 can lead to; null for none, and for one that no phone opens. */
export function workingAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s/]+/i.test(url) && URL.canParse(url) ? url : null;
}

/** `2026-11-02` as `2026年11月2日`. */
export function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
