import { requireRole } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { dropItemLeft, findItemLeft } from './item-left-store.ts';
import { itemRoles, lockItem } from './leave-item.ts';

/** What taking up needs beside the parts of every act. */
export interface TakingUpDesk extends Acting {
  people: People;
  /** Has what would have been composed meanwhile looked at again: posts/ stands to the right. */
  wish: (tx: Tx, item: string) => Promise<void>;
}

/**
 * Takes back that nothing is published of an item. An item that was not left stays as it is.
 * @throws Refused for a missing role or an unknown item
 */
export async function takeItemUp(
  { people, wish, ...acting }: TakingUpDesk,
  actor: Actor,
  { item }: { item: string },
): Promise<void> {
  requireRole(people, actor.person, itemRoles, 'take an item up');
  await inTransaction(acting.db, async (tx) => {
    await lockItem(tx, item);
    const left = await findItemLeft(tx, item);
    if (left === null) return;
    await dropItemLeft(tx, item);
    await wish(tx, item);
    const at = acting.clock.now();
    const before = { reason: left.reason, by: left.person };
    await acting.record(tx, { at, actor, act: 'item.take-up', object: `item:${item}`, before });
  });
}
