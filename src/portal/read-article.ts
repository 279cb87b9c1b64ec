import type { Column } from '../config/portals.ts';
import type { Article, Marking } from './article.ts';
import { linksOf } from './body-links.ts';
import { cleanHtml, cutTail, imagesOf } from './clean-body.ts';
import { familyOf } from './families/families.ts';
import { findBody } from './find-body.ts';
import { meaningOf, printedMarkings } from './marking.ts';
import { dayOf, firstPageDate } from './page-date.ts';
import { type PageLabels, pageLabels } from './page-labels.ts';
import { pageMeta } from './page-meta.ts';
import { publicationTime } from './page-times.ts';
import { pageTitle } from './page-title.ts';
import { descendants, linesOf, type Page, type PageElement, parsePage, partsOf, rawText } from './page-tree.ts';

export interface ArticleOptions {
  /** The column's `article` settings; `marking` is not applied here, it is not what the page says. */
  settings?: Column['article'];
  /** Present moment, ms UTC: dates more than a day after it are not believed. */
  now?: number;
  /** Document numbers in a text, normalised; they are looked for in the title and directly under it. */
  findNumbers?: (text: string) => string[];
}

type Meta = (name: string) => string | null;

/** A text of the site's own is marked so instead of with its name. */
const OWN_SITE = /^(?:本网|本站|本站原创|本网站|原创)$/;
/** Class of the element with 当前位置. */
const CRUMBS = /(?:^|[\s_-])(?:bread(?:crumb)?s?(?:nav)?|crumbs?|position|dqwz|weizhi)(?:$|[\s_-])/i;
const CRUMB_BLOCKS = new Set(['div', 'ul', 'p', 'nav', 'span', 'td']);
const STAMP_LINES = 6;
const HEAD_LINES = 3;
/** A head line with the number carries hardly anything else. */
const HEAD_CHARS = 30;

/**
 * Reads an article page: labels first, then known containers, then the densest block. What the page does not say is null.
 * @param html the page as text
 * @param url where it was read, or the base for its relative addresses; null when neither is known
 */
export function readArticle(html: string, url: string | null, options: ArticleOptions = {}): Article {
  const $ = parsePage(html);
  const { settings } = options;
  const warnings: Article['warnings'] = [];
  const warn = (code: string, message: string) => warnings.push({ code, message });
  const family = familyOf(html, url);
  const { root, named } = partsOf($);
  const base = baseOf(named('base')[0]?.attribs.href, url);
  const meta = pageMeta(named('meta'));
  const found = root ? findBody($, root, family, settings?.body) : null;
  const body = found?.element ?? null;
  if (settings?.body && found?.how !== 'setting') warn('body-selector', `${settings.body} is not on the page`);
  const { labels, blocks } = root ? pageLabels(root, body) : { labels: () => [], blocks: [] };
  for (const block of blocks) $(block).remove();

  const { attachments, links } = linksOf($, root, body, base);
  const before = body ? linesOf(body).map((line) => line.text) : [];
  if (body) cutTail($, body, settings?.cut ?? []);
  const lines = body ? linesOf(body).map((line) => line.text) : [];
  const text = lines.join('\n');
  const images = body ? imagesOf(body, base) : [];
  const clean = body ? cleanHtml(body, base) : { html: '', warnings: [] };
  warnings.push(...clean.warnings);
  if (text === '' && images.length === 0 && attachments.length === 0) warn('no-body', 'no text was found on the page');

  const title = pageTitle($, { meta, labels, selector: settings?.title, window: named('title').map(rawText)[0] ?? '' });
  if (title === null) warn('no-title', 'the page gives no title');
  const dateText = settings?.date ? $(settings.date).first().text() : null;
  const times = publicationTime({
    chosen: firstPageDate(dateText),
    meta: ['PubDate', 'firstpublishedtime', 'publishdate'].map(meta).concat(named('publishtime').map(rawText)),
    visible: labels('publishedAt'),
    url,
    now: options.now ?? null,
  });
  warnings.push(...times.warnings);
  const source = sourceOf(meta, labels, title);
  const { marking, contradictory } = markingOf(before.join('\n'), labels);
  if (contradictory) warn('marking-contradiction', 'the page carries different markings; the strictest is taken');
  return {
    url,
    family: family.name,
    title,
    number: numberOf(labels, title, lines, options.findNumbers),
    issuer: labels('issuer')[0] ?? null,
    indexNumber: labels('indexNumber')[0] ?? meta('indexnumber'),
    subject: labels('subject')[0] ?? null,
    writtenOn: dayOf(firstPageDate(labels('writtenOn')[0])) ?? stampOf(lines),
    publishedAt: times.at,
    source,
    author: meta('author') ?? labels('author')[0] ?? null,
    marking,
    validity: labels('validity')[0] ?? null,
    text,
    html: clean.html,
    images,
    attachments,
    links,
    column: columnOf($, root, meta),
    warnings,
  };
}

function baseOf(set: string | undefined, url: string | null): string | null {
  if (set && URL.canParse(set, url ?? undefined)) return new URL(set, url ?? undefined).href;
  return url;
}

/** Sites that repeat the title as source say nothing about it. */
function sourceOf(meta: Meta, labels: PageLabels, title: string | null): string | null {
  const said = [meta('ContentSource'), ...labels('source')].find((value) => value !== null && value !== title) ?? null;
  return said !== null && OWN_SITE.test(said) ? (meta('SiteName') ?? said) : said;
}

function markingOf(text: string, labels: PageLabels): { marking: Marking | null; contradictory: boolean } {
  const labelled = labels('marking').flatMap((value) => meaningOf(value) ?? []);
  const all = new Set([...printedMarkings(text), ...labelled]);
  const strictest = (['withheld', 'on-request', 'public'] as const).find((marking) => all.has(marking)) ?? null;
  return { marking: strictest, contradictory: all.size > 1 };
}

/**
 * The document's own number: from the index block, else in the title, else in a line of its own under the head. Numbers
 * elsewhere in the text are citations.
 */
function numberOf(
  labels: PageLabels,
  title: string | null,
  lines: string[],
  findNumbers: ArticleOptions['findNumbers'],
): string | null {
  const printed = labels('number')[0] ?? null;
  if (printed !== null) return findNumbers?.(printed)[0] ?? withUsualBrackets(printed);
  if (!findNumbers) return null;
  const head = lines.slice(0, HEAD_LINES).filter((line) => line.length <= HEAD_CHARS && !/[，。；]/.test(line));
  return [title ?? '', ...head].flatMap((place) => findNumbers(place))[0] ?? null;
}

function withUsualBrackets(number: string): string {
  return number
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[[(【﹝〖]((?:19|20)\d{2})[\])】﹞〗]/, '〔$1〕')
    .replace(/〕第/, '〕');
}

/** The day under the signature: a line near the end that is a date and nothing else. */
function stampOf(lines: string[]): string | null {
  const stamp = lines
    .slice(-STAMP_LINES)
    .findLast((line) => /^[\d二〇零○Ｏ一三四五六七八九十年月日\s]{8,16}$/.test(line));
  return stamp && /日$/.test(stamp.trim()) ? dayOf(firstPageDate(stamp)) : null;
}

function columnOf($: Page, root: PageElement | null, meta: Meta): string | null {
  const named = [meta('ColumnName'), meta('ColumnType')].filter((name) => name !== null);
  if (named.length > 0) return [...new Set(named)].join(' / ');
  const trail = root
    ? descendants(root, CRUMB_BLOCKS).find((each) => CRUMBS.test(each.attribs.class ?? ''))
    : undefined;
  const crumbs = trail ? $(trail).find('a').last().text().trim() : '';
  return crumbs === '' ? null : crumbs;
}
