import type { Tx } from '../store/database.ts';
import type { DueDateChangeTable } from '../store/tables/ground.ts';

/** A calendar that changed moves due days; the requests among them are brought along, so that their lists stay in order and tell whether a day is provisional. */
export async function moveRequests(tx: Tx, changes: readonly DueDateChangeTable[]): Promise<void> {
  for (const { objectKind, objectId, newDueOn, newProvisional } of changes) {
    if (objectKind !== 'request') continue;
    const now = { nowDueOn: newDueOn, provisional: newProvisional };
    await tx.updateTable('request').set(now).where('id', '=', objectId).execute();
  }
}
