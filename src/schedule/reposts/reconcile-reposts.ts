import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { endDuties } from './end-duties.ts';
import type { DutyProblem, RepostDesk } from './repost-desk.ts';
import { dutyTransitions, LATE_MS } from './repost-duty.ts';
import { changeDuty, dutiesOfTasks, lockDuty, openTasks, type RepostDuty, tasksDueFrom } from './repost-store.ts';
import { carrierOf, settleTask } from './settle-duty.ts';

const worker: Actor = { person: 'govcast', via: 'worker' };
/** How long after its limit a task is looked at for articles that went within the time. */
const LOOK_BACK_MS = 7 * 86_400_000;

/**
 * Places what our accounts have to carry, notes what they carried, lets fall back what was deleted within the time, and
 * excuses who can carry nothing any more.
 * Reads the rows and does what they say; twice changes nothing.
 */
export async function reconcileReposts(desk: RepostDesk): Promise<void> {
  await lookAt(desk, 'any', () => letFallBack(desk));
  const since = desk.clock.now() - LATE_MS;
  for (const task of await openTasks(desk.db)) {
    if (task.dueAt < since) continue;
    await lookAt(desk, task.id, async () => {
      await settleTask(desk, task);
      await endDuties(desk, task);
    });
  }
}

/** One task that fails holds up no other; the next look tries it again. */
async function lookAt({ log }: RepostDesk, name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log.error('a repost task was not brought up to date', { task: name, error: String(error) });
  }
}

async function letFallBack(desk: RepostDesk): Promise<void> {
  const tasks = await tasksDueFrom(desk.db, desk.clock.now() - LOOK_BACK_MS);
  const duties = (
    await dutiesOfTasks(
      desk.db,
      tasks.map((t) => t.id),
    )
  ).filter((d) => d.state === 'carried');
  const ids = duties.flatMap((d) => d.publication ?? []);
  if (ids.length === 0) return;
  const gone = await desk.db
    .selectFrom('publication')
    .select(['id', 'goneAt'])
    .where('id', 'in', ids)
    .where('goneAt', 'is not', null)
    .execute();
  const goneAt = new Map(gone.map((p) => [p.id, p.goneAt ?? 0]));
  for (const duty of duties) {
    const task = tasks.find((t) => t.id === duty.task);
    const at = goneAt.get(duty.publication ?? '');
    if (!task || at === undefined || at >= task.dueAt) continue;
    const { standing } = await carrierOf(desk, task, duty.account);
    if (!standing || standing.publicAt >= task.dueAt) await fallBack(desk, duty, at);
  }
}

function fallBack(desk: RepostDesk, seen: RepostDuty, goneAt: number): Promise<void> {
  return inTransaction(desk.db, async (tx) => {
    const duty = await lockDuty(tx, seen.task, seen.account);
    const state = duty ? dutyTransitions[duty.state].gone : undefined;
    if (!duty || !state || duty.publication !== seen.publication) return;
    await changeDuty(tx, duty, { ...nothingCarried, state, problem: JSON.stringify(deleted), tryAt: null });
    await desk.record(tx, {
      ...{ at: desk.clock.now(), actor: worker, act: 'repost.gone', object: `repost:${duty.task}` },
      before: { account: duty.account, state: duty.state, link: duty.link },
      after: { account: duty.account, state, goneAt: isoBeijing(goneAt) },
    });
  });
}

/** What a duty says that nobody has carried yet. */
export const nothingCarried = {
  ...{ carriedAt: null, link: null, proof: null, publication: null },
  ...{ note: null, confirmedBy: null, confirmedAt: null },
};

const deleted: DutyProblem = {
  code: 'repost-gone',
  message: 'the article was deleted within the time',
  remedy: 'Publish it again on this account, or excuse the account.',
};
