import { countChars } from '../../posts/count-chars.ts';
import type { Finding } from '../../posts/finding.ts';
import { sentLength } from '../../posts/sent-length.ts';
import { shorterTitle } from '../../posts/shorten-title.ts';
import { type Check, findingAt, type Place } from './check.ts';

/** Names of these findings: composing uses the same ones, and what it said before is said anew here. */
export const limitChecks: ReadonlySet<string> = new Set([
  'title-missing',
  'title-length',
  'author-length',
  'digest-length',
  'html-too-long',
  'source-link-length',
  'too-many-articles',
]);

/** Fields and bodies over what the platform takes, counted as it counts: code points, HTML in UTF-16 units and bytes. */
export const checkFieldLimits: Check = ({ articles }, { limits, wording, visible }) => {
  const findings: Finding[] = [];
  const first: Place = { start: 0, end: 0, excerpt: '' };
  if (articles.length > limits.articles) {
    findings.push(findingAt(wording, 'too-many-articles', first, { count: articles.length, max: limits.articles }));
  }
  articles.forEach(({ title, author, digest, html, sourceUrl }, i) => {
    const { start = 0 } = visible.articles[i] ?? {};
    const place = { start, end: start + title.length, excerpt: title };
    const over = (key: string, count: number, max: number, excerpt = '', suggestion: string | null = null) => {
      if (count <= max) return;
      const at = key === 'title-length' ? place : { ...first, excerpt };
      findings.push(findingAt(wording, key, at, { title, count, max }, suggestion));
    };
    if (title.trim() === '') findings.push(findingAt(wording, 'title-missing', first, { count: i + 1 }));
    over('title-length', countChars(title), limits.titleChars, title, shorterTitle(title, limits.titleChars));
    over('author-length', countChars(author), limits.authorChars, author);
    over('digest-length', countChars(digest), limits.digestChars, digest);
    over('source-link-length', Buffer.byteLength(sourceUrl ?? ''), limits.sourceUrlBytes, sourceUrl ?? '');
    const { characters, bytes } = sentLength(html);
    if (characters >= limits.htmlCharsBelow) over('html-too-long', characters, limits.htmlCharsBelow - 1);
    else over('html-too-long', bytes, limits.htmlBytesBelow - 1);
  });
  return findings;
};
