import { requireRole } from '../../config/acting-person.ts';
import type { People } from '../../config/people.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { failedNotices, MAIL_NEWS_MS, moveNotice } from '../notice-store.ts';

const MOST = 500;

/**
 * A system administrator has every e-mail of the last 24 hours that did not arrive tried again, after the cause
 * was mended; what is older is no news, and what still stands is in the digest.
 * @returns how many are tried again
 * @throws Refused for anybody else
 */
export function retryNotices(acting: Acting, people: People, actor: Actor): Promise<number> {
  requireRole(people, actor.person, ['system-admin'], 'have notices sent again');
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    let tried = 0;
    for (const notice of await failedNotices(tx, MOST, at - MAIL_NEWS_MS)) {
      const again = { state: 'planned' as const, calls: 0, lost: 0, workAt: at };
      if (!(await moveNotice(tx, notice, again))) continue;
      tried += 1;
      const before = { state: notice.state, errorCode: notice.errorCode };
      const after = { state: 'planned' };
      await acting.record(tx, { at, actor, act: 'notice.retry', object: `notice:${notice.id}`, before, after });
    }
    return tried;
  });
}
