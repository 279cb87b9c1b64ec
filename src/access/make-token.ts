import { type Person, separated } from '../config/people.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import type { ApiTokenTable } from '../store/tables/access.ts';
import { inTransaction } from '../store/transaction.ts';
import type { AccessDesk } from './access-desk.ts';
import { newSecret, secretHash } from './secret-hash.ts';
import { addToken } from './token-store.ts';

/** Tokens are told by it in logs and by scanners of repositories. */
export const TOKEN_PREFIX = 'govcast_';
const DAY_MS = 24 * 60 * 60_000;

export interface TokenWish {
  /** In whose name and with whose roles it acts. */
  person: string;
  /** What it is for, as lists show it. */
  name: string;
  /** `posts:read` */
  scopes: readonly string[];
  days: number;
}

/**
 * Makes a token, which is shown once. Everybody makes one for himself; the system administrator makes one in the name of
 * others, which signs nothing. The roles of the person bound it at every call.
 * @param known the scopes that there are
 * @throws Refused for somebody else's without being system administrator, AskedWrongly for an unknown scope, no name or too many days
 */
export async function makeToken(
  { acting, people, settings }: AccessDesk,
  actor: Actor,
  maker: Pick<Person, 'id' | 'roles'> | null,
  wish: TokenWish,
  known: readonly string[],
): Promise<{ token: string; row: ApiTokenTable }> {
  if (maker && wish.person !== maker.id && !maker.roles.includes('system-admin')) throw notYours(maker.id);
  const person = people.people.find((p) => p.id === wish.person);
  if (!person) throw wrong('person-unknown', `there is no person ${wish.person}`, 'Name a person of the list.');
  if (actor.person !== person.id && separated.some((role) => person.roles.includes(role))) throw apart(person.id);
  const strange = wish.scopes.find((scope) => !known.includes(scope));
  if (strange !== undefined || wish.scopes.length === 0)
    throw wrong('scope-unknown', `there is no scope ${strange ?? '(none given)'}`, `Known: ${known.join(', ')}.`);
  if (!Number.isInteger(wish.days) || wish.days < 1 || wish.days > settings.tokenDays)
    throw wrong('token-days', `${wish.days} days`, `Choose 1 to ${settings.tokenDays} days.`);
  const name = wish.name.trim();
  if (name === '') throw wrong('token-name', 'a token has a name', 'Say what it is for.');
  const token = `${TOKEN_PREFIX}${newSecret()}`;
  const at = acting.clock.now();
  const row: ApiTokenTable = {
    id: acting.newId(),
    hash: secretHash(token),
    name,
    person: wish.person,
    scopes: JSON.stringify([...new Set(wish.scopes)].sort()),
    madeBy: actor.person,
    madeAt: at,
    expiresAt: at + wish.days * DAY_MS,
    lastUsedAt: null,
    lastUsedFrom: null,
    endedAt: null,
    endedBy: null,
  };
  await inTransaction(acting.db, async (tx) => {
    await addToken(tx, row);
    const { person, scopes, expiresAt } = row;
    const after = { name, person, scopes: JSON.parse(scopes), expiresAt };
    await acting.record(tx, { at, actor, act: 'token.make', object: `token:${row.id}`, after });
  });
  return { token, row };
}

/** 三员分立: no administrator comes to the rights of another by a token. */
function apart(id: string): Refused {
  return new Refused({
    code: 'token-administrator',
    message: `${id} is an administrator and makes tokens himself`,
    remedy: `Ask ${id} to make it.`,
  });
}

function notYours(id: string): Refused {
  return new Refused({
    code: 'not-yours',
    message: `${id} may make tokens in his own name only`,
    remedy: 'Ask the system administrator.',
  });
}

function wrong(code: string, message: string, remedy: string): AskedWrongly {
  return new AskedWrongly({ code, message, remedy });
}
