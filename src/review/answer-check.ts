import { extname } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Clock } from '../clock.ts';
import { printedMarkings } from '../portal/marking.ts';
import type { Finding } from '../posts/finding.ts';
import { type MarkdownFile, readFrontMatter } from '../posts/front-matter.ts';
import type { Composed } from '../posts/post.ts';
import { visibleText } from '../posts/visible-text.ts';
import type { CheckContext } from './checks/check.ts';
import type { Checking } from './checks/checks.ts';
import { checkFieldLimits } from './checks/field-limits.ts';
import { checkImagesLinks } from './checks/images-links.ts';
import { checkMarking } from './checks/marking.ts';
import { checkPersonalData } from './checks/personal-data.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: false });

export interface CheckAnswer {
  findings: Finding[];
  elapsedMs: number;
}

/**
 * What `govcast check FILE` answers: the findings of a text, a Markdown post or a piece of HTML as it stands. Positions
 * count in its visible text: plain text itself, a page without its markup, a post's title and text. Links and pictures
 * of HTML are looked at as if it were pasted; of Markdown composing takes care of them.
 * @param file decides by its ending: .md, .html, anything else is text
 * @throws FixContent for a Markdown head that is broken
 */
export function answerCheck(file: string, source: string, checking: Checking, clock: Clock): CheckAnswer {
  const begun = clock.monotonicMs();
  const { post, text, titled, pasted } = readingOf(file, source.replace(/^\uFEFF/, ''));
  const bodyStart = titled ? (post.articles[0]?.title.length ?? 0) + 1 : 0;
  const title = post.articles[0]?.title ?? '';
  const context: CheckContext = {
    ...checking,
    visible: { text, articles: [{ title, start: 0, bodyStart, end: text.length }] },
  };
  const limits = checkFieldLimits(post, context).filter((f) => titled || f.check !== 'title-missing');
  const findings = [
    ...checkMarking(post, context),
    ...checkPersonalData(post, context),
    ...limits,
    ...(pasted ? checkImagesLinks(post, context) : []),
  ];
  return { findings, elapsedMs: Math.round(clock.monotonicMs() - begun) };
}

interface Reading {
  post: Composed;
  text: string;
  titled: boolean;
  pasted: boolean;
}

function readingOf(file: string, source: string): Reading {
  const ending = extname(file).toLowerCase();
  if (ending === '.html' || ending === '.htm') {
    return { post: asPost({ html: source }), text: visibleText(source), titled: false, pasted: true };
  }
  if (ending !== '.md' && ending !== '.markdown') {
    return { post: asPost({ marking: markingOf(source) }), text: source, titled: false, pasted: false };
  }
  const { matter, body }: Pick<MarkdownFile, 'body'> & { matter: MarkdownFile['matter'] | null } = /^---\s*\n/.test(
    source,
  )
    ? readFrontMatter(file, source)
    : { matter: null, body: source };
  const text = visibleText(markdown.render(body));
  const marking = matter?.marking ?? markingOf(text);
  if (!matter) return { post: asPost({ marking }), text, titled: false, pasted: false };
  const { title, author = '', kind, job, source: from = null } = matter;
  const post = asPost({ marking, title, author, kind, job, source: from });
  return { post, text: `${title}\n${text}`, titled: true, pasted: false };
}

function markingOf(text: string): Composed['marking'] {
  return printedMarkings(text)[0] ?? null;
}

/** A file as a post of one article, so that the checks of posts can read it. */
function asPost(
  known: Partial<Pick<Composed, 'marking' | 'kind' | 'job' | 'source'>> & {
    html?: string;
    title?: string;
    author?: string;
  },
): Composed {
  const { html = '', title = '', author = '', kind = 'other', job = 'publish', source = null } = known;
  const marking = known.marking === undefined ? markingOf(visibleText(html)) : known.marking;
  const article = { title, author, digest: '', html, sourceUrl: null, cover: null, images: [] };
  return { kind, job, marking, audience: 'public', publicUntil: '', source, articles: [article], forms: {} };
}
