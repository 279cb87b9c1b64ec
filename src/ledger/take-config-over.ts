import type { Calendar } from '../calendar/calendar.ts';
import { type OnMoved, recomputeDueDates } from '../calendar/recompute-due-dates.ts';
import type { ConfigEntry } from '../config/config-entries.ts';
import type { Tx } from '../store/database.ts';
import type { Acting } from './acting.ts';
import type { Actor, LedgerLine } from './append.ts';
import { type Applied, applyConfig } from './apply-config.ts';

/**
 * What has changed in the files becomes new versions, and open due dates are counted again by the files' calendar.
 * @param moved brings the domains' own rows along
 * @param over whether files win over what was changed in the console
 */
export async function takeConfigOver(
  acting: Acting,
  calendar: Calendar,
  entries: readonly ConfigEntry[],
  actor: Actor,
  moved?: OnMoved,
  over: { overConsole?: boolean } = {},
): Promise<Applied & { movedDueDates: number }> {
  const applied = await applyConfig(acting, actor, entries, over);
  const record = (tx: Tx, line: Omit<LedgerLine, 'actor'>) => acting.record(tx, { ...line, actor });
  const changes = await recomputeDueDates({ ...acting, record, moved }, calendar);
  return { ...applied, movedDueDates: changes.length };
}
