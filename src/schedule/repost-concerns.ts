import { isoBeijing } from '../calendar/beijing-time.ts';
import type { MatrixAccount } from '../channels/matrix.ts';
import type { Concern } from '../notify/concern.ts';
import type { DutyProblem, RepostDesk } from './reposts/repost-desk.ts';
import { isOpen, LATE_MS } from './reposts/repost-duty.ts';
import { dutiesOfTasks, openTasks, type RepostDuty, type RepostTask } from './reposts/repost-store.ts';
import { type RepostText, repostText } from './reposts/repost-text.ts';

/** Text of a notice; what is longer is read with `govcast repost text`. */
const MOST_TEXT = 4000;

/**
 * What stands of repost tasks: to accounts that others run, the text to paste, once it is approved; to our own people,
 * what does not go out by itself; to both, what is nearly or already overdue. By the index of open duties. What is carried,
 * excused or cancelled is listed no more, and neither what is overdue so long that nobody looks at it any more.
 */
export async function repostConcerns(desk: RepostDesk, now: number): Promise<Concern[]> {
  const tasks = (await openTasks(desk.db)).filter((task) => task.dueAt >= now - LATE_MS);
  const duties = (
    await dutiesOfTasks(
      desk.db,
      tasks.map((t) => t.id),
    )
  ).filter(isOpen);
  const concerns: Concern[] = [];
  for (const task of tasks) {
    const texts = new Map<string, RepostText | null>();
    for (const duty of duties.filter((d) => d.task === task.id)) {
      const account = desk.matrix.find((each) => each.id === duty.account);
      if (!account) continue;
      const { platform } = account;
      if (!account.ours && !texts.has(platform)) texts.set(platform, await textOf(desk, task, account));
      concerns.push(...ofDuty(desk, task, duty, account, texts.get(platform) ?? null, now));
    }
  }
  return concerns;
}

/** A text that cannot be read holds up no other task. */
async function textOf(desk: RepostDesk, task: RepostTask, account: MatrixAccount): Promise<RepostText | null> {
  try {
    return await repostText(desk, task, account);
  } catch (error) {
    desk.log.error('the text of a repost task cannot be read', { task: task.id, error: String(error) });
    return null;
  }
}

function ofDuty(
  { settings }: Pick<RepostDesk, 'settings'>,
  task: RepostTask,
  duty: RepostDuty,
  account: MatrixAccount,
  text: RepostText | null,
  now: number,
): Concern[] {
  const about = `repost:${task.id}`;
  const key = (kind: string) => `repost:${task.id}:${account.id}:${kind}`;
  const due = isoBeijing(task.dueAt).slice(0, 16).replace('T', ' ');
  const fields = { task: task.id, account: account.name, id: account.id, title: task.title, due };
  const contact = { person: account.contact };
  // An account of others can do nothing before there is a text for it.
  const able = account.ours || text !== null;
  const both = [...(able ? [contact] : []), { person: task.createdBy }];
  const base = { about, fields, urgency: 'normal' as const };
  // Each urging is told once, whatever the clock says.
  const urged: Concern[] =
    duty.urgedAt === null || !able
      ? []
      : [{ ...base, key: key(`urged:${duty.urged}`), kind: 'repost.urged', since: duty.urgedAt, to: [contact] }];
  if (now >= task.dueAt) {
    return [{ ...base, key: key('overdue'), kind: 'repost.overdue', since: task.dueAt, to: both }, ...urged];
  }
  const remindAt = task.dueAt - settings.remindHours * 3_600_000;
  const soon: Concern[] =
    duty.state === 'waiting' && now >= remindAt
      ? [{ ...base, key: key('soon'), kind: 'repost.soon', since: remindAt, to: both }]
      : [];
  const problem: DutyProblem | null = duty.problem === null ? null : JSON.parse(duty.problem);
  const blocked: Concern[] =
    problem === null
      ? []
      : [
          {
            ...base,
            ...{ key: key(`blocked:${problem.code}`), kind: 'repost.blocked', since: task.issuedAt, to: both },
            fields: { ...fields, why: problem.message, remedy: problem.remedy, post: task.post ?? '' },
          },
        ];
  if (account.ours || text === null) return [...soon, ...blocked, ...urged];
  const issued = { ...fields, text: text.text.slice(0, MOST_TEXT), link: text.link ?? '无' };
  const told: Concern = {
    ...base,
    // A text that was signed anew is told anew.
    ...{ key: key(`issued:${(text.hash ?? 'page').slice(0, 12)}`), kind: 'repost.issued', since: task.issuedAt },
    to: [contact],
    fields: { ...issued, pictures: text.pictures.join('、') || '无' },
  };
  return [told, ...soon, ...blocked, ...urged];
}
