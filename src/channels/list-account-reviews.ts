import { beijingDay, isoBeijing } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';
import { type AccountReview, reviewsOf, updatesIn } from './account-review-store.ts';
import { type AccountState, stateOn } from './life-cycle.ts';
import { lifeCycles } from './life-cycle-store.ts';
import type { MatrixAccount } from './matrix.ts';

/** One account in the list of a year. Null is unknown: nobody has entered it. */
export interface ReviewedAccount {
  account: string;
  name: string;
  platform: string;
  role: MatrixAccount['role'];
  office: string;
  owner: string;
  ours: boolean;
  state: AccountState;
  /** Messages of the year that stand; counted for ours, entered for others. */
  updates: number | null;
  /** Messages of the year that are gone again; null for accounts that others run. */
  gone: number | null;
  reads: number | null;
  followers: number | null;
  /** Null while the question 保留、整合还是关停 is open. */
  decision: AccountReview['decision'];
  mergeInto: string | null;
  reason: string | null;
  decidedBy: string | null;
  /** ISO 8601 +08:00. */
  decidedAt: string | null;
}

/**
 * The yearly review (N-04): every public account that was there in the year, with its use as far as it is known.
 * @param now decides the state that is shown: the last day of the year, or today while it runs
 */
export async function listAccountReviews(
  db: Db,
  matrix: readonly MatrixAccount[],
  year: number,
  now: number,
): Promise<{ year: number; accounts: ReviewedAccount[]; open: number }> {
  const lives = await lifeCycles(db);
  const reviews = new Map((await reviewsOf(db, year)).map((review) => [review.account, review]));
  const today = beijingDay(now);
  const day = today < `${year}-12-31` ? today : `${year}-12-31`;
  const accounts: ReviewedAccount[] = [];
  for (const account of matrix) {
    const life = lives.get(account.id);
    const closedBefore = (life?.closedOn ?? '9999') < `${year}-01-01`;
    if (account.platform === 'wecom' || (life?.openedOn ?? account.openedOn) > `${year}-12-31` || closedBefore)
      continue;
    const counted = account.ours ? await updatesIn(db, account.id, year) : null;
    const state = life ? stateOn(life, day) : 'running';
    accounts.push(reviewed(account, state, counted, reviews.get(account.id)));
  }
  return { year, accounts, open: accounts.filter((a) => a.decision === null).length };
}

function reviewed(
  { id, name, platform, role, office, owner, ours }: MatrixAccount,
  state: AccountState,
  counted: { standing: number; gone: number } | null,
  review: AccountReview | undefined,
): ReviewedAccount {
  const at = review?.decidedAt ?? null;
  return {
    ...{ account: id, name, platform, role, office, owner, ours, state },
    updates: counted ? counted.standing : (review?.updates ?? null),
    gone: counted?.gone ?? null,
    reads: review?.reads ?? null,
    followers: review?.followers ?? null,
    decision: review?.decision ?? null,
    mergeInto: review?.mergeInto ?? null,
    reason: review?.reason ?? null,
    decidedBy: review?.decidedBy ?? null,
    decidedAt: at === null ? null : isoBeijing(at),
  };
}
