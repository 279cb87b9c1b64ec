import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { ReadPage } from './item.ts';
import { type Stored, storeArticles } from './store-articles.ts';

/** Takes pages from several readers at once and stores those that wait together in one transaction. */
export type StoreInTurn = (page: ReadPage) => Promise<Stored>;

interface Waiting {
  page: ReadPage;
  resolve: (stored: Stored) => void;
  reject: (error: unknown) => void;
}

/**
 * A group that fails is stored page by page, so that one page that cannot be stored does not take others with it.
 * A process that dies loses at most the group, whose pages are still unknown at the next look.
 */
export function storeInGroups(acting: Acting, actor: Actor): StoreInTurn {
  const waiting: Waiting[] = [];
  let running = false;
  const storeGroup = async (group: Waiting[]) => {
    try {
      const stored = await storeArticles(
        acting,
        actor,
        group.map(({ page }) => page),
      );
      for (const [i, each] of stored.entries()) group[i]?.resolve(each);
    } catch (error) {
      const [only] = group;
      if (group.length === 1) return only?.reject(error);
      for (const each of group) await storeGroup([each]);
    }
  };
  const run = async () => {
    running = true;
    while (waiting.length > 0) await storeGroup(waiting.splice(0));
    running = false;
  };
  return (page) =>
    new Promise((resolve, reject) => {
      waiting.push({ page, resolve, reject });
      if (!running) void run();
    });
}
