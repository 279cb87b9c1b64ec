import { personOf } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { addNote, type RequestNote } from './request-note-store.ts';
import { lockRequests } from './request-store.ts';
import { requireSeen } from './see-request.ts';

/**
 * Adds an internal note (内部记录): what colleagues tell each other, never shown to the writer. The ledger has its id only,
 * because it may name people.
 * @throws Refused for a request that the person may not see
 */
export function noteRequest(
  acting: Acting & { people: People },
  request: string,
  text: string,
  actor: Actor,
): Promise<RequestNote> {
  const person = personOf(acting.people, actor.person);
  return inTransaction(acting.db, async (tx) => {
    const [row] = await lockRequests(tx, [request]);
    requireSeen(row, request, person);
    const at = acting.clock.now();
    const note = { id: acting.newId(), request, text, notedBy: actor.person, at };
    await addNote(tx, note);
    const line = { at, actor, act: 'request.note', object: `request:${request}` };
    await acting.record(tx, { ...line, after: { note: note.id } });
    return note;
  });
}
