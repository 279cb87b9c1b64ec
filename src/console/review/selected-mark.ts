import type { Mark } from './review-data.ts';

/** The passage that is selected in the text now; null when nothing of the text is, or the selection runs over blocks. */
export function selectedMark(): Mark | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const cell = blockOf(range.startContainer);
  if (!cell || blockOf(range.endContainer) !== cell) return null;
  const before = Number(cell.dataset.offset ?? 0);
  const start = before + readLength(cell, range.startContainer, range.startOffset);
  const end = before + readLength(cell, range.endContainer, range.endOffset);
  const excerpt = textOf(cell).slice(start - before, end - before);
  if (excerpt.trim() === '') return null;
  return { article: Number(cell.dataset.article), block: Number(cell.dataset.block), start, end, excerpt };
}

function blockOf(node: Node): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  return element?.closest<HTMLElement>('[data-block]') ?? null;
}

/** The text as it stands: without what is gone and without hidden words. */
function textOf(cell: HTMLElement): string {
  return readNodes(cell)
    .map((node) => node.data)
    .join('');
}

function readLength(cell: HTMLElement, at: Node, offset: number): number {
  let length = 0;
  for (const node of readNodes(cell)) {
    if (node === at) return length + offset;
    const edge = document.createRange();
    edge.setStart(cell, 0);
    edge.setEnd(at, offset);
    if (edge.comparePoint(node, 0) > 0) return length;
    length += node.data.length;
  }
  return length;
}

function readNodes(cell: HTMLElement): Text[] {
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text && !node.parentElement?.closest('[data-unread]')) found.push(node);
  }
  return found;
}
