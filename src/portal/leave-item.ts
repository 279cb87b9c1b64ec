import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { FixContent, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { findItemLeft, putItemLeft } from './item-left-store.ts';

/** Who decides what becomes of an item. */
export const itemRoles: readonly Role[] = ['editor', 'section-head', 'leader'];

/** What leaving needs beside the parts of every act. */
export interface LeavingDesk extends Acting {
  people: People;
  /** The post that is made of an item already, from posts/; null while there is none. */
  postOf: (tx: Tx, item: string) => Promise<string | null>;
}

/**
 * Says that nothing is published of an item, and why (不发). It is composed and proposed no more until somebody takes it
 * up again. Saying the same again changes nothing.
 * @throws Refused for a missing role, an unknown item, or one that a post is made of; FixContent without a reason
 */
export async function leaveItem(
  { people, postOf, ...acting }: LeavingDesk,
  actor: Actor,
  { item, reason }: { item: string; reason: string },
): Promise<void> {
  requireRole(people, actor.person, itemRoles, 'leave an item');
  const said = reason.trim();
  if (said === '') {
    const remedy = 'Say in a few words why nothing is published of it; it stands in the ledger.';
    throw new FixContent({ code: 'item-leave-reason', message: 'a reason is wanted', place: `item:${item}`, remedy });
  }
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    await lockItem(tx, item);
    const post = await postOf(tx, item);
    if (post !== null) throw hasPost(item, post);
    const before = await findItemLeft(tx, item);
    if (before?.reason === said) return;
    await putItemLeft(tx, { item, reason: said, person: actor.person, at });
    await acting.record(tx, {
      at,
      actor,
      act: 'item.leave',
      object: `item:${item}`,
      ...(before === null ? {} : { before: { reason: before.reason } }),
      after: { reason: said },
    });
  });
}

/** @throws Refused for an unknown item */
export async function lockItem(tx: Tx, item: string): Promise<void> {
  const row = await tx.selectFrom('item').select('id').where('id', '=', item).forUpdate().executeTakeFirst();
  if (row === undefined) throw unknownItem(item);
}

/** No page is known under this id. */
export function unknownItem(item: string): Refused {
  return new Refused({
    code: 'item-unknown',
    message: `there is no item ${item}`,
    place: `item:${item}`,
    remedy: 'Take the id from the list of items.',
  });
}

function hasPost(item: string, post: string): Refused {
  return new Refused({
    code: 'item-has-post',
    message: `item ${item} is post ${post} already`,
    place: `post:${post}`,
    remedy: 'Withdraw the post instead.',
  });
}
