/** Signatures, gates, what was sent back, and repost tasks. Pure. */
import type { MatrixAccount } from '../channels/matrix.ts';
import type { ReturnedPost, WaitingReview } from '../review/waiting-for-people.ts';
import { isOpen } from '../schedule/reposts/repost-duty.ts';
import type { RepostDuty, RepostTask } from '../schedule/reposts/repost-store.ts';
import { personName, type TodayHouse } from './names.ts';
import { levelByMoment, type RowFor } from './row.ts';

export function reviewRow(each: WaitingReview, now: number): RowFor {
  const { asks, review, post, title, subjectKind, stepAfter, gates, dueAt, goesAt, channels, since, people } = each;
  return {
    kind: asks,
    id: `review:${review}:${asks}`,
    level: levelByMoment(dueAt, now),
    ...{ dueAt, workingDaysLeft: null, provisional: false, since, post, title, isBundle: subjectKind === 'bundle' },
    ...{ after: stepAfter, gates, goesAt, channels, people },
  };
}

export function returnedRow(
  { config }: Pick<TodayHouse, 'config'>,
  { post, title, by, opinion, since, people }: ReturnedPost,
): RowFor {
  return {
    kind: 'returned',
    id: `returned:${post}`,
    level: 'orange',
    ...{ dueAt: null, workingDaysLeft: null, provisional: false, since, post, title },
    ...{ by: personName(config, by), opinion, people },
  };
}

/** A task that somebody still owes: for whoever issued it, and for those who answer for the accounts. */
export function repostRow(
  { id, title, dueAt, createdBy, issuedAt }: RepostTask,
  duties: readonly RepostDuty[],
  matrix: readonly MatrixAccount[],
  now: number,
): RowFor[] {
  const owed = duties.filter(({ task, state }) => task === id && state !== 'excused');
  const open = owed.filter(isOpen);
  if (open.length === 0) return [];
  const accounts = open.flatMap(({ account }) => matrix.find((each) => each.id === account) ?? []);
  return [
    {
      kind: 'repost',
      id: `repost:${id}`,
      level: levelByMoment(dueAt, now),
      ...{ dueAt, workingDaysLeft: null, provisional: false, since: issuedAt, task: id, title },
      ...{ owed: owed.length, done: owed.length - open.length, missing: accounts.map(({ name }) => name) },
      people: [...new Set([createdBy, ...accounts.map(({ contact }) => contact)])],
    },
  ];
}
