import type { Calendar } from '../calendar/calendar.ts';
import { recomputeDueDates } from '../calendar/recompute-due-dates.ts';
import type { ConfigEntry } from '../config/config-entries.ts';
import type { Tx } from '../store/database.ts';
import type { Acting } from './acting.ts';
import type { Actor, LedgerLine } from './append.ts';
import { type Applied, applyConfig } from './apply-config.ts';

/** What has changed in the files becomes new versions, and open due dates are counted again by the files' calendar. */
export async function takeConfigOver(
  acting: Acting,
  calendar: Calendar,
  entries: readonly ConfigEntry[],
  actor: Actor,
): Promise<Applied & { movedDueDates: number }> {
  const applied = await applyConfig(acting, actor, entries);
  const record = (tx: Tx, line: Omit<LedgerLine, 'actor'>) => acting.record(tx, { ...line, actor });
  const moved = await recomputeDueDates({ ...acting, record }, calendar);
  return { ...applied, movedDueDates: moved.length };
}
