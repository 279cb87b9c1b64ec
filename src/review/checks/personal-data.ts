import { load } from 'cheerio';
import { type Check, findingAt } from './check.ts';
import { homeAddresses } from './home-address.ts';
import { type PersonalMatch, personalNumbers } from './personal-numbers.ts';

/**
 * identity numbers, mobile numbers, bank cards and home addresses block until they are masked or let pass with a
 * reason code. Hotlines, document numbers, landlines and office addresses do not. The digest and the plain text forms
 * and the texts of pictures are read too; what stands in them alone has no place in the visible text.
 */
export const checkPersonalData: Check = (post, { wording, visible }) => {
  const seen = personalData(visible.text);
  const excerpts = new Set(seen.map((m) => m.excerpt));
  const hidden = [
    ...post.articles.flatMap((a) => [a.digest, a.author, ...alternativeTexts(a.html)]),
    post.source ?? '',
    ...Object.values(post.forms),
  ]
    .flatMap(personalData)
    .filter(({ excerpt }) => !excerpts.has(excerpt) && excerpts.add(excerpt))
    .map((m) => ({ ...m, start: 0, end: 0 }));
  return [...seen, ...hidden].map(({ kind, start, end, excerpt, masked }) =>
    findingAt(wording, `personal-data.${kind}`, { start, end, excerpt }, { masked }, masked),
  );
};

/** Texts of pictures: what a picture shows cannot be read, what is said of it can. */
function alternativeTexts(html: string): string[] {
  if (!html.includes('alt=')) return [];
  const $ = load(html, null, false);
  return $('img')
    .toArray()
    .map((image) => $(image).attr('alt') ?? '');
}

export function personalData(text: string): PersonalMatch[] {
  const numbers = personalNumbers(text);
  const addresses = homeAddresses(text).filter((a) => numbers.every((n) => a.end <= n.start || a.start >= n.end));
  return [...numbers, ...addresses].sort((a, b) => a.start - b.start);
}
