import { endOfDay, isoBeijing } from '../calendar/beijing-time.ts';
import { Refused } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { findRequest } from './request-store.ts';

/** A request with its whole text and the rule behind its due date; moments are ISO 8601 +08:00. */
export interface ShownRequest {
  id: string;
  kind: string;
  channel: string;
  intake: string;
  section: string;
  assignee: string | null;
  state: string;
  sender: string | null;
  body: string;
  receivedAt: string;
  /** Day 0 of its limit. */
  startOn: string;
  limit: { days: number; unit: string; rule: string };
  dueAt: string;
  provisional: boolean;
  closedAt: string | null;
}

/** @throws Refused when there is no such request */
export async function showRequest(db: Db, id: string): Promise<ShownRequest> {
  const row = await findRequest(db, id);
  if (!row) {
    const remedy = 'Take the id from `govcast inbox list`.';
    throw new Refused({
      code: 'request-unknown',
      message: `there is no request ${id}`,
      place: `request:${id}`,
      remedy,
    });
  }
  const { kind, channel, intake, section, assignee, state, sender, body, startOn, days, unit, rule } = row;
  return {
    ...{ id, kind, channel, intake, section, assignee, state, sender, body },
    receivedAt: isoBeijing(row.receivedAt),
    startOn,
    limit: { days, unit, rule },
    dueAt: isoBeijing(endOfDay(row.movedDueOn ?? row.dueOn)),
    provisional: (row.movedProvisional ?? row.provisional) === 1,
    closedAt: row.closedAt === null ? null : isoBeijing(row.closedAt),
  };
}
