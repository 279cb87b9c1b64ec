import { turn } from './clock.ts';

/**
 * A list in pieces of `size`, with a turn of everything else between two: SQLite answers a question in one go, and a report
 * asks of hundreds of thousands of rows while others wait for their page.
 */
export async function* inPieces<T>(all: readonly T[], size: number): AsyncGenerator<T[]> {
  for (let i = 0; i < all.length; i += size) {
    if (i > 0) await turn();
    yield all.slice(i, i + size);
  }
}
