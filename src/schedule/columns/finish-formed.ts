import { isoBeijing } from '../../calendar/beijing-time.ts';
import { Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { FormedItemTable } from '../../store/tables/columns.ts';
import { inTransaction } from '../../store/transaction.ts';
import { isGone, lockFormed, setFormed } from './formed-store.ts';

/** What closed it: the page that appeared, or a person's word. */
export interface FinishWish {
  /** When it was public, ms UTC. */
  at: number;
  /** The page that was met at its address; null when a person says so. */
  item: string | null;
  /** The address it was seen at, when it has one. */
  url?: string | undefined;
  urlKey?: string | undefined;
}

/**
 * Information that was formed has appeared. Said twice nothing more is written; when the page that closed it has gone, it
 * can be closed again by another.
 * @throws Refused when it is not there, was voided, or is said to have appeared before it was formed or in the future
 */
export function finishFormed(acting: Acting, actor: Actor, id: string, wish: FinishWish): Promise<FormedItemTable> {
  const now = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    const row = open(await lockFormed(tx, id), id);
    if (row.doneAt !== null && !(await isGone(tx, row.item))) return row;
    if (wish.at > now || (wish.item === null && wish.at < row.formedAt)) {
      const remedy = 'Give a moment after it was formed and not after now, with --at.';
      const message = `${isoBeijing(wish.at)} is before it was formed or still to come`;
      throw new Refused({ code: 'formed-done-at', message, place: `formed:${id}`, remedy });
    }
    // A page of the same day may carry the day alone, and so an hour before the forming.
    const doneAt = Math.max(wish.at, row.formedAt);
    const url = wish.url ?? row.url;
    const set = { doneAt, doneBy: actor.person, item: wish.item, url, urlKey: wish.urlKey ?? row.urlKey };
    await setFormed(tx, id, set);
    const after = { doneAt: isoBeijing(doneAt), ...(wish.item === null ? {} : { item: wish.item }) };
    await acting.record(tx, { at: now, actor, act: 'column.done', object: `formed:${id}`, after });
    return { ...row, ...set };
  });
}

/**
 * Takes back what was told by mistake: its clock is gone; breaches that it caused stay on record and are corrected.
 * @throws Refused when it is not there or was voided already
 */
export function voidFormed(acting: Acting, actor: Actor, id: string, reason: string): Promise<void> {
  const now = acting.clock.now();
  return inTransaction(acting.db, async (tx) => {
    const row = open(await lockFormed(tx, id), id);
    await setFormed(tx, id, { voidAt: now, voidReason: reason });
    const before = { title: row.title, formedAt: isoBeijing(row.formedAt) };
    await acting.record(tx, { at: now, actor, act: 'column.void', object: `formed:${id}`, before, after: { reason } });
  });
}

function open(row: FormedItemTable | null, id: string): FormedItemTable {
  if (row !== null && row.voidAt === null) return row;
  throw new Refused({
    code: 'formed-unknown',
    message: row === null ? `nothing formed has the id ${id}` : `formed:${id} was taken back: ${row.voidReason}`,
    place: `formed:${id}`,
    remedy: 'See govcast column show COLUMN for what is open.',
  });
}
