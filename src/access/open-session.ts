import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { SessionTable } from '../store/tables/access.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Visit } from './access-desk.ts';
import { newSecret, secretHash } from './secret-hash.ts';
import { addSession } from './session-store.ts';

export interface OpenedSession {
  /** Value of the cookie; nothing keeps it but the browser. */
  cookie: string;
  session: SessionTable;
}

/** How somebody came in. */
export interface Entry {
  method: SessionTable['method'];
  /** When he last showed who he is, ms UTC: an identity provider that knows him since the morning asked him then. */
  confirmedAt: number;
  /** What the login before was, shown after entry. */
  previousAt: number | null;
  previousFrom: string | null;
}

/** The start of a session inside the transaction that lets the person in. */
export async function beginSession(
  tx: Tx,
  acting: Pick<Acting, 'clock' | 'record'>,
  actor: Actor,
  { address, agent }: Visit,
  entry: Entry,
): Promise<OpenedSession> {
  const at = acting.clock.now();
  const cookie = newSecret();
  const session: SessionTable = {
    id: secretHash(cookie),
    person: actor.person,
    begunAt: at,
    seenAt: at,
    address,
    agent: agent.slice(0, 200),
    ...entry,
    endedAt: null,
    endReason: null,
  };
  await addSession(tx, session);
  await acting.record(tx, {
    at,
    actor,
    act: 'session.begin',
    object: sessionName(session),
    after: { method: entry.method, address },
  });
  return { cookie, session };
}

/** A session as the ledger and lists name it: the beginning of its hash opens nothing. */
export function sessionName({ id }: Pick<SessionTable, 'id'>): string {
  return `session:${id.slice(0, 12)}`;
}

/**
 * Opens a session for a person without asking for anything: for who is known otherwise, on this machine (tests, the
 * rehearsal), never for a request.
 */
export function openSession(acting: Acting, person: string, visit?: Partial<Visit>): Promise<OpenedSession> {
  const from = { address: '127.0.0.1', agent: 'this machine', ...visit };
  const confirmedAt = acting.clock.now();
  const entry = { method: 'machine' as const, confirmedAt, previousAt: null, previousFrom: null };
  return inTransaction(acting.db, (tx) => beginSession(tx, acting, { person, via: 'console' }, from, entry));
}
