import type { Clock } from '../clock.ts';
import type { Db, Tx } from '../store/database.ts';
import type { NewId } from '../store/ids.ts';
import type { DueDateChangeTable, OpenDueDateTable } from '../store/tables/ground.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Calendar } from './calendar.ts';
import { dueDay } from './due-date.ts';
import { changeDueDate, type LimitedObject, lockOpenDueDates } from './due-date-store.ts';

/** The database, the time, ids, and the ledger with its actor already named: the calendar stands left of the ledger. */
export interface Recomputing {
  db: Db;
  clock: Clock;
  newId: NewId;
  record: (tx: Tx, line: { at: number; act: string; object: string; before: unknown; after: unknown }) => Promise<void>;
  /** Brings the domains' own rows along, in the transaction that moves the dates. */
  moved?: OnMoved | undefined;
}

export type OnMoved = (tx: Tx, changes: readonly DueDateChangeTable[]) => Promise<void>;

/** Small, because a callback that arrives meanwhile waits for the page on SQLite and must be answered within a second. */
const PAGE = 100;

/**
 * Counts every open limit again after the calendar changed (c.3: three times in fifteen years it changed after its
 * release). Old and new dates are kept and stand in the ledger. Running it twice changes nothing the second time; a run
 * that was cut off is finished by the next.
 * @returns what moved or stopped being provisional, for the domains' own rows and for telling people
 */
export async function recomputeDueDates(recomputing: Recomputing, calendar: Calendar): Promise<DueDateChangeTable[]> {
  const { db, clock, newId, record } = recomputing;
  const changes: DueDateChangeTable[] = [];
  let after: LimitedObject | null = null;
  for (;;) {
    const page: { changes: DueDateChangeTable[]; last: OpenDueDateTable | undefined } = await inTransaction(
      db,
      async (tx) => {
        const rows = await lockOpenDueDates(tx, after, PAGE);
        const moved = rows.flatMap((row) => changeOf(row, calendar, newId, clock.now()));
        for (const change of moved) await changeDueDate(tx, change);
        await recomputing.moved?.(tx, moved);
        for (const change of moved) {
          await record(tx, {
            at: change.at,
            act: 'due-date.recompute',
            object: `${change.objectKind}:${change.objectId}`,
            before: { dueOn: change.oldDueOn, provisional: change.oldProvisional === 1 },
            after: {
              dueOn: change.newDueOn,
              provisional: change.newProvisional === 1,
              calendar: change.calendarVersion,
            },
          });
        }
        return { changes: moved, last: rows.length < PAGE ? undefined : rows.at(-1) };
      },
    );
    changes.push(...page.changes);
    if (!page.last) return changes;
    after = { kind: page.last.objectKind, id: page.last.objectId };
  }
}

function changeOf(row: OpenDueDateTable, calendar: Calendar, newId: NewId, at: number): DueDateChangeTable[] {
  const { date, provisional } = dueDay(calendar, { from: row.startOn, n: row.days, unit: row.unit });
  const newProvisional = provisional ? 1 : 0;
  if (date === row.dueOn && newProvisional === row.provisional) return [];
  return [
    {
      id: newId(),
      objectKind: row.objectKind,
      objectId: row.objectId,
      oldDueOn: row.dueOn,
      newDueOn: date,
      oldProvisional: row.provisional,
      newProvisional,
      calendarVersion: calendar.version,
      at,
    },
  ];
}
