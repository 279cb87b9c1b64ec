import type { Db, Tx } from '../store/database.ts';
import type { SubstitutionTable } from '../store/tables/review.ts';

/** Of whom a person is the stand-in on a day in Beijing. */
export async function absentOf(db: Db, standIn: string, day: string): Promise<string[]> {
  const rows = await running(db, day).select('absent').where('standIn', '=', standIn).orderBy('id').execute();
  return rows.map(({ absent }) => absent);
}

/** Everybody who is away on a day, with who stands in. */
export function substitutesOn(db: Db, day: string): Promise<Pick<SubstitutionTable, 'absent' | 'standIn'>[]> {
  return running(db, day).select(['absent', 'standIn']).orderBy('id').execute();
}

/** What is not ended, not over, and concerns one of these people as absent or as stand-in; the earliest first. */
export function standingSubstitutions(db: Db, people: readonly string[], today: string): Promise<SubstitutionTable[]> {
  return db
    .selectFrom('substitution')
    .selectAll()
    .where('endedAt', 'is', null)
    .where('endsOn', '>=', today)
    .where((eb) => eb.or([eb('absent', 'in', people), eb('standIn', 'in', people)]))
    .orderBy('beginsOn')
    .orderBy('id')
    .execute();
}

/**
 * A page of all there are, those that end last first.
 * @param of only those that concern this person; null for all
 */
export function substitutionsBefore(
  db: Db,
  { of, before, limit }: { of: string | null; before: [string, string] | null; limit: number },
): Promise<SubstitutionTable[]> {
  let query = db.selectFrom('substitution').selectAll().orderBy('endsOn', 'desc').orderBy('id', 'desc').limit(limit);
  if (of !== null) query = query.where((eb) => eb.or([eb('absent', '=', of), eb('standIn', '=', of)]));
  if (before !== null) {
    const [day, id] = before;
    query = query.where((eb) => eb.or([eb('endsOn', '<', day), eb.and([eb('endsOn', '=', day), eb('id', '<', id)])]));
  }
  return query.execute();
}

export async function lockSubstitution(tx: Tx, id: string): Promise<SubstitutionTable | null> {
  const query = tx.selectFrom('substitution').selectAll().where('id', '=', id).forUpdate();
  return (await query.executeTakeFirst()) ?? null;
}

/** What a person named and what is neither ended nor over, the first named first; the rows are held. */
export function lockNamedBy(tx: Tx, namedBy: string, today: string): Promise<SubstitutionTable[]> {
  return tx
    .selectFrom('substitution')
    .selectAll()
    .where('endsOn', '>=', today)
    .where('namedBy', '=', namedBy)
    .where('endedAt', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
}

export async function addSubstitution(tx: Tx, row: SubstitutionTable): Promise<void> {
  await tx.insertInto('substitution').values(row).execute();
}

export async function endSubstitution(tx: Tx, id: string, endedBy: string, endedAt: number): Promise<void> {
  await tx.updateTable('substitution').set({ endedBy, endedAt }).where('id', '=', id).execute();
}

/** What holds on a day. The place of somebody whose account is closed is held by nobody, and he holds none. */
function running(db: Db, day: string) {
  return db
    .selectFrom('substitution')
    .where('substitution.endedAt', 'is', null)
    .where('beginsOn', '<=', day)
    .where('endsOn', '>=', day)
    .where(({ exists, not, selectFrom }) => {
      const account = selectFrom('credential')
        .select('person')
        .where(({ eb, or, ref }) =>
          or([
            eb('credential.person', '=', ref('substitution.absent')),
            eb('credential.person', '=', ref('substitution.standIn')),
          ]),
        );
      return not(exists(account.where('credential.endedAt', 'is not', null)));
    });
}
