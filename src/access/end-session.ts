import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { sessionName } from './open-session.ts';
import type { SessionEnd } from './session.ts';
import { endSessions } from './session-store.ts';

/** Ends one session of a person; ending it twice changes nothing. @returns whether it was open */
export function endSession(acting: Acting, actor: Actor, id: string, reason: SessionEnd = 'left'): Promise<boolean> {
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const ended = await endSessions(tx, { person: actor.person, id }, at, reason);
    if (ended > 0)
      await acting.record(tx, { at, actor, act: 'session.end', object: sessionName({ id }), after: { reason } });
    return ended > 0;
  });
}
