import { beijingDay } from '../calendar/beijing-time.ts';
import type { Column } from '../config/portals.ts';
import { CallPerson } from '../errors.ts';
import type { Article } from './article.ts';
import { fileOf } from './body-links.ts';
import { decodePage } from './fetch/charset.ts';
import type { Reading } from './fetch/http-reader.ts';
import type { ListRow } from './list-page.ts';
import { type ArticleOptions, readArticle } from './read-article.ts';
import { isSoft404 } from './soft-404.ts';
import { sharesTitle } from './title-match.ts';

type ServedPage = Extract<Reading, { is: 'page' }>;

export interface ReadOutcome {
  article: Article;
  charset: string;
}

/**
 * A served page of a column as an article, with what its list row and the column's settings add. Null when the page says
 * that there is no such page.
 * @param row its list row, or null when it is looked at again without one
 * @throws CallPerson `title-mismatch`: the page has nothing to do with its row and must not be stored
 */
export function readPage(
  page: ServedPage,
  row: ListRow | null,
  column: Column,
  options: Pick<ArticleOptions, 'now' | 'findNumbers'>,
): ReadOutcome | null {
  const file = isHtml(page) ? null : fileOf(page.url, row?.title ?? '');
  if (file) return { article: withRow(articleOfFile(page.url, file), row, column), charset: 'binary' };
  const { text, charset } = decodePage(page.bytes, page.contentType, column.encoding ?? null);
  const article = readArticle(text, page.url, { ...options, settings: column.article });
  if (isSoft404(article.title, article.text)) return null;
  if (row && article.title !== null && !sharesTitle(article.title, row.title))
    throw mismatch(page.url, article.title, row.title);
  return { article: withRow(article, row, column), charset };
}

/** What the page leaves open is taken from its row and the column, and said in a warning; never from anywhere else. */
function withRow(article: Article, row: ListRow | null, column: Column): Article {
  const warnings = [...article.warnings];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  const title = article.title ?? row?.title ?? null;
  if (article.title === null && title !== null) warn('title-from-list', 'the page gives no title; its list row does');
  let { publishedAt } = article;
  if (row?.at && publishedAt === null) {
    publishedAt = row.at;
    warn('date-from-list', 'the page gives no date of publication; its list row does');
  } else if (row?.at && publishedAt !== null && beijingDay(row.at) !== beijingDay(publishedAt)) {
    warn(
      'date-differs-from-list',
      `the list says ${beijingDay(row.at)}, the page ${beijingDay(publishedAt)}; the page is taken`,
    );
  }
  const marking = article.marking ?? column.article.marking ?? null;
  return { ...article, title, publishedAt, marking, column: article.column ?? column.name, warnings };
}

/** A row may link straight to a file. */
function articleOfFile(url: string, file: Article['attachments'][number]): Article {
  const nothing = { title: null, number: null, issuer: null, indexNumber: null, subject: null, writtenOn: null };
  const unknown = { publishedAt: null, source: null, author: null, marking: null, validity: null, column: null };
  const content = { text: '', html: '', images: [], attachments: [file], links: [] };
  const warnings = [{ code: 'file', message: 'the list links straight to a file; its text was not read' }];
  return { url, family: 'file', ...nothing, ...unknown, ...content, warnings };
}

function isHtml(page: ServedPage): boolean {
  return /html|xml|^text\/plain/i.test(page.contentType ?? 'text/html');
}

function mismatch(url: string, title: string, listed: string): CallPerson {
  return new CallPerson({
    code: 'title-mismatch',
    message: `the page is called "${title.slice(0, 60)}" but its list row "${listed.slice(0, 60)}"; it was not stored`,
    place: url,
    remedy:
      'Nothing to do when the next look reads it (busy portals answer with a wrong page); otherwise open the address.',
  });
}
