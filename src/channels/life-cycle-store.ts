/** Filings of accounts: what was opened, changed, paused, closed and cancelled, and with whom it is filed. */
import type { Selectable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { AccountFilingTable } from '../store/tables/matrix.ts';
import { type LifeCycle, lifeOf } from './life-cycle.ts';

export type AccountFiling = Selectable<AccountFilingTable>;

/** The life of every account of which anything was filed, by account. An account that is not in it runs. */
export async function lifeCycles(db: Db): Promise<Map<string, LifeCycle>> {
  const byAccount = new Map<string, AccountFiling[]>();
  for (const filing of await allFilings(db)) {
    byAccount.set(filing.account, [...(byAccount.get(filing.account) ?? []), filing]);
  }
  return new Map([...byAccount].map(([account, filings]) => [account, lifeOf(filings).life]));
}

/** The life of one account. */
export async function lifeCycle(db: Db, account: string): Promise<LifeCycle> {
  return lifeOf(await filingsOf(db, account)).life;
}

/** What was filed of an account, in the order of its days; of one day in the order of recording. */
export function filingsOf(db: Db, account: string): Promise<AccountFiling[]> {
  return db
    .selectFrom('accountFiling')
    .selectAll()
    .where('account', '=', account)
    .orderBy('onDay')
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Every filing, account by account. There are a few for each account in its life. */
export function allFilings(db: Db): Promise<AccountFiling[]> {
  return db
    .selectFrom('accountFiling')
    .selectAll()
    .orderBy('account')
    .orderBy('onDay')
    .orderBy('at')
    .orderBy('id')
    .execute();
}

export async function addFiling(tx: Tx, filing: AccountFiling): Promise<void> {
  await tx.insertInto('accountFiling').values(filing).execute();
}

/** A filing gets its number when the unit has given it. */
export async function numberFiling(tx: Tx, id: string, filed: { number: string; filedOn: string }): Promise<void> {
  await tx.updateTable('accountFiling').set(filed).where('id', '=', id).execute();
}
