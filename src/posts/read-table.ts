import {
  type Align,
  type Block,
  type Cell,
  type Image,
  imagesWithin,
  PICTURE,
  plainRun,
  runsWithin,
  type TextBlock,
  textOfRuns,
} from './body-blocks.ts';
import { alignOf, elementsOf, type HtmlElement, type PictureOf, type Place, type ReadBlocks } from './html-node.ts';
import { placesTables } from './table-in-table.ts';
import { isHidden } from './visible-text.ts';

/** A cell with more text than this holds a piece of the page and not a value. */
const LAYOUT_CHARS = 200;
/** Browsers take up to 1000; tables of people have a few dozen columns. */
const MOST_SPANNED = 100;

/**
 * A table with its cells, spans as they really are. Tables that only place pieces of a page (one cell, or other tables in
 * their cells) are taken apart, in the order of reading; a small table in a cell of data becomes lines of that cell. A
 * caption stands before its table; one that comes after rows becomes a row.
 */
export function readTable(table: HtmlElement, place: Place, pictureOf: PictureOf, readBlocks: ReadBlocks): Block[] {
  const before: Block[] = [];
  const rows: Cell[][] = [];
  const read = (nodes: HtmlElement['children'], at: Place, align: Align = null) =>
    readBlocks(nodes, at, pictureOf, align);
  if (place !== 'cell' && placesTables(table)) return elementsOf(table).flatMap((part) => read([part], place));
  const row = (element: HtmlElement, inHead: boolean, above: Align) => {
    const align = alignOf(element, above);
    const cells = elementsOf(element)
      .filter((cell) => !isHidden(cell.name, cell.attribs))
      .map((cell): Cell => cellOf(cell, inHead, read(cell.children, 'cell', alignOf(cell, align))));
    if (cells.length > 0) rows.push(cells);
  };
  for (const part of elementsOf(table)) {
    if (isHidden(part.name, part.attribs)) continue;
    if (part.name === 'tr') row(part, false, null);
    else if (/^t(?:head|body|foot)$/.test(part.name)) {
      const align = alignOf(part, null);
      for (const each of elementsOf(part)) {
        if (each.name === 'tr' && !isHidden(each.name, each.attribs)) row(each, part.name === 'thead', align);
      }
    } else {
      const caption = read(part.children, rows.length === 0 ? place : 'cell', 'center');
      if (rows.length === 0) before.push(...caption);
      else if (caption.length > 0) rows.push([oneCell(caption, MOST_SPANNED)]);
    }
  }
  const shaped = withRealSpans(rows);
  const only = shaped.length === 1 && shaped[0]?.length === 1 ? shaped[0][0] : null;
  if (shaped.length === 0) return before;
  if (place === 'cell') return [...before, ...shaped.flatMap(linesOf)];
  if (only && isLayout(only)) return [...before, ...piecesOf(table, place, read)];
  return [...before, { kind: 'table', rows: shaped }];
}

function isLayout({ blocks }: Cell): boolean {
  return imagesWithin(blocks).length > 0 || runsWithin(blocks).map(textOfRuns).join('').length > LAYOUT_CHARS;
}

/** A row of a table that stands in a cell: one line where its cells are plain text, else their pieces. */
function linesOf(cells: readonly Cell[]): Block[] {
  const blocks = cells.flatMap((cell) => cell.blocks);
  if (!blocks.every((block) => block.kind === 'text')) return blocks;
  const runs = blocks.flatMap((block, i) => [...(i > 0 ? [plainRun(' ')] : []), ...block.runs]);
  return runs.length > 0 ? [{ kind: 'text', align: null, runs }] : [];
}

/** What stands in the cells, without the table around it and without its caption. */
function piecesOf(
  table: HtmlElement,
  place: Place,
  read: (nodes: HtmlElement['children'], at: Place) => Block[],
): Block[] {
  return elementsOf(table)
    .filter((part) => part.name !== 'caption')
    .flatMap((part) => read([part], place));
}

function cellOf({ name, attribs }: HtmlElement, inHead: boolean, blocks: Block[]): Cell {
  const { colspan, rowspan } = attribs;
  return { ...oneCell(blocks, spanOf(colspan, 1)), head: name === 'th' || inHead, rowspan: spanOf(rowspan, 0) };
}

/** The paragraphs of a cell are lines of one text; they share an alignment or have none. */
function oneCell(blocks: readonly Block[], colspan: number): Cell {
  const joined: Block[] = [];
  for (const each of blocks) {
    const block = each.kind === 'picture' ? inLine(each.image) : each;
    const last = joined.at(-1);
    if (block.kind === 'text' && last?.kind === 'text') last.runs = [...last.runs, plainRun('\n'), ...block.runs];
    else if (block.kind === 'text') joined.push({ ...block });
    else if (block.kind !== 'rule') joined.push(block);
  }
  const aligns = new Set(joined.flatMap((block) => (block.kind === 'text' ? [block.align] : [])));
  const [align = null] = aligns.size === 1 ? aligns : [];
  for (const block of joined) if (block.kind === 'text') block.align = null;
  return { head: false, colspan, rowspan: 1, align, blocks: joined };
}

function inLine(image: Image): TextBlock {
  return { kind: 'text', align: null, runs: [{ ...plainRun(PICTURE), image }] };
}

/** 0 stands for "to the end" with rows; it and nonsense are 1 with columns. */
function spanOf(said: string | undefined, least: 0 | 1): number {
  const span = /^\s*\d+/.test(said ?? '') ? Number.parseInt(said ?? '', 10) : 1;
  if (span === 0 && least === 0) return Number.POSITIVE_INFINITY;
  return Math.min(Math.max(span, 1), least === 0 ? Number.POSITIVE_INFINITY : MOST_SPANNED);
}

/** Rows without anything in them go; a span ends with the table. */
function withRealSpans(rows: Cell[][]): Cell[][] {
  const width = Math.max(1, ...columnCounts(rows));
  const clamped = rows.map((cells, i) =>
    cells.map((cell) => ({
      ...cell,
      colspan: Math.min(cell.colspan, width),
      rowspan: Math.min(cell.rowspan, rows.length - i),
    })),
  );
  let covered = 0;
  const kept = clamped.filter((cells) => {
    const needed = covered > 0 || cells.some((cell) => cell.blocks.length > 0 || cell.rowspan > 1);
    covered = Math.max(covered - 1, ...cells.map((cell) => cell.rowspan - 1));
    return needed;
  });
  return kept.length === rows.length ? kept : withRealSpans(kept);
}

/** Columns of each row, a span that stands for a whole row not counted. */
function columnCounts(rows: readonly Cell[][]): number[] {
  const until: number[] = [];
  return rows.map((cells, i) => {
    let column = 0;
    const fromAbove = () => (until[column] ?? 0) > i;
    for (const cell of cells) {
      while (fromAbove()) column += 1;
      const wide = cells.length === 1 && cell.colspan === MOST_SPANNED ? 1 : cell.colspan;
      for (let k = 0; k < wide; k += 1) until[column + k] = i + Math.min(cell.rowspan, rows.length);
      column += wide;
    }
    while (fromAbove()) column += 1;
    return column;
  });
}
