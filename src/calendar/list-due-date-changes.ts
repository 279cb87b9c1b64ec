import type { Db } from '../store/database.ts';
import { isoBeijing } from './beijing-time.ts';
import { latestDueDateChanges } from './due-date-store.ts';

/** One due date that a changed calendar moved; days are YYYY-MM-DD, `at` is ISO 8601 +08:00. */
export interface ListedChange {
  object: string;
  old: { dueOn: string; provisional: boolean };
  new: { dueOn: string; provisional: boolean };
  calendar: string;
  at: string;
}

/** Old and new of due dates that were counted again, the newest first. */
export async function listDueDateChanges(db: Db, limit = 500): Promise<{ changes: ListedChange[] }> {
  const changes = (await latestDueDateChanges(db, limit)).map((c) => ({
    object: `${c.objectKind}:${c.objectId}`,
    old: { dueOn: c.oldDueOn, provisional: c.oldProvisional === 1 },
    new: { dueOn: c.newDueOn, provisional: c.newProvisional === 1 },
    calendar: c.calendarVersion,
    at: isoBeijing(c.at),
  }));
  return { changes };
}
