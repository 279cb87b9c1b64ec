import { personOf } from '../config/acting-person.ts';
import type { People, Person } from '../config/people.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Request } from './request.ts';
import { changeRequest, lockRequests } from './request-store.ts';
import { type Hands, mayAssign, sectionSeen } from './see-request.ts';

/** One request and the hands it goes to. */
export interface Assignment extends Hands {
  request: string;
  /** `assignedAt` as the caller saw it: who was faster is not overwritten. */
  seen: number | null;
}

export interface Assigned extends Hands {
  request: string;
  assignedAt: number | null;
  /** Where it was, for undoing. */
  before: Hands;
}

/** One that was left as it is. */
export interface NotAssigned {
  request: string;
  code: 'request-unknown' | 'request-closed' | 'request-assigned-meanwhile';
  /** Who assigned it meanwhile, by id. */
  by: string | null;
}

/**
 * Gives requests to sections and people, each with a line of its own in the ledger; the due date stays. What others
 * assigned since it was seen, or what is closed, is left and named; the rest goes through.
 * @throws AskedWrongly for an unknown section or person, or a person of another section
 * @throws Refused `not-yours` when the person may not give one of them to these hands; but everybody may put
 *   back what was given by themselves
 */
export function assignRequests(
  acting: Acting & { people: People },
  assignments: readonly Assignment[],
  actor: Actor,
): Promise<{ assigned: Assigned[]; left: NotAssigned[] }> {
  const person = personOf(acting.people, actor.person);
  for (const hands of assignments) requireHands(acting.people, hands);
  return inTransaction(acting.db, async (tx) => {
    const ids = [...new Set(assignments.map((each) => each.request))];
    const rows = new Map((await lockRequests(tx, ids)).map((row) => [row.id, row]));
    const assigned: Assigned[] = [];
    const left: NotAssigned[] = [];
    for (const wish of assignments) {
      const row = rows.get(wish.request);
      const obstacle = await obstacleOf(tx, row, wish, person);
      if (obstacle || !row)
        left.push({ request: wish.request, by: row?.assignedBy ?? null, code: obstacle ?? UNKNOWN });
      else assigned.push(await assignOne(tx, acting, row, wish, actor));
    }
    return { assigned, left };
  });
}

const UNKNOWN = 'request-unknown';

async function obstacleOf(
  tx: Tx,
  row: Request | undefined,
  wish: Assignment,
  person: Person,
): Promise<NotAssigned['code'] | null> {
  const seen = sectionSeen(person);
  if (!row || (seen !== null && row.section !== seen)) return UNKNOWN;
  if (!mayAssign(person, row, wish) && !(await takesBack(tx, wish, person))) throw notYours(person, row);
  if (row.closedAt !== null) return 'request-closed';
  return row.assignedAt === wish.seen || isThere(row, wish) ? null : 'request-assigned-meanwhile';
}

/** Whether this undoes what the person did: an editor who took a request may put it back where it was. */
async function takesBack(tx: Tx, wish: Assignment, person: Person): Promise<boolean> {
  const done = await tx
    .selectFrom('ledgerEntry')
    .select(['actor', 'before'])
    .where('object', '=', `request:${wish.request}`)
    .where('act', '=', 'request.assign')
    .where('at', '=', wish.seen ?? 0)
    .executeTakeFirst();
  if (done?.actor.split('@')[0] !== person.id) return false;
  const before: Partial<Hands> = JSON.parse(done.before ?? '{}');
  return before.section === wish.section && (before.assignee ?? null) === wish.assignee;
}

async function assignOne(
  tx: Tx,
  acting: Acting,
  row: Request,
  { section, assignee }: Hands,
  actor: Actor,
): Promise<Assigned> {
  const before = { section: row.section, assignee: row.assignee };
  const to = { section, assignee };
  if (isThere(row, to)) return { request: row.id, ...to, assignedAt: row.assignedAt, before };
  // Two within a millisecond are still told apart by what others have seen.
  const at = Math.max(acting.clock.now(), (row.assignedAt ?? 0) + 1);
  await changeRequest(tx, row.id, { ...to, assignedAt: at, assignedBy: actor.person });
  await acting.record(tx, { at, actor, act: 'request.assign', object: `request:${row.id}`, before, after: to });
  return { request: row.id, ...to, assignedAt: at, before };
}

function isThere(row: Hands, to: Hands): boolean {
  return row.section === to.section && row.assignee === to.assignee;
}

function requireHands(people: People, { section, assignee }: Hands): void {
  if (!people.sections.some((each) => each.id === section))
    throw new AskedWrongly({
      code: 'section-unknown',
      message: `there is no section ${section}`,
      place: section,
      remedy: `Use one of ${people.sections.map((each) => each.id).join(', ')}.`,
    });
  if (assignee === null || personOf(people, assignee).section === section) return;
  throw new AskedWrongly({
    code: 'person-elsewhere',
    message: `${assignee} is not of the section ${section}`,
    place: assignee,
    remedy: 'Name a person of that section, or nobody.',
  });
}

function notYours(person: Person, row: Request): Refused {
  return new Refused({
    code: 'not-yours',
    message: `${person.id} may not give this request to these hands`,
    place: `request:${row.id}`,
    remedy: 'A section head gives within the section; ask the desk for another one.',
  });
}
