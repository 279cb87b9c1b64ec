import { beijingDay, startOfDay } from '../../calendar/beijing-time.ts';
import { asProblem, type Problem } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { type MetThere, pageAt, postAt } from './column-store.ts';
import { finishFormed } from './finish-formed.ts';
import { openWithAddress } from './formed-store.ts';

const WORKER: Actor = { person: 'govcast', via: 'worker' };

/**
 * Closes what was formed when its address shows it. Called again it finds nothing to do; what no page has shown yet stays
 * open. What fails is told and holds up nothing else.
 * @param tell for the log
 * @returns the ids that were closed now
 */
export async function followFormed(
  acting: Acting,
  tell: (problem: Problem & { message: string }) => void = () => {},
): Promise<string[]> {
  const closed: string[] = [];
  const now = acting.clock.now();
  for (const { id, url, urlKey, formedAt } of await openWithAddress(acting.db)) {
    if (url === null || urlKey === null) continue;
    const met = (await pageAt(acting.db, urlKey)) ?? (await postAt(acting.db, url));
    const at = met === null ? null : disclosedAt(met, formedAt);
    if (met === null || at === null || at > now) continue;
    try {
      // A post of the same day may have stood there before the forming was told: it discloses from the forming on.
      await finishFormed(acting, WORKER, id, { at: Math.max(at, formedAt), item: met.item });
      closed.push(id);
    } catch (error) {
      tell({ place: `formed:${id}`, ...asProblem(error) });
    }
  }
  return closed;
}

/**
 * When a page discloses what was formed at a moment: its public time, from the day of the forming on. A page that stood there
 * before, such as the one of the 领导班子, discloses a change only once it was changed itself; one that shows an older day or
 * none counts from when it was seen. Null while it says nothing of it.
 */
export function disclosedAt({ publicAt, seenAt, revisedAt }: MetThere, formedAt: number): number | null {
  if (publicAt !== null && publicAt >= startOfDay(beijingDay(formedAt))) return publicAt;
  if (seenAt >= formedAt) return seenAt;
  return revisedAt !== null && revisedAt >= formedAt ? revisedAt : null;
}
