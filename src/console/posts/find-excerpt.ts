/** Finds the place of a finding in the text that is being written. */
import type { Node } from '@tiptap/pm/model';

export interface Range {
  from: number;
  to: number;
}

/**
 * The place of an excerpt in a document: its `nth` occurrence, else the last one before it; null when it is not there any
 * more. White space counts as one blank, as the checks read it; an excerpt never reaches over the end of a paragraph.
 */
export function findExcerpt(doc: Node, excerpt: string, nth: number): Range | null {
  const wanted = squeezed(excerpt);
  if (wanted === '') return null;
  let seen = 0;
  let found: Range | null = null;
  doc.descendants((node, at) => {
    if (found && seen > nth) return false;
    if (!node.isTextblock) return true;
    const { text, places } = textOf(node, at + 1);
    for (let i = text.indexOf(wanted); i >= 0 && seen <= nth; i = text.indexOf(wanted, i + wanted.length)) {
      const from = places[i] ?? 0;
      const to = (places[i + wanted.length - 1] ?? 0) + 1;
      found = { from, to };
      seen += 1;
    }
    return false;
  });
  return found;
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The text of a paragraph with the place of each character in the document. */
function textOf(block: Node, start: number): { text: string; places: number[] } {
  let text = '';
  const places: number[] = [];
  block.forEach((child, offset) => {
    const said = child.isText ? (child.text ?? '') : ' ';
    for (let i = 0; i < said.length; i += 1) {
      const sign = /\s/.test(said.charAt(i)) ? ' ' : said.charAt(i);
      if (sign === ' ' && text.endsWith(' ')) continue;
      text += sign;
      places.push(start + offset + i);
    }
  });
  return { text, places };
}
