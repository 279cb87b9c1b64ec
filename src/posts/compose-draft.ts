import type { Marking } from '../portal/article.ts';
import type { Composing, Composition } from './composing.ts';
import { firstChars } from './count-chars.ts';
import { digestOf } from './digest.ts';
import type { Finding } from './finding.ts';
import { limitFindings } from './limit-findings.ts';
import { plainText } from './plain-text.ts';
import type { ComposedArticle, PostJob, PostKind } from './post.ts';
import { robotMarkdown } from './robot-markdown.ts';
import { nestsTooDeep } from './shallow-html.ts';
import { keepsText } from './visible-text.ts';
import { type Pictures, pictureSources } from './wechat-body.ts';
import { toWechatHtml } from './wechat-html.ts';
import { worded } from './wording.ts';

/** A post before its pictures are there: what composing a bundle, an item or a file first comes to. Plain data. */
export interface PostDraft {
  kind: PostKind;
  job: PostJob;
  marking: Marking | null;
  audience: string;
  publicUntil: string;
  source: string | null;
  telephone: string | null;
  articles: ArticleDraft[];
  findings: Finding[];
}

export interface ArticleDraft {
  title: string;
  author: string;
  /** The page's own HTML, without what the template puts around it: the digest is taken from it. */
  body: string;
  html: string;
  sourceUrl: string | null;
  /** Short word on the cover: 政策文件, 图解 … */
  label: string;
  /** Address of a cover picture that was chosen by a person. */
  cover: string | null;
}

/** Addresses of all pictures a draft wants, each once: what has to be fetched before `composeDraft`. */
export function wantedPictures(draft: PostDraft): string[] {
  const of = (article: ArticleDraft) => [...(article.cover ? [article.cover] : []), ...pictureSources(article.html)];
  return [...new Set(draft.articles.flatMap(of))];
}

/**
 * The composed revision of a draft with the pictures that could be had. Pure: the same draft and pictures give the same
 * revision, without covers, which `addCovers` brings.
 * @param lost why a picture could not be had, by its address
 */
export function composeDraft(
  draft: PostDraft,
  pictures: Pictures,
  composing: Composing,
  lost: ReadonlyMap<string, string> = new Map(),
): Composition {
  const findings = [...draft.findings];
  const articles = draft.articles.map((article) => composeArticle(article, pictures, composing, lost, findings));
  const { kind, job, marking, audience, publicUntil, source } = draft;
  const forms = {
    'wecom-robot': robotMarkdown(articles, draft.telephone),
    plain: plainText(articles, draft.telephone),
  };
  const composed = { kind, job, marking, audience, publicUntil, source, articles, forms };
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
    const reason = lost.get(address) ?? '没有取到';
    findings.push(worded(wording, 'picture-lost', { title, excerpt: firstChars(address, 200), reason }));
  }
  if (nestsTooDeep(draft.html)) findings.push(worded(wording, 'nests-too-deep', { title }));
  if (!keepsText(draft.html, made.html)) findings.push(worded(wording, 'text-lost', { title }));
  if (!made.fits) {
    const values = { title, count: made.htmlCharacters, max: limits.htmlCharsBelow };
    findings.push(worded(wording, 'html-too-long', values));
  } else if (made.level > 0) {
    findings.push(worded(wording, 'styles-reduced', { title }));
  }
  const digest = digestOf(draft.body, title, digestChars);
  const author = draft.author;
  return { title, author, digest, html: made.html, sourceUrl: draft.sourceUrl, cover: null, images: made.images };
}
