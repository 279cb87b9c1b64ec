import type { Db } from '../store/database.ts';

/** A black-out that is over and kept something back that nobody has answered yet. */
export interface KeptByBlackout {
  blackout: string;
  reason: string;
  count: number;
  /** Since when the first of them asks, ms UTC. */
  since: number;
}

/** By the partial index of open questions by kind. */
export async function keptByBlackouts(db: Db): Promise<KeptByBlackout[]> {
  const rows = await db
    .selectFrom('question')
    .select((eb) => ['seen', eb.fn.countAll<number>().as('count'), eb.fn.min('openedAt').as('since')])
    .where('kind', '=', 'blackout')
    .where('answeredAt', 'is', null)
    .groupBy('seen')
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ seen }) => seen.slice('blackout:'.length));
  const named = await db.selectFrom('blackout').select(['id', 'reason']).where('id', 'in', ids).execute();
  const reasons = new Map(named.map(({ id, reason }) => [id, reason]));
  return rows.map(({ seen, count, since }) => {
    const blackout = seen.slice('blackout:'.length);
    return { blackout, reason: reasons.get(blackout) ?? '', count: Number(count), since: Number(since) };
  });
}
