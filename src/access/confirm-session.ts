import type { Actor } from '../ledger/append.ts';
import type { SessionTable } from '../store/tables/access.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk, Visit } from './access-desk.ts';
import { takeCode } from './check-code.ts';
import { credentialOf, lockCredential } from './credential-store.ts';
import { sessionGuardKey } from './login-store.ts';
import { mayUsePassword } from './may-use-password.ts';
import { passwordConfirmsNot } from './oidc-refusals.ts';
import { sessionName } from './open-session.ts';
import { verifyPassword } from './password-hash.ts';
import { usedCode } from './refusals.ts';
import { confirmedSession } from './session-store.ts';
import { countTry, forgiveTry, refuseTry } from './try-name.ts';

/**
 * Shows again who sits there, by password or by a code. Wrong tries count for this session, whose last one ends it.
 * @throws Refused wrong, ended or used; a password of somebody whom the office lets in by its identity provider only
 */
export async function confirmSession(
  desk: AccessDesk,
  actor: Actor,
  session: Pick<SessionTable, 'id' | 'person'>,
  shown: { password?: string | undefined; code?: string | undefined },
  visit: Visit,
): Promise<void> {
  const { acting } = desk;
  if (shown.password !== undefined && !mayUsePassword(desk, session.person)) throw passwordConfirmsNot();
  const trying = { key: sessionGuardKey(session.id), person: session.person, visit, session: session.id };
  const left = await countTry(desk, trying);
  const held = await credentialOf(acting.db, session.person);
  const byPassword = shown.password !== undefined && (await verifyPassword(held?.passwordHash ?? null, shown.password));
  const at = acting.clock.now();
  const verdict = await inTransaction(acting.db, async (tx) => {
    const credential = await lockCredential(tx, session.person);
    if (credential === null || credential.endedAt !== null) return 'wrong';
    const seen = byPassword ? 'right' : await takeCode(tx, credential, shown.code ?? '', at, desk.secret());
    if (seen !== 'right') return seen;
    await confirmedSession(tx, session.id, at);
    await acting.record(tx, { at, actor, act: 'session.confirm', object: sessionName(session) });
    return 'right';
  });
  if (verdict === 'wrong' || (verdict === 'used' && left === 0)) return refuseTry(desk, trying, left);
  if (verdict === 'used') throw usedCode();
  await forgiveTry(desk, trying);
}
