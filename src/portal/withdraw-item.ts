import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { urlKey } from './url-key.ts';

/** suspected: to be looked at again; withdrawn; moved: the item lives on at another of its addresses; unknown: no item has it. */
export type WithdrawOutcome = 'suspected' | 'withdrawn' | 'moved' | 'unknown';

/**
 * An address of an item answered 404 or 410, or a page that says so. The first look only notes it; a look at least
 * `goneAfterMs` later believes it. The item and its revisions are kept.
 */
export async function withdrawItem(
  acting: Acting,
  actor: Actor,
  address: string,
  goneAfterMs: number,
): Promise<WithdrawOutcome> {
  const now = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    const key = urlKey(address);
    const gone = await tx
      .selectFrom('itemAddress')
      .selectAll()
      .where('urlKey', '=', key)
      .forUpdate()
      .executeTakeFirst();
    if (!gone) return 'unknown';
    await tx.updateTable('fetchState').set({ checkedAt: now }).where('url', '=', address).execute();
    if (gone.goneAt === null) {
      await tx.updateTable('itemAddress').set({ goneAt: now }).where('urlKey', '=', key).execute();
      return 'suspected';
    }
    if (now - gone.goneAt < goneAfterMs) return 'suspected';
    const item = await tx
      .selectFrom('item')
      .selectAll()
      .where('id', '=', gone.item)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const line = { at: now, actor, object: `item:${item.id}` };
    const alive = await tx
      .selectFrom('itemAddress')
      .select(['urlKey', 'url'])
      .where('item', '=', item.id)
      .where('goneAt', 'is', null)
      .orderBy('seenAt')
      .executeTakeFirst();
    if (alive) {
      if (item.urlKey !== key) return 'moved';
      await tx.updateTable('item').set(alive).where('id', '=', item.id).execute();
      await acting.record(tx, { ...line, act: 'item.move', before: { url: item.url }, after: { url: alive.url } });
      return 'moved';
    }
    if (item.withdrawnAt === null) {
      await tx.updateTable('item').set({ withdrawnAt: now }).where('id', '=', item.id).execute();
      await acting.record(tx, {
        ...line,
        act: 'item.withdraw',
        before: { url: item.url },
        after: { withdrawnAt: now },
      });
    }
    return 'withdrawn';
  });
}
