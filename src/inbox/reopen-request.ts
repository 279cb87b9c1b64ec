import type { Calendar } from '../calendar/calendar.ts';
import { registerDueDate } from '../calendar/due-date-store.ts';
import { personOf } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { notYours } from './close-request.ts';
import { type Request, requestTransitions } from './request.ts';
import { changeRequest, lockRequests } from './request-store.ts';
import { mayClose, requireSeen } from './see-request.ts';

/**
 * Takes a request out again that was put away by mistake; its clock runs on as if it had never stopped. An open one stays
 * as it is.
 * @throws Refused for a request that the person may not see or answer for
 */
export function reopenRequest(
  acting: Acting & { people: People; calendar: Calendar },
  request: string,
  reason: string,
  actor: Actor,
): Promise<Request> {
  const person = personOf(acting.people, actor.person);
  return inTransaction(acting.db, async (tx) => {
    const [found] = await lockRequests(tx, [request]);
    const row = requireSeen(found, request, person);
    if (!mayClose(person, row)) throw notYours(person.id, request);
    const state = requestTransitions[row.state]?.reopen;
    if (row.closedAt === null || !state) return row;
    const { startOn, days, unit } = row;
    const due = await registerDueDate(tx, acting.calendar, { kind: 'request', id: request }, { startOn, days, unit });
    const open = { closedAt: null, closedBy: null, closedHow: null, closedNote: null, closedLink: null };
    const change = { ...open, state, nowDueOn: due.date };
    await changeRequest(tx, request, change);
    const at = acting.clock.now();
    await acting.record(tx, {
      ...{ at, actor, act: 'request.reopen', object: `request:${request}` },
      before: { state: row.state, note: row.closedNote },
      after: { state, reason },
    });
    return { ...row, ...change };
  });
}
