import type { Cell } from './body-blocks.ts';

/** A place of a table's grid: the cell that covers it, and whether the cell begins there. */
export interface GridPlace {
  cell: Cell;
  begins: boolean;
}

/** The cells of a table by row and column, spans spread out; a place that no cell covers is null. */
export function gridOf(rows: readonly Cell[][]): (GridPlace | null)[][] {
  const grid: (GridPlace | null)[][] = rows.map(() => []);
  rows.forEach((cells, y) => {
    let x = 0;
    for (const cell of cells) {
      while (grid[y]?.[x]) x += 1;
      for (let dy = 0; dy < cell.rowspan && y + dy < rows.length; dy += 1) {
        const line = grid[y + dy];
        for (let dx = 0; dx < cell.colspan; dx += 1) if (line) line[x + dx] ??= { cell, begins: dy === 0 && dx === 0 };
      }
      x += cell.colspan;
    }
  });
  const width = Math.max(0, ...grid.map((line) => line.length));
  return grid.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? null));
}

export function columnsOf(rows: readonly Cell[][]): number {
  return gridOf(rows)[0]?.length ?? 0;
}
