import { closeDueDate } from '../calendar/due-date-store.ts';
import { personOf } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { type Request, requestTransitions } from './request.ts';
import { changeRequest, lockRequests } from './request-store.ts';
import { mayClose, requireSeen } from './see-request.ts';

/** How a request was answered outside govcast. */
export interface AnsweredElsewhere {
  request: string;
  /** By whom and how: by telephone, in the hall, on the platform's own page. */
  reason: string;
  /** Where the answer can be read. */
  link: string | null;
}

/**
 * Puts a request away that was answered elsewhere (记为已在别处答复): its clock ends. Nothing is sent and nothing says that
 * govcast replied. Closed again it stays as it is.
 * @throws AskedWrongly for a link that is no web address
 * @throws Refused for a request that the person may not see, or may not close
 */
export function closeRequest(
  acting: Acting & { people: People },
  { request, reason, link }: AnsweredElsewhere,
  actor: Actor,
): Promise<Request> {
  const person = personOf(acting.people, actor.person);
  if (link !== null && !/^https?:\/\/\S+$/i.test(link)) throw noAddress(link);
  return inTransaction(acting.db, async (tx) => {
    const [found] = await lockRequests(tx, [request]);
    const row = requireSeen(found, request, person);
    if (!mayClose(person, row)) throw notYours(person.id, request);
    const state = requestTransitions[row.state]?.close;
    if (row.closedAt !== null || !state) return row;
    const at = acting.clock.now();
    const closed = { closedAt: at, closedBy: actor.person, closedNote: reason, closedLink: link, state };
    const change = { ...closed, closedHow: 'elsewhere' as const };
    await changeRequest(tx, request, change);
    await closeDueDate(tx, { kind: 'request', id: request }, at);
    await acting.record(tx, {
      ...{ at, actor, act: 'request.close', object: `request:${request}`, before: { state: row.state } },
      after: { state, how: 'elsewhere', reason, link },
    });
    return { ...row, ...change };
  });
}

/** A person who sees a request but does not answer for it. */
export function notYours(person: string, request: string): Refused {
  return new Refused({
    code: 'not-yours',
    message: `${person} neither has the request nor answers for its section`,
    place: `request:${request}`,
    remedy: 'Ask whoever has it, the head of its section or the desk.',
  });
}

function noAddress(link: string): AskedWrongly {
  return new AskedWrongly({
    code: 'request-link',
    message: `${link} is no web address`,
    remedy: 'Give the address of the answer as https://…, or leave it out.',
  });
}
