import { channelForms } from '../channel-forms.ts';
import type { Composing, Composition } from '../composing.ts';
import { consultationFindings, parseConsultation } from '../consultation.ts';
import { digestOf } from '../digest.ts';
import type { Finding } from '../finding.ts';
import { limitFindings } from '../limit-findings.ts';
import type { Composed, ComposedArticle } from '../post.ts';
import { guideFindings, parseGuide } from '../service-guide.ts';
import { keepsText } from '../visible-text.ts';
import type { Pictures } from '../wechat-body.ts';
import { toWechatHtml } from '../wechat-html.ts';
import { worded } from '../wording.ts';
import { bareBody } from './bare-body.ts';
import { listedPolicies, listsNothing } from './listed-policies.ts';
import type { WorkingArticle, WorkingCopy } from './working-copy.ts';

/** What composing says of a text itself: said anew of every working copy. All else that was said of its base stays said. */
const saidAnew: ReadonlySet<string> = new Set([
  ...['title-missing', 'title-length', 'author-length', 'html-too-long', 'source-link-length', 'too-many-articles'],
  ...['no-source-link', 'no-original-link', 'styles-reduced', 'picture-no-alt', 'table-cards', 'table-wide'],
  ...['text-lost', 'nests-too-deep', 'link-lost', 'guide-field', 'consultation-days', 'consultation-ways'],
  ...[
    'consultation-result-open',
    'cover-old-title',
    'cover-unfit',
    'unit-missing',
    'repost-source',
    'no-telephone',
    'parts-no-address',
    'topic-empty',
    'topic-entry',
  ],
]);

/**
 * The composed revision of a working copy, by the same way as everything else that is composed: an article that nobody
 * changed keeps its very HTML, any other is made anew from its words. Covers are those that the articles have. Pure.
 * @param base the newest text of the post: whatever a working copy does not hold (audience, a model's words) is taken
 *   from it, so that no editor can leave it out
 * @param pictures the stored pictures of its texts by `asset:SHA256`
 */
export function composeWorking(
  { articles: working, head }: Pick<WorkingCopy, 'articles' | 'head'>,
  base: { composed: Composed; findings: readonly Finding[] },
  pictures: Pictures,
  composing: Composing,
): Composition {
  const findings: Finding[] = [];
  const articles = working.map((article) => composed(article, base.composed, pictures, composing, findings));
  const { kind, job, marking, publicUntil, source } = head;
  const { audience, drafted } = base.composed;
  const known = {
    ...(head.unit ? { unit: head.unit } : {}),
    ...(head.telephone ? { telephone: head.telephone } : {}),
    ...(drafted && head.drafted ? { drafted } : {}),
  };
  const forms = channelForms(articles, telephoneFor(head.telephone, base.composed));
  const made: Composed = { kind, job, marking, audience, publicUntil, source, ...known, articles, forms };
  const stays = base.findings.filter((said) => !saidAnew.has(said.check) || isOpen(said, made, working[0]?.body ?? ''));
  const resultGiven = base.findings.every(({ check }) => check !== 'consultation-result-open');
  const aboutKind = ofKind(made, working[0], resultGiven, composing);
  return { composed: made, findings: [...stays, ...aboutKind, ...findings, ...limitFindings(made, composing)] };
}

function composed(
  article: WorkingArticle,
  base: Composed,
  pictures: Pictures,
  composing: Composing,
  findings: Finding[],
): ComposedArticle {
  const { wording, limits, theme, digestChars } = composing;
  const { title, author, body, sourceUrl, cover } = article;
  const before = article.base === null ? undefined : base.articles[article.base];
  const unchanged = before !== undefined && bareBody(before.html) === body;
  const made = toWechatHtml(unchanged ? before.html : body, pictures, theme, limits);
  const said: [string, boolean, Record<string, string | number>][] = [
    [
      'picture-lost',
      made.lostPictures.length > 0,
      { excerpt: made.lostPictures[0] ?? '', reason: '图片库里没有这张图片' },
    ],
    ['link-lost', made.lostLinks.length > 0, { count: made.lostLinks.length, excerpt: made.lostLinks[0] ?? '' }],
    ['nests-too-deep', made.tooDeep, {}],
    ['text-lost', !unchanged && !keepsText(body, made.html), {}],
    ['html-too-long', !made.fits, { count: made.htmlCharacters, max: limits.htmlCharsBelow }],
    ['styles-reduced', made.fits && made.level > 0, {}],
    ['picture-no-alt', made.picturesWithoutAlt > 0, { count: made.picturesWithoutAlt }],
    ['table-cards', made.cards > 0, { count: made.cards }],
    ['table-wide', made.wideTables > 0, { count: made.wideTables }],
    ['cover-old-title', showsOldTitle(article, before), { excerpt: before?.title ?? '' }],
  ];
  for (const [check, holds, values] of said) if (holds) findings.push(worded(wording, check, { title, ...values }));
  const digest = article.digest === '' ? digestOf(body, title, digestChars) : article.digest;
  const { html, images } = unchanged ? before : made;
  return { title, author, digest, html, sourceUrl, cover, images };
}

/** A cover that was kept may print the title of before; one that was drawn is drawn again with the new one. */
function showsOldTitle({ coverFrom, cover, title }: WorkingArticle, before: ComposedArticle | undefined): boolean {
  return coverFrom === 'kept' && cover !== null && before !== undefined && before.title !== title && isSquare(cover);
}

function isSquare({ width, height }: { width: number; height: number }): boolean {
  return width < 2 * height;
}

/** What a kind of post must hold is read off its words, as of a page. */
function ofKind(
  { kind }: Composed,
  first: WorkingArticle | undefined,
  resultGiven: boolean,
  composing: Composing,
): Finding[] {
  const { title = '', body = '' } = first ?? {};
  if (kind === 'guide') return guideFindings(parseGuide(body), title, composing);
  if (kind === 'consultation') return consultationFindings(parseConsultation(body), resultGiven, title, composing);
  return [];
}

/** Fields that were missing stay missing until they are filled; of a list of policies, until its text has them. */
function isOpen({ check, excerpt }: Finding, made: Composed, body: string): boolean {
  if (check === 'topic-empty') return listsNothing(body);
  if (check === 'topic-entry') return listedPolicies(body).some((each) => each.title === excerpt && each.isBare);
  if (check === 'unit-missing') return made.unit === undefined;
  if (check === 'repost-source') return !made.source?.trim();
  if (check === 'parts-no-address') return made.articles[0]?.sourceUrl == null;
  if (check === 'no-telephone') return made.telephone === undefined;
  return false;
}

/** Texts from before the telephone was kept by itself print it at the end of their plain form. */
function telephoneFor(said: string | null, { telephone, forms }: Composed): string | null {
  return said ?? (telephone === undefined ? (/\n政策咨询电话：(.+)$/u.exec(forms.plain ?? '')?.[1] ?? null) : null);
}
