/** The yearly review of accounts (N-04): what is known of their use, and what was decided. */
import type { Selectable } from 'kysely';
import { startOfDay } from '../calendar/beijing-time.ts';
import type { Db, Tx } from '../store/database.ts';
import type { AccountReviewTable } from '../store/tables/matrix.ts';

export type AccountReview = Selectable<AccountReviewTable>;

export function reviewsOf(db: Db, year: number): Promise<AccountReview[]> {
  return db.selectFrom('accountReview').selectAll().where('year', '=', year).orderBy('account').execute();
}

/** The review of an account in a year, made when there is none, and held. */
export async function lockReview(tx: Tx, account: string, year: number): Promise<AccountReview> {
  await tx
    .insertInto('accountReview')
    .values({ ...unknown, account, year })
    .onConflict((c) => c.columns(['year', 'account']).doNothing())
    .execute();
  return tx
    .selectFrom('accountReview')
    .selectAll()
    .where('year', '=', year)
    .where('account', '=', account)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export async function changeReview(
  tx: Tx,
  { account, year }: Pick<AccountReview, 'account' | 'year'>,
  change: Partial<AccountReview>,
): Promise<void> {
  await tx.updateTable('accountReview').set(change).where('year', '=', year).where('account', '=', account).execute();
}

/** Messages that a channel published in a Beijing year: those that stand, and those that are gone. By (channel, public_at). */
export async function updatesIn(db: Db, channel: string, year: number): Promise<{ standing: number; gone: number }> {
  const row = await db
    .selectFrom('publication')
    .select((eb) => [
      eb.fn.count<number>('externalId').distinct().as('all'),
      eb.fn.count<number>('externalId').filterWhere('goneAt', 'is', null).distinct().as('standing'),
    ])
    .where('channel', '=', channel)
    .where('publicAt', '>=', startOfDay(`${year}-01-01`))
    .where('publicAt', '<', startOfDay(`${year + 1}-01-01`))
    .executeTakeFirstOrThrow();
  const standing = Number(row.standing);
  return { standing, gone: Number(row.all) - standing };
}

const unknown = {
  ...{ updates: null, reads: null, followers: null, enteredBy: null, enteredAt: null, decision: null },
  ...{ mergeInto: null, reason: null, decidedBy: null, decidedAt: null },
};
