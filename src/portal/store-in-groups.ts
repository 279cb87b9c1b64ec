import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { ReadPage } from './item.ts';
import { type Stored, storeArticles } from './store-articles.ts';

/** What becomes of a page is told to these, exactly one of them once for each page. */
export interface StoreOutcomes {
  stored: (stored: Stored) => void;
  failed: (error: unknown, page: ReadPage) => void;
}

export interface PageStore {
  /** Takes a page; resolves at once while there is room, and when the group is stored once it is full. */
  put: (page: ReadPage) => Promise<void>;
  /** Stores what still waits. */
  flush: () => Promise<void>;
}

/** A commit waits for the disk, which costs as much as reading a page: so many pages share one. */
const GROUP_PAGES = 16;
/** Large pages do not wait for others: memory stays bounded. */
const GROUP_BYTES = 4_000_000;

/**
 * Takes pages from several readers at once and stores them in groups, one transaction each. A group that fails is stored
 * page by page, so that one page that cannot be stored does not take others with it. A process that dies loses at most
 * the waiting group, whose pages are still unknown at the next look.
 */
export function storeInGroups(acting: Acting, actor: Actor, outcomes: StoreOutcomes): PageStore {
  let waiting: ReadPage[] = [];
  let running: Promise<void> = Promise.resolve();
  const storeGroup = async (group: ReadPage[]): Promise<void> => {
    let stored: Stored[];
    try {
      stored = await storeArticles(acting, actor, group);
    } catch (error) {
      const [only] = group;
      if (only && group.length === 1) return outcomes.failed(error, only);
      for (const page of group) await storeGroup([page]);
      return;
    }
    for (const each of stored) outcomes.stored(each);
  };
  const flush = () => {
    const group = waiting;
    waiting = [];
    if (group.length > 0) running = running.then(() => storeGroup(group));
    return running;
  };
  const put = async (page: ReadPage) => {
    waiting.push(page);
    const bytes = waiting.reduce((sum, { bytes: { length } }) => sum + length, 0);
    if (waiting.length >= GROUP_PAGES || bytes >= GROUP_BYTES) await flush();
  };
  return { put, flush };
}
