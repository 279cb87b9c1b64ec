import { load } from 'cheerio';
import type { HtmlNode } from './html-node.ts';
import { visibleText } from './visible-text.ts';

/** Pages of people nest 30 deep. A page that nests far deeper is broken or hostile, and goes deeper than calls can. */
const MAX_DEPTH = 150;

/** Whether a piece of HTML nests deeper than any page does. */
function nestsTooDeep(html: string): boolean {
  return countTags(html) > MAX_DEPTH && isTooDeep(load(html, null, false).root().contents().toArray());
}

/** The HTML itself, or, when it nests too deep, its visible text as plain paragraphs: no word is lost. */
export function shallowHtml(html: string): string {
  return nestsTooDeep(html) ? asParagraphs(html) : html;
}

/** As shallowHtml, parsed once: the nodes at the top of what may be read. */
export function shallowTree(html: string): { nodes: HtmlNode[]; tooDeep: boolean } {
  const nodes = treeOf(html);
  const tooDeep = isTooDeep(nodes);
  return { nodes: tooDeep ? treeOf(asParagraphs(html)) : nodes, tooDeep };
}

function treeOf(html: string): HtmlNode[] {
  return load(html, null, false).root().contents().toArray();
}

function isTooDeep(nodes: readonly HtmlNode[]): boolean {
  let level = [...nodes];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return false;
}

function asParagraphs(html: string): string {
  const lines = visibleText(html).split('\n');
  return lines.map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`).join('');
}

function countTags(html: string): number {
  return html.split('<').length - 1;
}
