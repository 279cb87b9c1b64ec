import { beijingDay } from '../calendar/beijing-time.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { DueDay } from '../calendar/due-date.ts';
import { closeDueDate, registerDueDate } from '../calendar/due-date-store.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { BundleTable } from '../store/tables/policy.ts';
import { inTransaction, isUniqueViolation } from '../store/transaction.ts';
import { type InterpretationLimit, interpretationLimit } from './bundle.ts';
import { bundleOfPolicy, insertBundle, interpretationsOf, updateBundle } from './bundle-store.ts';

/** The policy a bundle is made of, as its page says. */
export interface BundlePolicy {
  /** The item's id. */
  policy: string;
  title: string;
  documentNumber: string | null;
  /** Publication on the portal, ms UTC; without one no clock runs, and none is invented. */
  publishedAt: number | null;
}

/**
 * Makes the bundle of a policy, or brings it up to date, with its interpretation clock (I-02): the due date is registered
 * while no interpretation of the text in force is out, and closed when one is. Doing it twice changes nothing.
 * @returns the bundle's id, and whether it was made now
 */
export async function makeBundle(
  acting: Acting,
  actor: Actor,
  calendar: Calendar,
  policy: BundlePolicy,
  limit: InterpretationLimit = interpretationLimit,
): Promise<{ id: string; made: boolean }> {
  try {
    return await inTransaction(acting.db, (tx) => makeOrUpdate(tx, acting, actor, calendar, policy, limit));
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return inTransaction(acting.db, (tx) => makeOrUpdate(tx, acting, actor, calendar, policy, limit));
  }
}

async function makeOrUpdate(
  tx: Tx,
  acting: Acting,
  actor: Actor,
  calendar: Calendar,
  { policy, title, documentNumber, publishedAt }: BundlePolicy,
  limit: InterpretationLimit,
): Promise<{ id: string; made: boolean }> {
  const at = acting.clock.now();
  const existing = await bundleOfPolicy(tx, policy);
  const id = existing?.id ?? acting.newId();
  const publishedOn = publishedAt === null ? null : beijingDay(publishedAt);
  const out = (await interpretationsOf(tx, policy)).some(({ stage }) => stage !== 'draft');
  const due = await runClock(tx, calendar, id, publishedOn, out, limit, at);
  const row = {
    id,
    title,
    documentNumber,
    publishedOn,
    dueOn: due?.date ?? null,
    provisional: due?.provisional ? 1 : 0,
  };
  if (existing === null) await insertBundle(tx, { ...row, policy, createdAt: at, updatedAt: at });
  else if (unchanged(existing, row)) return { id, made: false };
  else await updateBundle(tx, { ...row, updatedAt: at });
  const act = existing === null ? 'bundle.make' : 'bundle.update';
  const facts = ({ dueOn, publishedOn: day }: { dueOn: string | null; publishedOn: string | null }) => ({ day, dueOn });
  await acting.record(tx, {
    at,
    actor,
    act,
    object: `bundle:${id}`,
    ...(existing === null ? {} : { before: facts(existing) }),
    after: { policy, ...facts(row) },
  });
  return { id, made: existing === null };
}

/** A policy older than the calendar keeps no clock: its limit passed long ago and nobody can count it. */
async function runClock(
  tx: Tx,
  calendar: Calendar,
  id: string,
  publishedOn: string | null,
  out: boolean,
  { days, unit }: InterpretationLimit,
  at: number,
): Promise<DueDay | null> {
  if (publishedOn === null || publishedOn < calendar.first) return null;
  const object = { kind: 'bundle', id };
  const due = await registerDueDate(tx, calendar, object, { startOn: publishedOn, days, unit });
  if (out) await closeDueDate(tx, object, at);
  return due;
}

function unchanged(bundle: BundleTable, row: Omit<BundleTable, 'policy' | 'createdAt' | 'updatedAt'>): boolean {
  return (
    bundle.title === row.title &&
    bundle.documentNumber === row.documentNumber &&
    bundle.publishedOn === row.publishedOn &&
    bundle.dueOn === row.dueOn &&
    bundle.provisional === row.provisional
  );
}
