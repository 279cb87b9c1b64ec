import { isoBeijing } from '../calendar/beijing-time.ts';
import { releaseOf } from '../posts/release-store.ts';
import type { Db } from '../store/database.ts';
import type { DeliveryRow } from './delivery-store.ts';
import { type LateCause, lateCause, ON_TIME_MS } from './timing.ts';

/** What the question of a late delivery says of its cause: a code of the wording, and the times that it names. */
export interface WhyLate {
  cause: LateCause;
  fields: Readonly<Record<string, string>>;
}

/** Reads why a delivery is late at `now` (ms UTC): heartbeats, attempts, the ledger of its channel, the post's release. */
export async function whyLate(db: Db, delivery: DeliveryRow, now: number): Promise<WhyLate> {
  const { dueAt, reason } = delivery;
  const release = delivery.subjectKind === 'post' ? await releaseOf(db, delivery.subjectId) : null;
  const gaps = await db
    .selectFrom('workerGap')
    .select(['kind', 'fromAt', 'toAt'])
    .where('toAt', '>=', dueAt)
    .where('fromAt', '<=', dueAt + ON_TIME_MS)
    .execute();
  const unreached = await db
    .selectFrom('attempt')
    .select('id')
    .where('delivery', '=', delivery.id)
    .where('errorCode', '=', 'no-connection')
    .where('begunAt', '>=', dueAt)
    .executeTakeFirst();
  const resumed = await db
    .selectFrom('ledgerEntry')
    .select('seq')
    .where('object', '=', `channel:${delivery.channel}`)
    .where('act', '=', 'channel.resume')
    .where('at', '>=', dueAt)
    .where('at', '<=', now)
    .executeTakeFirst();
  const signs = { releasedAt: release?.releasedAt ?? null, unreached: !!unreached, gaps, reason, resumed: !!resumed };
  const { cause, gap } = lateCause(dueAt, signs);
  const short = (at: number) => isoBeijing(at).slice(5, 16).replace('T', ' ');
  return { cause, fields: { due: short(dueAt), ...(gap ? { from: short(gap.fromAt), to: short(gap.toAt) } : {}) } };
}
