import { load } from 'cheerio';
import { visibleText } from './visible-text.ts';

/** Pages of people nest 30 deep. A page that nests far deeper is broken or hostile, and goes deeper than calls can. */
const MAX_DEPTH = 150;

/** Whether a piece of HTML nests deeper than any page does. */
export function nestsTooDeep(html: string): boolean {
  if (countTags(html) <= MAX_DEPTH) return false;
  let level = [...load(html, null, false).root().contents().toArray()];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return false;
}

/** The HTML itself, or, when it nests too deep, its visible text as plain paragraphs: no word is lost. */
export function shallowHtml(html: string): string {
  if (!nestsTooDeep(html)) return html;
  const lines = visibleText(html).split('\n');
  return lines.map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('');
}

function countTags(html: string): number {
  return html.split('<').length - 1;
}
