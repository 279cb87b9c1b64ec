import { Refused } from '../../errors.ts';
import type { Db } from '../../store/database.ts';
import { requireDelivery } from '../show-delivery.ts';
import { findHandOff, type HandOffRow } from './hand-off-store.ts';

/**
 * The hand-off of a delivery that a person may publish from now: somebody took it, its text is still approved under that
 * very hash, and the delivery waits for nothing else.
 * @throws Refused, by its code: nobody took it, it is void, or the delivery is over or goes its own way again
 */
export async function requireHandOff(db: Db, delivery: string): Promise<HandOffRow> {
  const { state, reason, subjectId } = await requireDelivery(db, delivery);
  const row = await findHandOff(db, delivery);
  const post = await db.selectFrom('post').select('approvedHash').where('id', '=', subjectId).executeTakeFirst();
  const refused = (code: string, message: string, remedy: string) =>
    new Refused({ code, message: `delivery ${delivery}: ${message}`, place: `delivery:${delivery}`, remedy });
  if (row && (row.voidAt !== null || (state === 'asking' && post?.approvedHash !== row.hash)))
    throw refused('hand-off-void', 'its hand-off is void', 'Publish nothing of it; say what became of it.');
  if (state === 'published' || state === 'dropped')
    throw refused('hand-off-over', `it is ${state}`, 'There is nothing left to publish by hand.');
  if (!row || state !== 'asking' || reason !== 'hand-off')
    throw refused('hand-off-not-taken', 'nobody has it in hands', 'Take it first.');
  return row;
}
