import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { openWithAddress, pageAt, postAt } from './column-store.ts';
import { finishFormed } from './finish-formed.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };

/**
 * Closes what was formed when the page at its address is met, by the public time of the page. Called again it finds
 * nothing to do; what no page has shown yet stays open.
 * @returns the ids that were closed now
 */
export async function followFormed(acting: Acting): Promise<string[]> {
  const closed: string[] = [];
  const now = acting.clock.now();
  for (const { id, url, urlKey } of await openWithAddress(acting.db)) {
    if (url === null || urlKey === null) continue;
    const met = (await pageAt(acting.db, urlKey)) ?? (await postAt(acting.db, url));
    if (met === null || met.publicAt > now) continue;
    await finishFormed(acting, WORKER, id, { at: met.publicAt, item: met.item });
    closed.push(id);
  }
  return closed;
}
