import { type CheerioAPI, load } from 'cheerio';
import { blockTags, hiddenTags } from './wechat-tags.ts';

type Child = ReturnType<ReturnType<CheerioAPI['root']>['contents']>[0];

const hidden: ReadonlySet<string> = new Set(hiddenTags);

/** What a reader sees of a piece of HTML: paragraphs parted by \n, runs of white space as one blank. */
export function visibleText(html: string): string {
  return collected(load(html, null, false).root().contents().toArray())
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
    .filter((_, element) => hides($(element).attr('style') ?? ''))
    .remove();
  $('*')
    .add($.root())
    .contents()
    .filter((_, node) => node.type !== 'text' && node.type !== 'tag')
    .remove();
}

/** Blanks, and signs without a width: they are not seen. */
const UNSEEN = /[\s\u200b\u2060\u00ad]/gu;

/**
 * Whether every visible character of `before` stands in `after`, in the same order; white space does not count.
 * `after` may hold more: numbers of footnotes, the footnotes themselves.
 */
export function keepsText(before: string, after: string): boolean {
  const rest = visibleText(after).replace(UNSEEN, '');
  let at = 0;
  for (const char of visibleText(before).replace(UNSEEN, '')) {
    const found = rest.indexOf(char, at);
    if (found < 0) return false;
    at = found + char.length;
  }
  return true;
}

/** In document order, with a stack of its own: a page may nest deeper than calls can. */
function collected(roots: readonly Child[]): string {
  let text = '';
  const waiting: (Child | string)[] = [...roots].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') text += node;
    else if (node.type === 'text') text += node.data.replace(/\n/g, ' ');
    else if (node.type === 'tag' && !isHidden(node.name, node.attribs)) {
      const edge = blockTags.has(node.name) ? '\n' : '';
      text += edge;
      waiting.push(edge);
      for (let i = node.children.length - 1; i >= 0; i -= 1) {
        const child = node.children[i];
        if (child) waiting.push(child);
      }
    }
  }
  return text;
}

/** Whether a reader sees nothing of an element and of what is in it. */
export function isHidden(name: string, attributes: Readonly<Record<string, string>>): boolean {
  return hidden.has(name) || attributes.hidden !== undefined || hides(attributes.style ?? '');
}

function hides(style: string): boolean {
  return /display\s*:\s*none/i.test(style);
}
