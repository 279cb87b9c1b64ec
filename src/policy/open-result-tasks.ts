import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { closedConsultations, markResultOpened } from './consultation-store.ts';

/**
 * E-02: a consultation that closes opens the task of publishing what became of the opinions, once, with a line in the
 * ledger. What is owed shows it from that day on.
 * @param today YYYY-MM-DD, Beijing
 */
export async function openResultTasks({ acting }: BundleDesk, actor: Actor, today: string): Promise<number> {
  const closed = await closedConsultations(acting.db, today);
  for (const { id, bundle, closesOn } of closed) {
    await inTransaction(acting.db, async (tx) => {
      const at = acting.clock.now();
      if (!(await markResultOpened(tx, id, at))) return;
      const after = { consultation: id, closedOn: closesOn, owed: 'adoption-result' };
      await acting.record(tx, { at, actor, act: 'consultation.close', object: `bundle:${bundle}`, after });
    });
  }
  return closed.length;
}
