import { type CheerioAPI, load } from 'cheerio';
import { blockTags, hiddenTags } from './wechat-tags.ts';

type Child = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[0];

/** What a reader sees of a piece of HTML: paragraphs parted by \n, runs of white space as one blank. */
export function visibleText(html: string): string {
  const $ = load(html, null, false);
  removeHidden($);
  const parts: string[] = [];
  collect($.root().contents().toArray(), parts);
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Takes away what is never shown: scripts, comments, fallbacks of players, and what the page itself hides. */
export function removeHidden($: CheerioAPI): void {
  $(hiddenTags.join(',')).remove();
  $('[hidden]').remove();
  $('[style]')
    .filter((_, element) => /display\s*:\s*none/i.test($(element).attr('style') ?? ''))
    .remove();
  $('*')
    .add($.root())
    .contents()
    .filter((_, node) => node.type !== 'text' && node.type !== 'tag')
    .remove();
}

/**
 * Whether every visible character of `before` stands in `after`, in the same order; white space does not count.
 * `after` may hold more: numbers of footnotes, the footnotes themselves.
 */
export function keepsText(before: string, after: string): boolean {
  const rest = [...visibleText(after).replace(/\s/gu, '')];
  let at = 0;
  for (const char of visibleText(before).replace(/\s/gu, '')) {
    at = rest.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function collect(nodes: readonly Child[], parts: string[]): void {
  for (const node of nodes) {
    if (node.type === 'text') parts.push(node.data.replace(/\n/g, ' '));
    if (node.type !== 'tag') continue;
    const block = blockTags.has(node.name);
    if (block) parts.push('\n');
    collect(node.children, parts);
    if (block) parts.push('\n');
  }
}
