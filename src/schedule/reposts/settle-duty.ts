import { isoBeijing } from '../../calendar/beijing-time.ts';
import { standingPublications } from '../../channels/publication-store.ts';
import { asProblem } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { placementsOf } from '../placement-store.ts';
import type { Carrier, DutyProblem, RepostDesk } from './repost-desk.ts';
import { carryEvent, type DutyEvent, dutyTransitions, isOpen } from './repost-duty.ts';
import { changeDuty, dutiesOf, lockOwed, type RepostDuty, type RepostTask } from './repost-store.ts';

const TRY_AGAIN_MS = 10 * 60_000;
const worker: Actor = { person: 'govcast', via: 'worker' };

/** Brings every open duty of our own accounts up to what the rows say. Twice changes nothing. */
export async function settleTask(desk: RepostDesk, task: RepostTask): Promise<void> {
  if (task.cancelledAt !== null) return;
  for (const duty of await dutiesOf(desk.db, task.id)) {
    if (duty.ours === 1 && isOpen(duty)) await settleDuty(desk, task, duty);
  }
}

async function settleDuty(desk: RepostDesk, task: RepostTask, duty: RepostDuty): Promise<void> {
  const { standing, goneAt } = await carrierOf(desk, task, duty.account);
  if (standing) return carry(desk, task, duty, standing);
  if (task.post === null) return;
  const places = await placementsOf(desk.db, task.post);
  const place = places.find((p) => p.channel === duty.account && (goneAt === null || p.createdAt > goneAt));
  if (place) return move(desk, duty, 'place', place.at < task.dueAt ? null : placedLate(place.at), null);
  if (duty.state === 'placed') return move(desk, duty, 'unplace', unplaced, null);
  const now = desk.clock.now();
  if (duty.tryAt === null || duty.tryAt > now || now >= task.dueAt) return;
  if (!(await isStillOwed(desk, duty))) return;
  const problem = await tryToPlace(desk, task, duty);
  const isPlaced = (await placementsOf(desk.db, task.post)).some((p) => p.channel === duty.account);
  await move(desk, duty, isPlaced ? 'place' : null, problem, isPlaced ? null : now + TRY_AGAIN_MS);
}

/** Cancelled or excused since it was read, nothing more is placed for it. */
function isStillOwed({ db }: RepostDesk, { task, account, state }: RepostDuty): Promise<boolean> {
  return inTransaction(db, async (tx) => (await lockOwed(tx, task, account))?.state === state);
}

/** What carries the matter on an account of ours: the delivery of the post, or an article of its title made by hand. */
export async function carrierOf(
  { db, publishedOn }: RepostDesk,
  { post, title, issuedAt }: RepostTask,
  account: string,
): Promise<{ standing: Carrier | null; goneAt: number | null }> {
  const known = post === null ? { standing: null, goneAt: null } : await publishedOn(db, post, account);
  if (known.standing) return known;
  const wanted = bare(title);
  const same = (await standingPublications(db, account, issuedAt)).filter(
    (p) => p.linkOk !== 0 && bare(p.title) === wanted,
  );
  return { standing: same.at(-1) ?? null, goneAt: known.goneAt };
}

function bare(title: string): string {
  return title.normalize('NFKC').replace(/\s+/g, '');
}

async function tryToPlace(desk: RepostDesk, task: RepostTask, duty: RepostDuty): Promise<DutyProblem | null> {
  try {
    const actor: Actor = { person: task.createdBy, via: 'worker' };
    return await desk.place(task.post ?? '', duty.account, task.dueAt, actor);
  } catch (error) {
    const { code, message, remedy } = asProblem(error);
    return { code, message, remedy };
  }
}

function carry(desk: RepostDesk, task: RepostTask, seen: RepostDuty, { id, url, publicAt }: Carrier): Promise<void> {
  return inTransaction(desk.db, async (tx) => {
    const duty = await lockOwed(tx, seen.task, seen.account);
    const event = carryEvent(publicAt, task);
    const state = duty ? dutyTransitions[duty.state][event] : undefined;
    if (!duty || !state) return;
    const how = { carriedAt: publicAt, publication: id, proof: 'publication' as const };
    const link = await freeLink(tx, url);
    await changeDuty(tx, duty, { state, ...how, link, problem: null, tryAt: null });
    await note(desk, tx, duty, event, { state, at: isoBeijing(publicAt), link: url });
  });
}

/** An address stands for one duty; the second task of one article has its publication. */
async function freeLink(tx: Tx, url: string | null): Promise<string | null> {
  if (url === null) return null;
  const used = await tx.selectFrom('repostDuty').select('task').where('link', '=', url).executeTakeFirst();
  return used ? null : url;
}

/** @param event null leaves the state and notes what stands in the way */
function move(
  desk: RepostDesk,
  seen: RepostDuty,
  event: DutyEvent | null,
  problem: DutyProblem | null,
  tryAt: number | null,
): Promise<void> {
  return inTransaction(desk.db, async (tx) => {
    const duty = await lockOwed(tx, seen.task, seen.account);
    if (!duty || duty.state !== seen.state) return;
    const state = event === null ? duty.state : (dutyTransitions[duty.state][event] ?? duty.state);
    const text = problem === null ? null : JSON.stringify(problem);
    if (state === duty.state && text === duty.problem && tryAt === duty.tryAt) return;
    await changeDuty(tx, duty, { state, problem: text, tryAt });
    if (state !== duty.state) await note(desk, tx, duty, event ?? 'place', { state, problem: problem?.code ?? null });
    else if (text !== duty.problem && text !== null) await note(desk, tx, duty, 'blocked', { ...problem });
  });
}

function note(desk: RepostDesk, tx: Tx, duty: RepostDuty, event: string, after: object): Promise<void> {
  return desk.record(tx, {
    at: desk.clock.now(),
    actor: worker,
    act: `repost.${event}`,
    object: `repost:${duty.task}`,
    before: { account: duty.account, state: duty.state },
    after: { account: duty.account, ...after },
  });
}

const unplaced: DutyProblem = {
  code: 'repost-unplaced',
  message: 'the post was taken off this account',
  remedy: 'Put it back with `govcast queue add post:ID --channel ACCOUNT`, or excuse the account.',
};

function placedLate(at: number): DutyProblem {
  return {
    code: 'repost-placed-late',
    message: `its place is ${isoBeijing(at)}, after the limit of the task`,
    remedy: 'Give it an earlier time on this account, or excuse the account.',
  };
}
