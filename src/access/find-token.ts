import { separated } from '../config/people.ts';
import type { ApiTokenTable } from '../store/tables/access.ts';
import type { AccessDesk } from './access-desk.ts';
import { credentialOf } from './credential-store.ts';
import { hasRoles } from './has-roles.ts';
import { TOKEN_PREFIX } from './make-token.ts';
import { noRoles } from './refusals.ts';
import { secretHash } from './secret-hash.ts';
import { tokenWith, usedToken } from './token-store.ts';

/** The last use is written at most this often. */
const USED_MS = 60_000;

/**
 * The row of a token while it holds; null when it is unknown, has run out, was ended, its person's account is closed, or
 * somebody else made it before its person became one of the three administrators (三员分立): with it the maker would come
 * to rights that he may not have.
 * @throws Refused `no-roles` while its person has none
 */
export async function findToken({ acting, people }: AccessDesk, token: string, address: string) {
  if (!token.startsWith(TOKEN_PREFIX)) return null;
  const row = await tokenWith(acting.db, secretHash(token));
  const now = acting.clock.now();
  if (!row || row.endedAt !== null || now >= row.expiresAt) return null;
  const person = people.people.find((p) => p.id === row.person);
  if (!person) return null;
  if (row.madeBy !== row.person && separated.some((role) => person.roles.includes(role))) return null;
  const credential = await credentialOf(acting.db, row.person);
  if (credential !== null && credential.endedAt !== null) return null;
  if (!hasRoles({ people }, row.person)) throw noRoles(row.person);
  if (row.lastUsedAt === null || now - row.lastUsedAt >= USED_MS) await usedToken(acting.db, row.id, now, address);
  return row;
}

export function scopesOf({ scopes }: Pick<ApiTokenTable, 'scopes'>): string[] {
  const parsed: unknown = JSON.parse(scopes);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
