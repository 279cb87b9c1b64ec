import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { AskedWrongly, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { type AccountReview, changeReview, lockReview } from './account-review-store.ts';

export const reviewDecisions = ['keep', 'merge', 'close'] as const;

/** What a person knows of an account's use; what is left out stays as it is. Updates of our own accounts are counted. */
export interface EnteredFigures {
  updates?: number;
  reads?: number;
  followers?: number;
}

export interface DecisionWish {
  account: string;
  year: number;
  decision: (typeof reviewDecisions)[number];
  /** The account that it is merged into. */
  mergeInto?: string;
  reason: string;
}

const mayEnter: readonly Role[] = ['editor', 'section-head', 'leader', 'desk', 'system-admin'];
const mayDecide: readonly Role[] = ['section-head', 'leader'];

/**
 * Keeps the figures that somebody read off an account's console; nothing is estimated (N-04).
 * @throws Refused for another role
 */
export async function enterFigures(
  acting: Acting & { people: People },
  { account, year }: Pick<DecisionWish, 'account' | 'year'>,
  figures: EnteredFigures,
  actor: Actor,
): Promise<AccountReview> {
  requireRole(acting.people, actor.person, mayEnter, 'enter figures of an account');
  return inTransaction(acting.db, async (tx) => {
    const { updates, reads, followers, ...before } = await lockReview(tx, account, year);
    const known = { updates, reads, followers };
    const at = acting.clock.now();
    const entered = { ...known, ...figures };
    if (JSON.stringify(entered) === JSON.stringify(known)) return { ...before, ...known };
    const change = { ...entered, enteredBy: actor.person, enteredAt: at };
    await changeReview(tx, before, change);
    const object = `channel:${account}`;
    await acting.record(tx, { at, actor, act: 'channel.figures', object, before: known, after: { year, ...entered } });
    return { ...before, ...change };
  });
}

/**
 * Records what becomes of an account, once a year (N-04). To close it is another act: `channel file … --event closed`.
 * The same decision again changes nothing.
 * @throws AskedWrongly when a merger names no other account, or something else does
 * @throws Refused for another role, and when the year has another decision
 */
export async function reviewAccount(
  acting: Acting & { people: People },
  wish: DecisionWish,
  actor: Actor,
): Promise<{ review: AccountReview; isNew: boolean }> {
  requireRole(acting.people, actor.person, mayDecide, 'decide on an account');
  const { account, year, decision, mergeInto = null, reason } = wish;
  if ((decision === 'merge') !== (mergeInto !== null) || mergeInto === account) throw mergerWrong();
  return inTransaction(acting.db, async (tx) => {
    const review = await lockReview(tx, account, year);
    if (review.decision !== null) {
      if (review.decision !== decision || review.mergeInto !== mergeInto) throw decided(review);
      return { review, isNew: false };
    }
    const at = acting.clock.now();
    const change = { decision, mergeInto, reason, decidedBy: actor.person, decidedAt: at };
    await changeReview(tx, wish, change);
    await acting.record(tx, {
      ...{ at, actor, act: 'channel.review', object: `channel:${account}` },
      after: { year, decision, mergeInto, reason },
    });
    return { review: { ...review, ...change }, isNew: true };
  });
}

function mergerWrong(): AskedWrongly {
  return new AskedWrongly({
    code: 'review-merge',
    message: 'a merger names another account, and only a merger does',
    remedy: 'Use --decision merge --into ACCOUNT, or leave --into out.',
  });
}

function decided({ account, year, decision, decidedBy }: AccountReview): Refused {
  return new Refused({
    code: 'review-decided',
    message: `the review of ${account} in ${year} is decided: ${decision}, by ${decidedBy}`,
    place: account,
    remedy:
      'There is one review a year. Decide otherwise in the next one, or file what happens with `govcast channel file`.',
  });
}
