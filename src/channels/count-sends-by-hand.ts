import { startOfDay } from '../calendar/beijing-time.ts';
import type { Tx } from '../store/database.ts';
import type { Channel } from './channel.ts';
import { nextPeriodAt, periodOf, quotaName } from './quota.ts';
import { quotaUse, setSendsByHand } from './quota-store.ts';

/**
 * Counts the mass sends of the periods in which `sentAt` lie that no delivery of ours made: they use the same quota (W-1).
 * A message counts once, however many articles it has.
 */
export async function countSendsByHand(tx: Tx, channel: Channel, sentAt: readonly number[]): Promise<void> {
  for (const { period: kind } of channel.descriptor.quotas.massSend ?? []) {
    if (kind === 'minute') continue;
    for (const period of new Set(sentAt.map((at) => periodOf(kind, at)))) {
      await countPeriod(tx, channel.id, kind, period);
    }
  }
}

/**
 * Counts again the periods in which a mass send stood that turned out to be a delivery's; periods of which nobody counted
 * anything stay as they are.
 */
export async function recountSendsByHand(tx: Tx, channel: string, sentAt: readonly number[]): Promise<void> {
  for (const kind of ['day', 'month'] as const) {
    for (const period of new Set(sentAt.map((at) => periodOf(kind, at)))) {
      const { byHand } = await quotaUse(tx, { channel, quota: quotaName('massSend', kind), period });
      if (byHand > 0) await countPeriod(tx, channel, kind, period);
    }
  }
}

async function countPeriod(tx: Tx, channel: string, kind: 'day' | 'month', period: string): Promise<void> {
  const from = startOfDay(kind === 'month' ? `${period}-01` : period);
  const { sends } = await tx
    .selectFrom('publication')
    .select((e) => e.fn.count<number | string>('externalId').distinct().as('sends'))
    .where('channel', '=', channel)
    .where('publicAt', '>=', from)
    .where('publicAt', '<', nextPeriodAt(kind, from))
    .where('act', '=', 'massSend')
    .where('delivery', 'is', null)
    .executeTakeFirstOrThrow();
  await setSendsByHand(tx, { channel, quota: quotaName('massSend', kind), period }, Number(sends));
}
