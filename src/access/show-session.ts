import type { SessionTable } from '../store/tables/access.ts';
import type { AccessDesk } from './access-desk.ts';
import { credentialOf } from './credential-store.ts';
import { mustChange } from './find-session.ts';
import { oneTimeUntil } from './password.ts';
import { endsOf } from './session.ts';
import { sessionWith } from './session-store.ts';

/** What the console shows of the session it runs in. */
export interface ShownSession {
  person: string;
  name: string;
  begunAt: number;
  /** When it ends if nothing more is done, and at the latest whatever is done. */
  idleAt: number;
  latestAt: number;
  confirmedAt: number;
  lastLogin: { at: number; from: string } | null;
  mustChange: boolean;
  /** When the password that somebody else gave opens no more, while it has to be changed; else null. */
  changeBy: number | null;
  method: SessionTable['method'];
  secondFactor: boolean;
}

export async function showSession({ acting, people, settings }: AccessDesk, id: string): Promise<ShownSession | null> {
  const session = await sessionWith(acting.db, id);
  if (!session) return null;
  const { person, begunAt, confirmedAt, previousAt, previousFrom } = session;
  const credential = await credentialOf(acting.db, person);
  const changes = mustChange(session, credential);
  return {
    person,
    name: people.people.find((p) => p.id === person)?.name ?? person,
    begunAt,
    ...endsOf(session, settings),
    confirmedAt,
    lastLogin: previousAt === null ? null : { at: previousAt, from: previousFrom ?? '' },
    mustChange: changes,
    changeBy: changes && credential ? oneTimeUntil(credential) : null,
    method: session.method,
    secondFactor: credential !== null && credential.totpSince !== null,
  };
}
