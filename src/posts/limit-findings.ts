import type { Composing } from './composing.ts';
import { countChars } from './count-chars.ts';
import type { Finding } from './finding.ts';
import type { Composed } from './post.ts';
import { shorterTitle } from './shorten-title.ts';
import { worded } from './wording.ts';

/** What of a revision the platform would refuse by its length, as it counts, and what cannot lead back (C-10). */
export function limitFindings(
  composed: Composed,
  { limits, wording }: Pick<Composing, 'limits' | 'wording'>,
): Finding[] {
  const findings: Finding[] = [];
  const count = composed.articles.length;
  if (count > limits.articles) findings.push(worded(wording, 'too-many-articles', { count, max: limits.articles }));
  composed.articles.forEach(({ title, author, sourceUrl }, i) => {
    const titleChars = countChars(title);
    if (title.trim() === '') findings.push(worded(wording, 'title-missing', { count: i + 1 }));
    if (titleChars > limits.titleChars) {
      const values = { title, count: titleChars, max: limits.titleChars, excerpt: title };
      findings.push(worded(wording, 'title-length', values, shorterTitle(title, limits.titleChars)));
    }
    const authorChars = countChars(author);
    if (authorChars > limits.authorChars) {
      const values = { title, count: authorChars, max: limits.authorChars, excerpt: author };
      findings.push(worded(wording, 'author-length', values));
    }
    const bytes = Buffer.byteLength(sourceUrl ?? '');
    const link = composed.kind === 'repost' ? 'no-original-link' : 'no-source-link';
    if (sourceUrl === null) findings.push(worded(wording, link, { title }));
    if (bytes > limits.sourceUrlBytes) {
      findings.push(worded(wording, 'source-link-length', { title, count: bytes, max: limits.sourceUrlBytes }));
    }
  });
  return findings;
}
