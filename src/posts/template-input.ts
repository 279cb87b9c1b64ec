import { beijingDay } from '../calendar/beijing-time.ts';
import type { Article } from '../portal/article.ts';
import type { Composing } from './composing.ts';
import type { TemplateInput } from './templates.ts';

/** What a template prints of a page. Texts are the page's own. */
export function templateInput(
  article: Article,
  composing: Composing,
  extra: Partial<Pick<TemplateInput, 'form' | 'telephone' | 'policyTitle'>> = {},
): TemplateInput {
  return {
    title: article.title ?? '',
    body: article.html,
    number: article.number ?? '',
    issuer: article.issuer ?? '',
    publishedOn: article.publishedAt === null ? '' : chineseDay(beijingDay(article.publishedAt)),
    source: article.source ?? '',
    form: '',
    telephone: '',
    policyTitle: '',
    office: composing.office,
    attachments: article.attachments.map((file) => file.name),
    ...extra,
  };
}

/** `2026-11-02` as `2026年11月2日`. */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
