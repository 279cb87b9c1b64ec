import { beijingDay } from '../calendar/beijing-time.ts';
import { requireRole } from '../config/acting-person.ts';
import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { BundleDesk } from './bundle-desk.ts';
import { stageByCode } from './decision.ts';
import { entryOf, findDecision, putEntry } from './decision-store.ts';
import { noDay } from './give-interpretation.ts';
import { isDay } from './interpretation-plan.ts';

/**
 * Puts a page under a major decision at one of its stages (C-15), by default on the day of its publication. Doing it
 * again with the same stage and day changes nothing.
 * @throws Refused for an unknown decision or page; FixContent for an unknown stage, or a page without a day
 */
export async function followDecision(
  desk: BundleDesk,
  actor: Actor,
  wish: { decision: string; item: string; stage: string; on: string | null },
): Promise<void> {
  requireRole(desk.people, actor.person, ['editor', 'section-head', 'leader'], 'follow a major decision');
  const { decision, item } = wish;
  const stage = stageByCode(desk.settings, wish.stage);
  if (wish.on !== null && !isDay(wish.on)) throw noDay(wish.on);
  const { acting } = desk;
  await inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    if ((await findDecision(tx, decision)) === null) throw unknown('decision', decision);
    const page = await tx.selectFrom('item').select('publishedAt').where('id', '=', item).executeTakeFirst();
    if (page === undefined) throw unknown('page', item);
    const onDay = wish.on ?? beijingDay(page.publishedAt ?? at);
    const held = await entryOf(tx, decision, item);
    if (held?.stage === stage && held.onDay === onDay) return;
    await putEntry(tx, { decision, item, stage, onDay, at });
    await acting.record(tx, {
      at,
      actor,
      act: 'decision.follow',
      object: `decision:${decision}`,
      before: held === null ? undefined : { item, stage: held.stage, on: held.onDay },
      after: { item, stage, on: onDay },
    });
  });
}

function unknown(what: string, id: string): Refused {
  return new Refused({
    code: `${what}-unknown`,
    message: `there is no ${what} ${id}`,
    place: `${what}:${id}`,
    remedy: what === 'page' ? 'Take the id of an item that was crawled.' : 'Take the id from `govcast decision list`.',
  });
}
