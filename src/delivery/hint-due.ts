import { findDue } from './delivery-store.ts';
import type { HintQueue } from './queues/hint-queue.ts';
import type { DeliveryWork } from './work.ts';

const BATCH = 500;

/** Tells the queue which deliveries are due now. Doing it twice is harmless: the key of a hint names the row as seen. */
export async function hintDue(work: Pick<DeliveryWork, 'db' | 'clock'>, queue: HintQueue): Promise<number> {
  const due = await findDue(work.db, work.clock.now(), BATCH);
  for (const hint of due) await queue.hint(hint);
  return due.length;
}
