import { type Block, type Cell, plainRun, runsWithin, type TableBlock, textOfRuns } from './body-blocks.ts';
import { type GridPlace, gridOf } from './table-grid.ts';

/** A first row whose cells are all this short, and none a figure, names the columns even when nobody marked it. */
const HEAD_CHARS = 20;
/** What parts the names of columns: in the line above the records, and where heads stand above each other. */
const BETWEEN = '｜';
const ABOVE = '·';

/**
 * A table that is too wide for a phone as records: one row of two cells for each value, the column's name repeated in
 * front of it, the first column as the headline of its record. Every word stays, in its order: the names once above the
 * records, a value that spans rows in each of them. Null when no row says what the columns are.
 */
export function tableAsCards(table: TableBlock): TableBlock | null {
  const grid = gridOf(table.rows);
  const heads = headRows(table.rows);
  const columns = grid[0]?.length ?? 0;
  if (heads === 0 || heads >= grid.length) return null;
  const names = namesOf(grid.slice(0, heads), columns);
  const rows: Cell[][] = [];
  for (const line of grid.slice(heads)) rows.push(...record(line, names));
  if (rows.length === 0) return null;
  const overview = table.rows.slice(0, heads).flat().map(textOf).filter(isSaid).join(BETWEEN);
  return { kind: 'table', rows: [[{ ...head(overview), colspan: 2 }], ...rows] };
}

/** Rows at the top that name the columns; 0 when there are none. Pictures and lists are no names. */
function headRows(rows: readonly Cell[][]): number {
  let count = 0;
  let reach = 0;
  for (const [i, cells] of rows.entries()) {
    const plain = cells.every((cell) => cell.blocks.every((block) => block.kind === 'text' && !hasPicture(block)));
    const marked = cells.every((cell) => cell.head) || i < reach;
    if (!plain || !(marked || (i === 0 && looksLikeHead(cells)))) break;
    count = i + 1;
    reach = Math.max(reach, ...cells.map((cell) => i + cell.rowspan));
  }
  return reach > count ? 0 : count;
}

function looksLikeHead(cells: readonly Cell[]): boolean {
  return cells.map(textOf).every((text) => isSaid(text) && text.length <= HEAD_CHARS && !/^[\d.,%\s-]+$/.test(text));
}

/** The name of each column: the heads above it, from top to bottom, none twice. */
function namesOf(lines: readonly (GridPlace | null)[][], columns: number): string[] {
  return Array.from({ length: columns }, (_, x) => {
    const above = lines.map((line) => line[x]?.cell).filter((cell, i, all) => cell && all.indexOf(cell) === i);
    return above
      .flatMap((cell) => (cell ? [textOf(cell)] : []))
      .filter(isSaid)
      .join(ABOVE);
  });
}

function record(line: readonly (GridPlace | null)[], names: readonly string[]): Cell[][] {
  const rows: Cell[][] = [];
  for (let x = 0; x < line.length; ) {
    const cell = line[x]?.cell;
    let end = x + 1;
    while (cell && line[end]?.cell === cell) end += 1;
    if (cell && cell.blocks.length > 0) {
      const name = [...new Set(names.slice(x, end).filter(isSaid))].join(BETWEEN);
      rows.push(x === 0 || name === '' ? [wide(cell)] : [head(name), { ...cell, colspan: 1, rowspan: 1, align: null }]);
    }
    x = end;
  }
  return rows;
}

function wide(cell: Cell): Cell {
  return { ...cell, head: true, colspan: 2, rowspan: 1, align: null };
}

function head(name: string): Cell {
  const blocks: Block[] = [{ kind: 'text', align: null, runs: [plainRun(name)] }];
  return { head: true, colspan: 1, rowspan: 1, align: null, blocks };
}

function hasPicture(block: Block): boolean {
  return 'runs' in block && block.runs.some((run) => run.image !== null);
}

function textOf(cell: Cell): string {
  return runsWithin(cell.blocks)
    .map((runs) => textOfRuns(runs).replace(/\s+/g, ''))
    .join('');
}

function isSaid(text: string): boolean {
  return text !== '';
}
