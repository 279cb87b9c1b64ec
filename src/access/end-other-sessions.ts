import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { endSessions, openSessions } from './session-store.ts';

/**
 * Ends a person's sessions: the one of a name as lists show it, or all but the one he sits in.
 * @returns how many were open
 * @throws Refused for a name that is none of his
 */
export async function endOtherSessions(
  acting: Acting,
  actor: Actor,
  which: { named: string } | { not: string },
): Promise<number> {
  const open = await openSessions(acting.db, actor.person);
  const named = 'named' in which ? open.find(({ id }) => id.startsWith(which.named)) : undefined;
  if ('named' in which && !named) {
    const remedy = 'Look at the list again: it may have ended.';
    throw new Refused({ code: 'session-unknown', message: 'there is no such session', place: which.named, remedy });
  }
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const what = named ? { id: named.id } : 'not' in which ? { not: which.not } : {};
    const ended = await endSessions(tx, { person: actor.person, ...what }, at, 'ended');
    const object = named ? `session:${named.id.slice(0, 12)}` : `person:${actor.person}`;
    if (ended > 0)
      await acting.record(tx, { at, actor, act: 'session.end', object, after: { reason: 'ended', ended } });
    return ended;
  });
}
