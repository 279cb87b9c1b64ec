import { type Block, plainRun } from './body-blocks.ts';
import type { HtmlElement, PictureOf, Place, ReadBlocks } from './html-node.ts';
import { isHidden } from './visible-text.ts';

/**
 * A list with its items. An ordered one that does not count 1, 2, 3 becomes paragraphs with their numbers as text: the
 * platform does not keep where a list starts.
 */
export function readList(element: HtmlElement, place: Place, pictureOf: PictureOf, readBlocks: ReadBlocks): Block[] {
  const ordered = element.name === 'ol';
  const inside = place === 'cell' ? 'cell' : 'item';
  const items: { children: HtmlElement['children']; number: number }[] = [];
  let number = wholeNumber(element.attribs.start) ?? 1;
  for (const child of element.children) {
    const item = 'attribs' in child && child.name === 'li' ? child : null;
    if (item && isHidden(item.name, item.attribs)) continue;
    const children = item ? item.children : [child];
    if (readBlocks(children, 'item', pictureOf).length === 0) continue;
    number = wholeNumber(item?.attribs.value) ?? number;
    items.push({ children, number });
    number += 1;
  }
  if (items.length === 0) return [];
  const countsFromOne = items.every((item, i) => item.number === i + 1);
  if (!ordered || countsFromOne) {
    return [{ kind: 'list', ordered, items: items.map(({ children }) => readBlocks(children, 'item', pictureOf)) }];
  }
  return items.flatMap((item) => numbered(readBlocks(item.children, inside, pictureOf), `${item.number}. `));
}

function wholeNumber(said: string | undefined): number | null {
  return said !== undefined && /^-?\d{1,6}$/.test(said.trim()) ? Number(said) : null;
}

function numbered(blocks: Block[], prefix: string): Block[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== 'text') return [{ kind: 'text', align: null, runs: [plainRun(prefix.trim())] }, ...blocks];
  return [{ ...first, runs: [plainRun(prefix), ...first.runs] }, ...rest];
}
