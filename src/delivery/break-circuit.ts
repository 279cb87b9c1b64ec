import { missingRight } from '../channels/by-hand.ts';
import type { Answer, StepPlan } from '../channels/channel.ts';
import { noteRights } from '../channels/note-rights.ts';
import { pauseChannel } from '../channels/pause-channel.ts';
import { type DeliveryWork, systemActor } from './work.ts';

const WINDOW_MS = 10 * 60_000;
const MAX_REFUSED = 5;
const MAX_LOST = 10;
/** The account as a whole cannot be used: this machine is not on its list of addresses. */
const AT_ONCE = new Set(['wechat-40164', 'wechat-token-40164']);

/**
 * Pauses an account that keeps refusing (5 refusals in 10 minutes), keeps silent (10 lost answers) or says that it
 * may not be used at all. A person resumes it; planned deliveries wait meanwhile. A right that it lacks is switched off
 * until a person probes again, and what needs it goes by hand (W-4). Runs after the answer is written.
 */
export async function breakCircuit(
  work: DeliveryWork,
  channel: string,
  answer: Answer,
  plan: StepPlan | undefined,
): Promise<void> {
  const lacks = answer.is === 'no' ? missingRight(answer.code) : null;
  if (lacks !== null && plan?.right !== undefined) {
    await noteRights(work, systemActor(work.worker), channel, { [plan.right]: lacks });
    work.log.error('the account has no right to this: it goes by hand', { channel, right: plan.right });
    return;
  }
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
