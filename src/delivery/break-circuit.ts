import type { Tx } from '../store/database.ts';
import { type DeliveryWork, systemActor } from './work.ts';

const WINDOW_MS = 10 * 60_000;
const MAX_REFUSED = 5;
const MAX_LOST = 10;
/** The account as a whole cannot be used: no address on the allow-list, no right to the interface. */
const AT_ONCE = new Set(['40164', '48001']);

/**
 * Pauses an account that keeps refusing (5 refusals in 10 minutes), keeps silent (10 lost answers) or says that it
 * may not be used at all. A person resumes it; planned deliveries wait meanwhile.
 */
export async function breakCircuit(tx: Tx, work: DeliveryWork, channel: string, code: string): Promise<void> {
  const reason = AT_ONCE.has(code) ? code : await tooMany(tx, channel, work.clock.now() - WINDOW_MS);
  if (reason === null) return;
  const now = work.clock.now();
  const paused = { pausedAt: now, pausedReason: reason, pausedBy: 'govcast' };
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('channelState')
    .values({ channel, ...paused, rights: '{}' })
    .onConflict((oc) => oc.column('channel').doUpdateSet(paused).where('channelState.pausedAt', 'is', null))
    .executeTakeFirst();
  if (!numInsertedOrUpdatedRows) return;
  const line = { at: now, actor: systemActor(work.worker), act: 'channel.pause', object: `channel:${channel}` };
  await work.record(tx, { ...line, after: { reason } });
  work.log.error('the account was paused', { channel, reason });
}

async function tooMany(tx: Tx, channel: string, since: number): Promise<string | null> {
  const recent = await tx
    .selectFrom('attempt')
    .innerJoin('delivery', 'delivery.id', 'attempt.delivery')
    .select(['attempt.lostAt', 'delivery.state', 'delivery.reason'])
    .where('delivery.channel', '=', channel)
    .where('attempt.lastBegunAt', '>', since)
    .execute();
  if (recent.filter((a) => a.lostAt !== null && a.lostAt > since).length >= MAX_LOST) return 'lost';
  const refused = recent.filter((a) => a.state === 'asking' && a.reason === 'refused');
  return refused.length >= MAX_REFUSED ? 'refused' : null;
}
