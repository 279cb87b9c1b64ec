import { beijingDay, endOfDay, isoBeijing } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { unitsLeft } from '../calendar/due-date.ts';
import type { Db } from '../store/database.ts';
import { excerptOf } from './request.ts';
import { listOpenFirst } from './request-store.ts';

/** One line of `govcast inbox list`. */
export interface ListedRequest {
  id: string;
  kind: string;
  channel: string;
  section: string;
  state: string;
  /** ISO 8601, +08:00. */
  receivedAt: string;
  dueAt: string;
  provisional: boolean;
  /** Units left today, −1 and less when overdue; null when it is closed. */
  left: number | null;
  unit: 'working-day' | 'day';
  excerpt: string;
}

/** The backlog, what is due first first. */
export async function listRequests(
  db: Db,
  calendar: Calendar,
  now: number,
  filter: { open?: boolean; limit?: number } = {},
): Promise<{ requests: ListedRequest[] }> {
  const rows = await listOpenFirst(db, { open: filter.open ?? false, limit: filter.limit ?? 500 });
  const requests = rows.map((row): ListedRequest => {
    const dueOn = row.movedDueOn ?? row.dueOn;
    return {
      id: row.id,
      kind: row.kind,
      channel: row.channel,
      section: row.section,
      state: row.state,
      receivedAt: isoBeijing(row.receivedAt),
      dueAt: isoBeijing(endOfDay(dueOn)),
      provisional: (row.movedProvisional ?? row.provisional) === 1,
      left: row.closedAt === null ? unitsLeft(calendar, row.unit, beijingDay(now), dueOn) : null,
      unit: row.unit,
      excerpt: excerptOf(row.body),
    };
  });
  return { requests };
}
