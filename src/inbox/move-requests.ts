import type { Tx } from '../store/database.ts';
import type { DueDateChangeTable } from '../store/tables/ground.ts';

/** A calendar that changed moves due days; the requests among them are brought along, so that their lists stay in order. */
export async function moveRequests(tx: Tx, changes: readonly DueDateChangeTable[]): Promise<void> {
  for (const { objectKind, objectId, newDueOn } of changes) {
    if (objectKind !== 'request') continue;
    await tx.updateTable('request').set({ nowDueOn: newDueOn }).where('id', '=', objectId).execute();
  }
}
