import type { Person, Role } from '../config/people.ts';
import type { CredentialTable } from '../store/tables/access.ts';
import type { AccessDesk } from './access-desk.ts';
import { allCredentials } from './credential-store.ts';
import { guardKeysOf, locksOf } from './login-store.ts';
import { oneTimeUntil } from './password.ts';

/** A person as 用户与角色 shows him. */
export interface ListedPerson {
  id: string;
  name: string;
  post: string;
  section: string;
  sectionName: string;
  email: string | null;
  mobile: string | null;
  roles: Role[];
  /**
   * `none` has no password yet, `office` none but comes in by the office's identity provider, `first` has one that somebody
   * else set, `closed` may not come in.
   */
  account: 'none' | 'office' | 'first' | 'open' | 'closed';
  /** Until when the name is locked, at the later of both doors, ms UTC; null while it is not. */
  lockedUntil: number | null;
  /** When the password that somebody else set opens no more, ms UTC; null for every other account than `first`. */
  firstUntil: number | null;
  secondFactor: boolean;
  lastLogin: { at: number; from: string } | null;
}

/** Everybody, in the order of the configuration. */
export async function listPeople({ acting, people, settings }: AccessDesk): Promise<ListedPerson[]> {
  const credentials = new Map((await allCredentials(acting.db)).map((c) => [c.person, c]));
  const keys = people.people.flatMap(({ id }) => guardKeysOf(id));
  const locks = await locksOf(acting.db, keys, acting.clock.now());
  const lockedUntil = (id: string) => Math.max(...guardKeysOf(id).map((key) => locks.get(key) ?? 0)) || null;
  return people.people.map((person) => {
    const held = credentials.get(person.id);
    return {
      ...shownPerson(person),
      sectionName: people.sections.find((s) => s.id === person.section)?.name ?? person.section,
      account: accountOf(held, settings.oidc !== null),
      lockedUntil: lockedUntil(person.id),
      firstUntil: held && accountOf(held, false) === 'first' ? oneTimeUntil(held) : null,
      secondFactor: held !== undefined && held.totpSince !== null,
      lastLogin: held?.lastLoginAt ? { at: held.lastLoginAt, from: held.lastLoginFrom ?? '' } : null,
    };
  });
}

function accountOf(held: CredentialTable | undefined, hasIssuer: boolean): ListedPerson['account'] {
  if (held && held.endedAt !== null) return 'closed';
  if (!held?.passwordHash) return hasIssuer ? 'office' : 'none';
  return held.mustChange === 1 ? 'first' : 'open';
}

function shownPerson({ id, name, post, section, email, mobile, roles }: Person) {
  return { id, name, post, section, email: email ?? null, mobile: mobile ?? null, roles: [...roles] };
}

/** Who holds a role, so that a page can say who may act instead. */
export function holdersOf({ people }: Pick<AccessDesk, 'people'>): Record<string, { name: string; post: string }[]> {
  const held: Record<string, { name: string; post: string }[]> = {};
  for (const { name, post, roles } of people.people) {
    for (const role of roles) held[role] = [...(held[role] ?? []), { name, post }];
  }
  return held;
}
