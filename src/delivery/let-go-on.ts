import { channelState } from '../channels/channel-state-store.ts';
import { resumeChannel } from '../channels/resume-channel.ts';
import type { People, Role } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { systemActor } from './work.ts';

/** Those who may let a stopped account deliver again. */
const mayResume: readonly Role[] = ['section-head', 'leader', 'system-admin'];

/**
 * What follows 再试 for its account: one that the worker stopped by itself, because the platform refused all of it, goes
 * on when this person may let it; else the second try would wait behind a stop that nobody told of. What a person stopped
 * stays stopped.
 * @returns whether the account is stopped still
 */
export async function letGoOn(
  acting: Acting & { people: People },
  channel: string,
  answer: 'repeat' | 'move',
  actor: Actor,
): Promise<boolean> {
  const { pausedAt, pausedBy } = await channelState(acting.db, channel);
  if (pausedAt === null) return false;
  const roles = acting.people.people.find(({ id }) => id === actor.person)?.roles ?? [];
  const byWorker = pausedBy === systemActor('').person;
  if (answer !== 'repeat' || !byWorker || !roles.some((role) => mayResume.includes(role))) return true;
  await resumeChannel(acting, actor, channel);
  return false;
}
