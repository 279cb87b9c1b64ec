import { changeDueDate, closeDueDate, registerDueDate } from '../calendar/due-date-store.ts';
import type { Tx } from '../store/database.ts';
import type { OpenDueDateTable } from '../store/tables/ground.ts';
import { interpretationRules, strictestRule } from './bundle.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { type Bundle, givenOf, interpretationsOf } from './bundle-store.ts';

/** A bundle as it is going to stand, and what its row says of the clock now. */
export interface ClockWish {
  bundle: Pick<Bundle, 'id' | 'policy' | 'publishedOn' | 'phase' | 'waiver' | 'archivedAt'>;
  held: Pick<Bundle, 'dueOn' | 'provisional'> | null;
}

/**
 * Registers, counts again or closes the interpretation's due date by the strictest rule in force. A draft, a waived and an
 * archived policy keep no clock. A limit that the office changed moves open dates; old and new day are kept beside each
 * other. Once an interpretation is out the day that held stays, whatever the settings become.
 * @returns what the bundle's row says of it; null days while no clock runs
 */
export async function runInterpretationClock(
  tx: Tx,
  { acting, calendar, settings }: BundleDesk,
  { bundle, held }: ClockWish,
): Promise<Pick<Bundle, 'dueOn' | 'provisional'>> {
  const { id, publishedOn } = bundle;
  const running = bundle.phase === 'final' && bundle.waiver === null && bundle.archivedAt === null;
  const object = { kind: 'bundle', id };
  const at = acting.clock.now();
  if (!running || publishedOn === null || publishedOn < calendar.first) {
    await closeDueDate(tx, object, at);
    return { dueOn: null, provisional: 0 };
  }
  const out = await isOut(tx, bundle);
  const open = await dueDateOf(tx, id);
  const sameStart = open?.startOn === publishedOn;
  if (out && open !== null && sameStart && held?.dueOn != null) {
    await closeDueDate(tx, object, at);
    return { dueOn: held.dueOn, provisional: held.provisional };
  }
  const [strictest] = strictestRule(calendar, publishedOn, interpretationRules(settings));
  if (strictest === undefined) return { dueOn: null, provisional: 0 };
  const { days, unit } = strictest.rule;
  const limit = { startOn: publishedOn, days, unit };
  const same = open !== null && open.closedAt === null && sameStart && open.days === days && open.unit === unit;
  if (same && open.dueOn === strictest.due.date) {
    if (out) await closeDueDate(tx, object, at);
    return { dueOn: open.dueOn, provisional: open.provisional };
  }
  const due = await registerDueDate(tx, calendar, object, limit);
  if (open !== null && open.closedAt === null) {
    const moved = { oldDueOn: open.dueOn, newDueOn: due.date, oldProvisional: open.provisional };
    const change = { id: acting.newId(), objectKind: 'bundle', objectId: id, ...moved };
    const newProvisional = due.provisional ? 1 : 0;
    await changeDueDate(tx, { ...change, newProvisional, calendarVersion: calendar.version, at });
  }
  if (out) await closeDueDate(tx, object, at);
  return { dueOn: due.date, provisional: due.provisional ? 1 : 0 };
}

/** Whether the text in force is interpreted, on a portal or elsewhere. */
async function isOut(tx: Tx, { id, policy }: Pick<Bundle, 'id' | 'policy'>): Promise<boolean> {
  const joined = await interpretationsOf(tx, policy);
  return [...joined, ...(await givenOf(tx, id))].some(({ stage }) => stage !== 'draft');
}

async function dueDateOf(tx: Tx, bundle: string): Promise<OpenDueDateTable | null> {
  const query = tx.selectFrom('openDueDate').selectAll().where('objectKind', '=', 'bundle');
  return (await query.where('objectId', '=', bundle).executeTakeFirst()) ?? null;
}
