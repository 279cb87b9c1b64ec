import { beijingDay, startOfDay } from '../calendar/beijing-time.ts';
import type { MatrixSettings } from '../config/matrix-settings.ts';
import type { Concern } from '../notify/concern.ts';
import type { Db } from '../store/database.ts';
import { listAccountReviews } from './list-account-reviews.ts';
import { listFilings, type Unfiled } from './list-filings.ts';
import type { MatrixAccount } from './matrix.ts';

/**
 * What stands of the accounts themselves, for the daily digest: acts in their life that are not filed (N-05), to whoever
 * answers for the account, and from the day that is set each year the accounts that wait for their review (N-04), to the
 * leaders.
 */
export async function accountConcerns(
  db: Db,
  matrix: readonly MatrixAccount[],
  { reviewFrom }: Pick<MatrixSettings, 'reviewFrom'>,
  now: number,
): Promise<Concern[]> {
  const { unfiled } = await listFilings(db, matrix);
  const byId = new Map(matrix.map((account) => [account.id, account]));
  // An opening that nobody ever recorded is for the first time of setting up, and `channel log` lists it.
  const filings = unfiled.filter((each) => each.unit !== null).map((each) => unfiledOf(each, byId.get(each.account)));
  return [...filings, ...(await reviewConcern(db, matrix, reviewFrom, now))];
}

function unfiledOf(each: Unfiled, account: MatrixAccount | undefined): Concern {
  const to = account?.ours ? [{ person: account.owner }] : [{ role: 'section-head' }];
  return {
    key: `account.unfiled:${each.account}:${each.event}:${each.on}`,
    ...{ kind: 'account.unfiled', about: `channel:${each.account}`, since: startOfDay(each.on), urgency: 'digest', to },
    fields: { account: each.name, id: each.account, event: each.eventName, on: each.on, unit: each.unit ?? '' },
  };
}

async function reviewConcern(
  db: Db,
  matrix: readonly MatrixAccount[],
  reviewFrom: string,
  now: number,
): Promise<Concern[]> {
  const year = Number(beijingDay(now).slice(0, 4));
  const from = startOfDay(`${year}-${reviewFrom}`);
  if (now < from) return [];
  const { accounts, open } = await listAccountReviews(db, matrix, year, now);
  if (open === 0) return [];
  const names = accounts.filter((a) => a.decision === null).map((a) => a.name);
  return [
    {
      ...{ key: `account.review:${year}`, kind: 'account.review', about: `review:${year}`, since: from },
      ...{ urgency: 'digest', to: [{ role: 'leader' }, { role: 'section-head' }] },
      fields: { year: String(year), count: String(open), accounts: names.join('、') },
    },
  ];
}
