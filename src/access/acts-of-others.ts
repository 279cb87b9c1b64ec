import { z } from 'zod';
import type { Db } from '../store/database.ts';

/** What somebody else can do to an account, as the ledger names it. */
const actsOnAccounts = [
  'credential.set',
  'credential.change',
  'credential.close',
  'credential.open',
  'factor.end',
  'substitute.name',
] as const;
export type ActOnAccount = (typeof actsOnAccounts)[number];

/** One such act; `person` is whom it was done to. */
export interface ActOfOther {
  seq: number;
  at: number;
  act: ActOnAccount;
  person: string;
  /** As the ledger names him: a person, or the operator of the machine. */
  by: string;
  /** Who was named to sign in his place, with the days (YYYY-MM-DD); empty for other acts. */
  standIn: string;
  beginsOn: string;
  endsOn: string;
}

/** Most of them that are told of at once; an office that resets more has another trouble than notices. */
const MOST = 500;

/**
 * What others did to accounts since a moment, the oldest first. It is read from the lines that were written with it, in one
 * transaction: there is no act without them, and none is told that did not happen.
 */
export async function actsOfOthers(db: Db, since: number): Promise<ActOfOther[]> {
  const first = await db
    .selectFrom('ledgerEntry')
    .select('seq')
    .where('at', '>', since)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  if (!first) return [];
  const rows = await db
    .selectFrom('ledgerEntry')
    .select(['seq', 'at', 'act', 'object', 'actor', 'after'])
    .where('act', 'in', [...actsOnAccounts])
    .where('seq', '>=', first.seq)
    .orderBy('seq')
    .limit(MOST)
    .execute();
  return rows.flatMap(({ seq, at, act, object, actor, after }) => {
    const found = actsOnAccounts.find((each) => each === act);
    const named = leaveOf(act === 'substitute.name' ? after : null);
    const person = named.absent || object.replace(/^person:/, '');
    const by = actor.split(/[ (@]/)[0] ?? actor;
    const { absent: _, ...stands } = named;
    return found && by !== person ? [{ seq, at, act: found, person, by, ...stands }] : [];
  });
}

const written = z.object({ absent: z.string(), standIn: z.string(), beginsOn: z.string(), endsOn: z.string() });

/** What a line about a substitute says of him. @param after of such a line; null for others */
function leaveOf(after: string | null): z.infer<typeof written> {
  if (after === null) return { absent: '', standIn: '', beginsOn: '', endsOn: '' };
  return written.parse(JSON.parse(after));
}
