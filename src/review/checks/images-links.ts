import { load } from 'cheerio';
import type { Finding } from '../../posts/finding.ts';
import { isArticleLink } from '../../posts/link-footnotes.ts';
import { hiddenTags, renamedTags, survivingTags } from '../../posts/wechat-tags.ts';
import { type Check, findingAt, nowhere, type Place } from './check.ts';

/** Tags that carry nothing a reader would miss. */
const silent = new Set([
  'span',
  'div',
  'font',
  'html',
  'head',
  'body',
  'meta',
  'title',
  'link',
  'style',
  'script',
  'noscript',
]);
/** An address as plain text; those in the list of footnotes stand there on purpose. */
const plainAddress = /(?<!^\[\d{1,4}\] .*)https?:\/\/[^\s，。；、）)】》"'<>]+/gm;

/**
 * What the platform would drop without an error: pictures that were never stored, tags with something in them that do
 * not survive, links that lead outside. Addresses printed in the text are noted: readers cannot open them.
 */
export const checkImagesLinks: Check = ({ articles }, { wording, visible }) => {
  const findings: Finding[] = [];
  articles.forEach((article, i) => {
    const $ = load(article.html, null, false);
    const { bodyStart = 0, end = 0 } = visible.articles[i] ?? {};
    const say = (key: string, text: string, values: Record<string, string> = {}) =>
      findings.push(findingAt(wording, `images-links.${key}`, placeOf(visible.text, bodyStart, end, text), values));
    for (const img of $('img').toArray()) {
      const src = $(img).attr('src') ?? '';
      if (!/^asset:[0-9a-f]{64}$/.test(src))
        say('image-foreign', '', { title: article.title, address: src.slice(0, 200) });
      else if (!article.images.includes(src.slice(6))) say('image-unknown', '', { title: article.title, address: src });
    }
    for (const link of $('a[href]').toArray()) {
      const href = ($(link).attr('href') ?? '').trim();
      if (!isArticleLink(href)) say('link-dead', $(link).text().trim(), { address: href.slice(0, 200) });
    }
    for (const element of $('*').toArray()) {
      const name = 'name' in element ? element.name : '';
      if (survivingTags.has(renamedTags[name] ?? name) || silent.has(name)) continue;
      const lost = hiddenTags.includes(name);
      say(lost ? 'tag-dropped' : 'tag-unwrapped', lost ? '' : $(element).text().trim(), {
        tag: name,
        title: article.title,
      });
    }
  });
  for (const { 0: excerpt, index } of visible.text.matchAll(plainAddress)) {
    findings.push(
      findingAt(wording, 'images-links.address-plain', { start: index, end: index + excerpt.length, excerpt }),
    );
  }
  return findings;
};

/** Where a text stands in its article; nowhere when it is not visible. */
function placeOf(visible: string, from: number, to: number, text: string): Place {
  const excerpt = text.replace(/\s+/gu, ' ').slice(0, 80);
  const start = excerpt === '' ? -1 : visible.indexOf(excerpt, from);
  if (start < 0 || start + excerpt.length > to) return { ...nowhere, excerpt };
  return { start, end: start + excerpt.length, excerpt };
}
