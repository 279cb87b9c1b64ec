import { isoBeijing } from '../../calendar/beijing-time.ts';
import { requireRole } from '../../config/acting-person.ts';
import type { People, Role } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Blackout, blackoutState } from './blackout.ts';
import { findBlackout, lockBlackout, lockCovered } from './blackout-store.ts';

/** Letting things go out again is for those who answer for what is published. */
export const mayEnd: readonly Role[] = ['section-head', 'leader'];

/**
 * Ends a black-out now. Nothing goes out by itself because of that: every delivery whose time fell into it is put to a
 * person. One that is over stays as it is.
 * @throws Refused for a person of another role, or when there is no such black-out
 */
export function endBlackout(acting: Acting & { people: People }, id: string, actor: Actor): Promise<Blackout> {
  requireRole(acting.people, actor.person, mayEnd, 'end a black-out');
  return inTransaction(acting.db, async (tx) => {
    const blackout = await lockedBlackout(tx, id);
    const at = acting.clock.now();
    if (blackoutState(blackout, at) === 'over') return blackout;
    const ended = { endedBy: actor.person, endedAt: at };
    await tx.updateTable('blackout').set(ended).where('id', '=', id).execute();
    const before = { to: blackout.toAt === null ? null : isoBeijing(blackout.toAt) };
    const after = { ended: isoBeijing(at) };
    await acting.record(tx, { at, actor, act: 'blackout.end', object: `blackout:${id}`, before, after });
    return { ...blackout, ...ended };
  });
}

/**
 * Gives a black-out that is not over another end, later or earlier than the one it has.
 * @param toAt the last moment inside, ms UTC; null lasts until a person ends it
 * @throws Refused for a person of another role, one that is over or unknown, or an end that has passed
 */
export function changeBlackoutEnd(
  acting: Acting & { people: People },
  id: string,
  toAt: number | null,
  actor: Actor,
): Promise<Blackout> {
  requireRole(acting.people, actor.person, mayEnd, 'change a black-out');
  return inTransaction(acting.db, async (tx) => {
    await lockCovered(tx, (await requireBlackout(tx, id)).channels);
    const blackout = await lockedBlackout(tx, id);
    const at = acting.clock.now();
    if (blackoutState(blackout, at) === 'over') throw over(id);
    if (toAt !== null && toAt < Math.max(at, blackout.fromAt)) throw passed(id, toAt);
    await tx.updateTable('blackout').set({ toAt }).where('id', '=', id).execute();
    const iso = (end: number | null) => ({ to: end === null ? null : isoBeijing(end) });
    const told = { act: 'blackout.change', object: `blackout:${id}`, before: iso(blackout.toAt), after: iso(toAt) };
    await acting.record(tx, { at, actor, ...told });
    return { ...blackout, toAt };
  });
}

async function lockedBlackout(tx: Tx, id: string): Promise<Blackout> {
  const blackout = await lockBlackout(tx, id);
  if (blackout) return blackout;
  throw blackoutUnknown(id);
}

/** @throws Refused when there is no such black-out */
export async function requireBlackout(db: Acting['db'], id: string): Promise<Blackout> {
  const blackout = await findBlackout(db, id);
  if (blackout) return blackout;
  throw blackoutUnknown(id);
}

function blackoutUnknown(id: string): Refused {
  const remedy = 'Take the id from `govcast blackout list`.';
  return new Refused({ code: 'blackout-unknown', message: `there is no black-out ${id}`, place: id, remedy });
}

function over(id: string): Refused {
  const remedy = 'Start another one with `govcast blackout start`.';
  return new Refused({ code: 'blackout-over', message: `black-out ${id} is over`, place: id, remedy });
}

function passed(id: string, toAt: number): Refused {
  const message = `${isoBeijing(toAt)} has passed, or lies before its beginning`;
  const remedy = 'Give a moment to come, or end it now with `govcast blackout end`.';
  return new Refused({ code: 'blackout-times', message, place: id, remedy });
}
