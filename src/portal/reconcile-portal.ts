import { type Portal, sourceId } from '../config/portals.ts';
import { inTransaction } from '../store/transaction.ts';
import type { CrawlParts, CrawlResult } from './crawl.ts';
import { crawlSource } from './crawl-source.ts';
import type { HttpReader } from './fetch/http-reader.ts';
import { claimSource } from './source-state-store.ts';

export interface PortalLoop extends Omit<CrawlParts, 'reader'> {
  portals: Portal[];
  /** A reader for each portal by its id. */
  readers: ReadonlyMap<string, HttpReader>;
}

const MINUTE_MS = 60_000;

/**
 * The loop of portal/: looks at every source whose interval has passed since it was last taken. Portals are read side by
 * side, the columns of one after each other. Several workers may run it: each source is taken by one.
 */
export async function reconcilePortal(loop: PortalLoop, now: number): Promise<CrawlResult[]> {
  const results = await Promise.all(loop.portals.map((portal) => readPortal(loop, portal, now)));
  return results.flat();
}

async function readPortal(loop: PortalLoop, portal: Portal, now: number): Promise<CrawlResult[]> {
  const reader = loop.readers.get(portal.id);
  const results: CrawlResult[] = [];
  if (!reader) return results;
  for (const column of portal.columns) {
    if (loop.signal?.aborted) break;
    const everyMs = column.everyMinutes * MINUTE_MS;
    const source = sourceId(portal, column);
    const taken = await inTransaction(loop.db, (tx) => claimSource(tx, source, everyMs, now));
    if (taken) results.push(await crawlSource({ ...loop, reader }, portal, column));
  }
  return results;
}
