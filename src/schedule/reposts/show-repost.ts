import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { MatrixAccount } from '../../channels/matrix.ts';
import type { DutyState } from '../../store/tables/matrix.ts';
import { placementsOf } from '../placement-store.ts';
import type { DutyProblem, RepostDesk } from './repost-desk.ts';
import { type Completion, completionOf, dutyNames, isOverdue } from './repost-duty.ts';
import { dutiesOf, type RepostDuty, type RepostTask } from './repost-store.ts';
import { type RepostText, repostText } from './repost-text.ts';
import { requireTask } from './require-duty.ts';

/** A task as commands show it; times are ISO 8601 +08:00. */
export interface ShownTask {
  task: string;
  post: string | null;
  url: string | null;
  title: string;
  hours: number;
  issuedAt: string;
  dueAt: string;
  createdBy: string;
  cancelled: string | null;
}

/** M-03: one account with the time at which it carried the post, or overdue. */
export interface ShownDuty {
  account: string;
  name: string;
  platform: string;
  ours: boolean;
  contact: string;
  state: DutyState;
  stateName: string;
  overdue: boolean;
  carriedAt: string | null;
  /** From issue to publication; null while it is not carried. */
  minutes: number | null;
  link: string | null;
  /** `publication` of ours, `page` that was opened, or the `word` of a person. */
  proof: RepostDuty['proof'];
  note: string | null;
  confirmedBy: string | null;
  /** Where the post stands in the queue of this account. */
  placedAt: string | null;
  problem: DutyProblem | null;
  /** How often people urged it. */
  urged: number;
}

export interface ShownRepost extends ShownTask {
  completion: Completion;
  accounts: ShownDuty[];
  /** Ids of accounts that are overdue. */
  overdue: string[];
  /** The setting behind the hours, with its source (N-14). */
  limit: { hours: number; source: string };
}

export function shownTask(task: RepostTask): ShownTask {
  const { id, post, url, title, hours, createdBy, cancelledAt, cancelReason } = task;
  return {
    ...{ task: id, post, url, title, hours, createdBy },
    ...{ issuedAt: isoBeijing(task.issuedAt), dueAt: isoBeijing(task.dueAt) },
    cancelled: cancelledAt === null ? null : (cancelReason ?? ''),
  };
}

/** @throws Refused for an unknown task */
export async function showRepost(desk: RepostDesk, id: string): Promise<ShownRepost> {
  const task = await requireTask(desk, id);
  const now = desk.clock.now();
  const duties = await dutiesOf(desk.db, id);
  const places = task.post === null ? [] : await placementsOf(desk.db, task.post);
  const placedAt = new Map(places.map((p) => [p.channel, p.at]));
  const accounts = duties.map((duty) => {
    const account = desk.matrix.find((each) => each.id === duty.account);
    return shownDuty(duty, task, account, placedAt.get(duty.account) ?? null, now);
  });
  return {
    ...shownTask(task),
    completion: completionOf(
      duties.map((d) => ({ ...d, dueAt: task.dueAt, issuedAt: task.issuedAt })),
      now,
    ),
    accounts,
    overdue: task.cancelledAt === null ? accounts.filter((a) => a.overdue).map((a) => a.account) : [],
    limit: { hours: desk.settings.hours, source: desk.settings.source },
  };
}

/** The text that the account pastes; null while the post is not approved. @throws Refused for an unknown task */
export async function showRepostText(desk: RepostDesk, id: string, account: MatrixAccount): Promise<RepostText | null> {
  return repostText(desk, await requireTask(desk, id), account);
}

function shownDuty(
  duty: RepostDuty,
  task: RepostTask,
  account: MatrixAccount | undefined,
  placedAt: number | null,
  now: number,
): ShownDuty {
  const { state, carriedAt, link, proof, note, confirmedBy } = duty;
  const { name = duty.account, platform = '', contact = '' } = account ?? {};
  return {
    ...{ account: duty.account, name, platform, ours: duty.ours === 1, contact },
    ...{ state, stateName: dutyNames[state], overdue: isOverdue(duty, task, now) },
    carriedAt: carriedAt === null ? null : isoBeijing(carriedAt),
    minutes: carriedAt === null ? null : Math.max(0, Math.round((carriedAt - task.issuedAt) / 60_000)),
    ...{ link, proof, note, confirmedBy },
    placedAt: placedAt === null ? null : isoBeijing(placedAt),
    problem: duty.problem === null ? null : JSON.parse(duty.problem),
    urged: duty.urged,
  };
}
