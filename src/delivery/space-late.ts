import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { decide, findLate, type LateRow } from './delivery-store.ts';
import { timingOf } from './timing.ts';
import { type DeliveryWork, systemActor } from './work.ts';

/**
 * Spaces what is late on each account: after a night's stop it goes out one after the other, the most urgent and the
 * oldest first, with the account's gap between. A decision under the fence with a line of the ledger, not a pause of the
 * worker: whoever looks next sees the same times. What has missed its time is left to be asked at once. When something
 * more urgent comes, the whole row of the account is told its times anew.
 * @returns how many got another time
 */
export async function spaceLate(work: DeliveryWork): Promise<number> {
  const now = work.clock.now();
  let moved = 0;
  for (const [channel, rows] of byChannel(await findLate(work.db, now))) {
    const { gapMs, latenessMs } = work.account(channel);
    const waiting = rows.filter((row) => timingOf(row.dueAt, now, latenessMs) === 'late');
    const isNew = waiting.some((row) => row.reason !== 'catch-up' && row.workAt <= now);
    if (gapMs === 0 || !isNew) continue;
    const last = await lastBegun(work.db, channel, now - gapMs, null);
    let at = last === null ? now : Math.max(now, last + gapMs);
    for (const row of waiting) {
      // The head of a row is marked as well: one that cannot go at once does not have the others told new times again.
      const isUnmarked = waiting.length > 1 && row.reason !== 'catch-up';
      const hasNew = (at > now || row.workAt > now) && at !== row.workAt;
      if ((hasNew || isUnmarked) && (await giveTime(work, row, at))) moved += 1;
      at += gapMs;
    }
  }
  return moved;
}

/**
 * When an act of the account that people see was last begun after `since` (ms UTC), definite noes left out; null for none.
 * @param except a delivery whose own calls do not count
 */
export async function lastBegun(db: Db, channel: string, since: number, except: string | null): Promise<number | null> {
  const row = await db
    .selectFrom('attempt')
    .innerJoin('delivery', 'delivery.id', 'attempt.delivery')
    .innerJoin('step', (on) =>
      on.onRef('step.delivery', '=', 'attempt.delivery').onRef('step.position', '=', 'attempt.position'),
    )
    .select((eb) => eb.fn.max('attempt.lastBegunAt').as('at'))
    .where('attempt.lastBegunAt', '>', since)
    .where('attempt.state', '<>', 'none')
    .where('delivery.channel', '=', channel)
    .where('step.visible', '=', 1)
    .$if(except !== null, (q) => q.where('delivery.id', '<>', except ?? ''))
    .executeTakeFirst();
  return row?.at === null || row?.at === undefined ? null : Number(row.at);
}

function giveTime(work: DeliveryWork, row: LateRow, workAt: number): Promise<boolean> {
  return inTransaction(work.db, async (tx) => {
    const change = { workAt, reason: 'catch-up', fence: row.fence + 1, worker: null };
    if (!(await decide(tx, row, change))) return false;
    await work.record(tx, {
      at: work.clock.now(),
      actor: systemActor(work.worker),
      act: 'delivery.planned',
      object: `delivery:${row.id}`,
      before: { state: 'planned', reason: row.reason },
      after: { state: 'planned', reason: 'catch-up', next: isoBeijing(workAt) },
    });
    return true;
  });
}

function byChannel(rows: readonly LateRow[]): Map<string, LateRow[]> {
  const grouped = new Map<string, LateRow[]>();
  for (const row of rows) grouped.set(row.channel, [...(grouped.get(row.channel) ?? []), row]);
  return grouped;
}
