import { startOfDay } from '../calendar/beijing-time.ts';
import type { Tx } from '../store/database.ts';
import type { Channel } from './channel.ts';
import { nextPeriodAt, periodOf, quotaName } from './quota.ts';
import { setSendsByHand } from './quota-store.ts';

/**
 * Counts the mass sends of the periods in which `sentAt` lie that no delivery of ours made: they use the same quota (W-1).
 * A message counts once, however many articles it has.
 */
export async function countSendsByHand(tx: Tx, channel: Channel, sentAt: readonly number[]): Promise<void> {
  for (const { period: kind } of channel.descriptor.quotas.massSend ?? []) {
    if (kind === 'minute') continue;
    for (const period of new Set(sentAt.map((at) => periodOf(kind, at)))) {
      const from = startOfDay(kind === 'month' ? `${period}-01` : period);
      const { sends } = await tx
        .selectFrom('publication')
        .select((e) => e.fn.count<number | string>('externalId').distinct().as('sends'))
        .where('channel', '=', channel.id)
        .where('publicAt', '>=', from)
        .where('publicAt', '<', nextPeriodAt(kind, from))
        .where('act', '=', 'massSend')
        .where('delivery', 'is', null)
        .executeTakeFirstOrThrow();
      await setSendsByHand(tx, { channel: channel.id, quota: quotaName('massSend', kind), period }, Number(sends));
    }
  }
}
