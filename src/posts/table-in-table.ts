import { elementsOf, type HtmlElement } from './html-node.ts';
import { shownText } from './text-runs.ts';
import { isHidden } from './visible-text.ts';

/** A cell with no more text than this holds a name or a value. */
const SHORT = 40;
/** A table within a cell that says no more than this is a value of the table around it. */
const SMALL = 200;

interface SeenCell {
  chars: number;
  holdsTable: boolean;
}

/**
 * Whether a table holds others and only places them on the page: none of its rows has a name or value beside another or
 * beside a small table, or what it holds is too large for a cell.
 */
export function placesTables(table: HtmlElement): boolean {
  const rows = rowsOf(table).map((row) => elementsOf(row).filter(isShown).map(cellOf));
  const cells = rows.flat();
  if (!cells.some((cell) => cell.holdsTable)) return holdsTable(table);
  if (cells.some((cell) => cell.holdsTable && cell.chars > SMALL)) return true;
  return !rows.some((row) => {
    const told = row.filter((cell) => cell.chars > 0 && (cell.holdsTable || cell.chars <= SHORT));
    return told.length >= 2 && told.some((cell) => !cell.holdsTable);
  });
}

function rowsOf(table: HtmlElement): HtmlElement[] {
  const parts = elementsOf(table).filter(isShown);
  return parts.flatMap((part) => (part.name === 'tr' ? [part] : elementsOf(part).filter(({ name }) => name === 'tr')));
}

function cellOf(cell: HtmlElement): SeenCell {
  const seen: SeenCell = { chars: 0, holdsTable: false };
  const waiting = [cell];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    for (const node of element.children) {
      if (node.type === 'text') seen.chars += shownText(node.data).replace(/\s+/gu, '').length;
    }
    const inside = elementsOf(element).filter(isShown);
    seen.holdsTable ||= inside.some(({ name }) => name === 'table');
    waiting.push(...inside);
  }
  return seen;
}

function holdsTable(table: HtmlElement): boolean {
  return cellOf(table).holdsTable;
}

function isShown({ name, attribs }: HtmlElement): boolean {
  return !isHidden(name, attribs);
}
