import { beijingDay, endOfDay, plusDays } from '../calendar/beijing-time.ts';
import { type Calendar, nextWorkingDay } from '../calendar/calendar.ts';
import { dayWords } from '../calendar/day-words.ts';
import type { People } from '../config/people.ts';
import type { Routing } from '../config/routing.ts';
import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import { dueRequests } from './request-store.ts';

/** A changed calendar moves a due day by less than this, days. */
const MOVED_AT_MOST = 20;
const MOST = 1000;

/**
 * Requests that must be answered by the next working day, and those that are late; to whoever has it, else to the
 * section's liaison officer (O-03). Neither the writer nor the text is named: notices leave the house.
 */
export async function requestConcerns(
  db: Db,
  { people, routing }: { people: People; routing: Routing },
  calendar: Calendar,
  now: number,
): Promise<Concern[]> {
  const today = beijingDay(now);
  const soon = nextWorkingDay(calendar, today);
  const rows = await dueRequests(db, plusDays(soon, MOVED_AT_MOST), MOST);
  return rows.flatMap((row): Concern[] => {
    const dueOn = row.movedDueOn ?? row.dueOn;
    if (dueOn > soon) return [];
    const late = dueOn < today;
    return [
      {
        key: `request:${row.id}:${dueOn}${late ? ':late' : ''}`,
        kind: late ? 'request.late' : 'request.due',
        about: `request:${row.id}`,
        since: late ? endOfDay(dueOn) + 1000 : row.receivedAt,
        urgency: 'normal',
        to: [row.assignee === null ? { section: row.section } : { person: row.assignee }],
        fields: {
          request: row.id,
          kind: routing.kinds.find((k) => k.id === row.kind)?.name ?? row.kind,
          section: people.sections.find((s) => s.id === row.section)?.name ?? row.section,
          channel: row.channel,
          due: dayWords(dueOn, now),
        },
      },
    ];
  });
}
