import type { Db } from '../store/database.ts';
import type { LoginTable, SessionTable } from '../store/tables/access.ts';
import type { AccessDesk } from './access-desk.ts';
import { endsOf, whyOver } from './session.ts';
import { openSessions } from './session-store.ts';

/** Tries to come in, the newest first; of one person, or of all. */
export function loginsBefore(
  db: Db,
  { person, before, limit }: { person: string | null; before: string | null; limit: number },
): Promise<LoginTable[]> {
  let query = db.selectFrom('login').selectAll().orderBy('id', 'desc').limit(limit);
  if (person !== null) query = query.where('person', '=', person);
  if (before !== null) query = query.where('id', '<', before);
  return query.execute();
}

/** A session as its person sees it; the beginning of its hash names it and opens nothing. */
export interface ListedSession {
  id: string;
  begunAt: number;
  seenAt: number;
  idleAt: number;
  address: string;
  agent: string;
  method: SessionTable['method'];
  /** The one that asks. */
  own: boolean;
}

/** The sessions of a person that hold now. */
export async function listSessions(
  { acting, settings }: AccessDesk,
  person: string,
  own: string | null,
): Promise<ListedSession[]> {
  const now = acting.clock.now();
  const open = await openSessions(acting.db, person);
  return open
    .filter((session) => whyOver(session, settings, now) === null)
    .map(({ id, begunAt, seenAt, address, agent, method }) => ({
      ...{ id: id.slice(0, 12), begunAt, seenAt, address, agent, method },
      idleAt: endsOf({ begunAt, seenAt }, settings).idleAt,
      own: id === own,
    }));
}
