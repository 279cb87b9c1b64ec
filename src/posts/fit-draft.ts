import type { Composing } from './composing.ts';
import type { Finding } from './finding.ts';
import type { ArticleDraft, PostDraft } from './post-draft.ts';
import { pictureSources } from './wechat-body.ts';
import { toWechatHtml } from './wechat-html.ts';
import { worded } from './wording.ts';

/** Parts of the room for key points that are tried, the largest first. */
const ROOMS = [1, 0.6, 0.35, 0.2, 0.1];
/** More than the barest theme adds to a tag, and than a picture's address on the platform adds to its own. */
const CHARS_A_TAG = 60;
const CHARS_A_PICTURE = 260;

/**
 * Turns articles that are too long for the platform, as it counts, into key points with the way to the full text, and
 * says so for the reviewer. What fits stays whole; what has no address of a full text stays whole too and is reported
 * as too long. Doing it twice changes nothing. Pure.
 */
export function fitDraft(draft: PostDraft, composing: Composing): PostDraft {
  const findings: Finding[] = [];
  const articles = draft.articles.map((article) => fitArticle(article, composing, findings));
  return { ...draft, articles, findings: [...draft.findings, ...findings] };
}

function fitArticle(article: ArticleDraft, composing: Composing, findings: Finding[]): ArticleDraft {
  const { shorter, ...whole } = article;
  if (!shorter || surelyFits(whole.html, composing.limits.htmlCharsBelow)) return whole;
  const measured = measure(whole.html, composing);
  if (measured.fits) return whole;
  for (const room of ROOMS) {
    const short = shorter(Math.round(composing.keyPointChars * room));
    if (!measure(short.html, composing).fits) continue;
    const { kept, total, tables } = short;
    const { htmlCharsBelow: max } = composing.limits;
    const values = { title: whole.title, count: measured.htmlCharacters, max, kept, total, tables };
    findings.push(worded(composing.wording, 'long-document', values));
    return { ...whole, html: short.html };
  }
  return whole;
}

/** Measured as if every picture could be had: a lost one only makes it shorter. */
function measure(html: string, { theme, limits }: Composing) {
  const stand = { sha256: '0'.repeat(64), width: 1, height: 1 };
  return toWechatHtml(html, new Map(pictureSources(html).map((src) => [src, stand])), theme, limits);
}

/** Saves reading most texts twice: footnotes repeat words and addresses of the text, styles stand on tags. */
function surelyFits(html: string, htmlCharsBelow: number): boolean {
  const count = (sign: string) => html.split(sign).length - 1;
  return html.length * 1.5 + count('<') * CHARS_A_TAG + count('<img') * CHARS_A_PICTURE < htmlCharsBelow;
}
