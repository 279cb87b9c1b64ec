import type { Role } from '../config/people.ts';
import { Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { endTokenRow, lockToken } from './token-store.ts';

const others: readonly Role[] = ['system-admin', 'security-admin'];

/**
 * Ends a token at once: its person, or an administrator. Twice it changes nothing.
 * @param by null for the operator of the machine
 * @throws Refused when it is unknown or another's
 */
export function endToken(
  acting: Acting,
  actor: Actor,
  by: { id: string; roles: readonly Role[] } | null,
  id: string,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const token = await lockToken(tx, id);
    const may = token && (!by || token.person === by.id || by.roles.some((role) => others.includes(role)));
    if (!token || !may) {
      const remedy = 'Take the number from the list of tokens.';
      throw new Refused({ code: 'token-unknown', message: `there is no token ${id}`, place: id, remedy });
    }
    if (token.endedAt !== null) return;
    const at = acting.clock.now();
    await endTokenRow(tx, id, at, actor.person);
    await acting.record(tx, { at, actor, act: 'token.end', object: `token:${id}`, after: { name: token.name } });
  });
}
