import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { refuseSelf } from './change-person.ts';
import { changeCredential, ensureCredential, lockCredential } from './credential-store.ts';
import { endSessions } from './session-store.ts';
import { newCredential } from './set-password.ts';
import { endTokensOf } from './token-store.ts';

/**
 * Closes an account, for somebody who has left: sessions and tokens end at once, names in what was done stay. Twice it
 * changes nothing. Nobody closes his own.
 * @param closed false opens it again; the password is the old one
 * @throws Refused for somebody who has no password yet, where a password is the only way in
 */
export async function closeAccount(desk: AccessDesk, actor: Actor, id: string, closed: boolean): Promise<void> {
  refuseSelf(actor, id, 'own-account', 'nobody closes his own account');
  const { acting, people, settings } = desk;
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    if (settings.oidc !== null && people.people.some((p) => p.id === id))
      await ensureCredential(tx, newCredential(id, '', at, actor.person));
    const credential = await lockCredential(tx, id);
    if (credential === null) {
      const remedy = 'There is nothing to close; give a password first.';
      throw new Refused({ code: 'no-password', message: `${id} has no password`, place: `person:${id}`, remedy });
    }
    if ((credential.endedAt !== null) === closed) return;
    await changeCredential(tx, id, { endedAt: closed ? at : null });
    if (closed) {
      await endSessions(tx, { person: id }, at, 'closed');
      await endTokensOf(tx, id, at, actor.person);
    }
    const act = closed ? 'credential.close' : 'credential.open';
    await acting.record(tx, { at, actor, act, object: `person:${id}` });
  });
}
