/** A session: when it ends by itself. Pure. */
import type { AccessSettings } from '../config/access-settings.ts';
import type { SessionTable } from '../store/tables/access.ts';

export type SessionEnd = 'left' | 'idle' | 'absolute' | 'ended' | 'password' | 'closed' | 'roles' | 'tries';

const MINUTE_MS = 60_000;

/** When it ends without a further act, and at the latest; ms UTC. */
export function endsOf(
  session: Pick<SessionTable, 'begunAt' | 'seenAt'>,
  { idleMinutes, sessionHours }: Pick<AccessSettings, 'idleMinutes' | 'sessionHours'>,
): { idleAt: number; latestAt: number } {
  const latestAt = session.begunAt + sessionHours * 60 * MINUTE_MS;
  return { idleAt: Math.min(session.seenAt + idleMinutes * MINUTE_MS, latestAt), latestAt };
}

/** Why a session is over; null while it holds. */
export function whyOver(
  session: Pick<SessionTable, 'begunAt' | 'seenAt' | 'endedAt' | 'endReason'>,
  settings: Pick<AccessSettings, 'idleMinutes' | 'sessionHours'>,
  now: number,
): string | null {
  if (session.endedAt !== null) return session.endReason ?? 'ended';
  const { idleAt, latestAt } = endsOf(session, settings);
  if (now >= latestAt) return 'absolute';
  return now >= idleAt ? 'idle' : null;
}
