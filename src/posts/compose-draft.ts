import { channelForms } from './channel-forms.ts';
import type { Composing, Composition } from './composing.ts';
import { firstChars } from './count-chars.ts';
import { digestOf } from './digest.ts';
import type { Finding } from './finding.ts';
import { fitDraft } from './fit-draft.ts';
import { limitFindings } from './limit-findings.ts';
import type { ComposedArticle } from './post.ts';
import type { ArticleDraft, PostDraft } from './post-draft.ts';
import { keepsText } from './visible-text.ts';
import { type Pictures, pictureSources } from './wechat-body.ts';
import { toWechatHtml } from './wechat-html.ts';
import { type FindingWording, worded } from './wording.ts';

/** Addresses of all pictures a draft wants, each once: what has to be fetched before `composeDraft`. */
export function wantedPictures(draft: PostDraft): string[] {
  const of = (article: ArticleDraft) => [...(article.cover ? [article.cover] : []), ...pictureSources(article.html)];
  return [...new Set(draft.articles.flatMap(of))];
}

/**
 * The composed revision of a draft with the pictures that could be had. Pure: the same draft and pictures give the same
 * revision, without covers, which `addCovers` brings.
 * @param lost why a picture could not be had, by its address: in Chinese, or the code of an error
 */
export function composeDraft(
  whole: PostDraft,
  pictures: Pictures,
  composing: Composing,
  lost: ReadonlyMap<string, string> = new Map(),
): Composition {
  const draft = fitDraft(whole, composing);
  const findings = [...draft.findings];
  const articles = draft.articles.map((article) => composeArticle(article, pictures, composing, lost, findings));
  const { kind, job, marking, audience, publicUntil, source } = draft;
  const forms = channelForms(articles, draft.telephone);
  const { unit, telephone, drafted } = draft;
  const known = { ...(unit ? { unit } : {}), ...(telephone ? { telephone } : {}), ...(drafted ? { drafted } : {}) };
  const composed = { kind, job, marking, audience, publicUntil, source, ...known, articles, forms };
  return { composed, findings: [...findings, ...limitFindings(composed, composing)] };
}

function composeArticle(
  draft: ArticleDraft,
  pictures: Pictures,
  composing: Composing,
  lost: ReadonlyMap<string, string>,
  findings: Finding[],
): ComposedArticle {
  const { wording, limits, theme, digestChars } = composing;
  const { title } = draft;
  const made = toWechatHtml(draft.html, pictures, theme, limits);
  const lostCover = draft.cover && !pictures.has(draft.cover) ? [draft.cover] : [];
  for (const address of new Set([...made.lostPictures, ...lostCover])) {
    const line = draft.pictureLine?.[address];
    const reason = `${line === undefined ? '' : `第 ${line} 行，`}${lostReason(lost.get(address), wording)}`;
    findings.push(worded(wording, 'picture-lost', { title, excerpt: firstChars(readable(address), 200), reason }));
  }
  const lostMedia = [...new Set([...(draft.lostMedia ?? []), ...made.lostMedia])];
  for (const [check, lost] of Object.entries({ 'link-lost': made.lostLinks, 'media-lost': lostMedia })) {
    const excerpt = firstChars(lost.map(readable).slice(0, 5).join('、'), 300);
    if (lost.length > 0) findings.push(worded(wording, check, { title, count: lost.length, excerpt }));
  }
  if (made.tooDeep) findings.push(worded(wording, 'nests-too-deep', { title }));
  if (!keepsText(draft.html, made.html)) findings.push(worded(wording, 'text-lost', { title }));
  if (!made.fits) {
    const values = { title, count: made.htmlCharacters, max: limits.htmlCharsBelow };
    findings.push(worded(wording, 'html-too-long', values));
  } else if (made.level > 0) {
    findings.push(worded(wording, 'styles-reduced', { title }));
  }
  const counted = {
    'picture-no-alt': made.picturesWithoutAlt,
    'table-cards': made.cards,
    'table-wide': made.wideTables,
  };
  for (const [check, count] of Object.entries(counted)) {
    if (count > 0) findings.push(worded(wording, check, { title, count }));
  }
  const digest = digestOf(draft.body, title, digestChars);
  const author = draft.author;
  return { title, author, digest, html: made.html, sourceUrl: draft.sourceUrl, cover: null, images: made.images };
}

/** Errors are English; staff read why in their own language. */
function lostReason(said: string | undefined, wording: FindingWording): string {
  if (said === undefined || /\p{Script=Han}/u.test(said)) return said ?? '没有取到';
  return wording[`picture-lost.${said}`]?.zh.message.replace(/。$/u, '') ?? `没有取到，代码 ${said}`;
}

/** Addresses in Chinese are written in codes on the way; staff read them as they typed them. */
function readable(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}
