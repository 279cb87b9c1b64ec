import type { Answer } from '../channels/channel.ts';
import { pauseChannel } from '../channels/pause-channel.ts';
import { type DeliveryWork, systemActor } from './work.ts';

const WINDOW_MS = 10 * 60_000;
const MAX_REFUSED = 5;
const MAX_LOST = 10;
/** The account as a whole cannot be used: no address on the allow-list, no right to the interface. */
const AT_ONCE = new Set(['wechat-40164', 'wechat-token-40164', 'wechat-48001']);

/**
 * Pauses an account that keeps refusing (5 refusals in 10 minutes), keeps silent (10 lost answers) or says that it
 * may not be used at all. A person resumes it; planned deliveries wait meanwhile. Runs after the answer is written.
 */
export async function breakCircuit(work: DeliveryWork, channel: string, answer: Answer): Promise<void> {
  if (answer.is === 'lost') return pauseFor(work, channel, 'lost');
  if (answer.is === 'no' && answer.retry === 'S') return pauseFor(work, channel, answer.code);
}

/** The same for a code that came before any call was begun: the token was refused. */
export async function pauseFor(work: DeliveryWork, channel: string, code: string): Promise<void> {
  const reason = AT_ONCE.has(code) ? code : await tooMany(work, channel);
  if (reason === null) return;
  await pauseChannel(work, systemActor(work.worker), channel, reason);
  work.log.error('the account is paused', { channel, reason });
}

async function tooMany(work: DeliveryWork, channel: string): Promise<string | null> {
  const since = work.clock.now() - WINDOW_MS;
  const recent = await work.db
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
