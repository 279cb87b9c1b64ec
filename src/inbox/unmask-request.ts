import { personOf } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { notesOf } from './request-note-store.ts';
import { lockRequests } from './request-store.ts';
import { requireSeen } from './see-request.ts';

/** A request with nothing masked. */
export interface Unmasked {
  body: string;
  sender: string | null;
  notes: { id: string; text: string }[];
}

/**
 * Shows the personal data of one request (显示), each time for a reason that the ledger keeps. Nothing is shown before the
 * line is written.
 * @throws Refused for a request that the person may not see
 */
export function unmaskRequest(
  acting: Acting & { people: People },
  request: string,
  reason: string,
  actor: Actor,
): Promise<Unmasked> {
  const person = personOf(acting.people, actor.person);
  return inTransaction(acting.db, async (tx) => {
    const [found] = await lockRequests(tx, [request]);
    const { body, sender } = requireSeen(found, request, person);
    const notes = (await notesOf(tx, request)).map(({ id, text }) => ({ id, text }));
    const line = { at: acting.clock.now(), actor, act: 'request.unmask', object: `request:${request}` };
    await acting.record(tx, { ...line, after: { reason } });
    return { body, sender, notes };
  });
}
