import type { ActingPerson } from '../../config/acting-person.ts';
import type { Person } from '../../config/people.ts';

/** Who calls: a person in the console, or a program with a token that acts in a person's name. */
export interface Caller {
  person: Person;
  via: 'console' | 'api';
  /** What a token may do, `posts:read` or `posts:write`; null for a person, who may do what the roles allow. */
  scopes: readonly string[] | null;
  /** Whether the person made the token himself; only then it signs in his name. */
  ownToken?: boolean;
  /** The person's session; a token has none. */
  session?: { id: string; confirmedAt: number };
  /** The same person as the ledger writes it. */
  actor: ActingPerson;
}
