import { beijingDay } from '../calendar/beijing-time.ts';
import { Refused } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { findItemLeft } from './item-left-store.ts';

/**
 * Refuses to make a post of an item of which somebody said that nothing is published. In a transaction the item stays held,
 * as leaving holds it: either the post is there and it cannot be left any more, or it was left and no post is made.
 * @throws Refused for an item that was left
 */
export async function requireNotLeft(db: Db, item: string): Promise<void> {
  await db.selectFrom('item').select('id').where('id', '=', item).forUpdate().executeTakeFirst();
  const left = await findItemLeft(db, item);
  if (left === null) return;
  throw new Refused({
    code: 'item-left',
    message: `item ${item} was left on ${beijingDay(left.at)} by ${left.person}: ${left.reason}`,
    place: `item:${item}`,
    remedy: 'Take it up again first.',
  });
}
