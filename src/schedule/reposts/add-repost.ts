import { beijingDay, isoBeijing } from '../../calendar/beijing-time.ts';
import { requireRole } from '../../config/acting-person.ts';
import type { Role } from '../../config/people.ts';
import { AskedWrongly, Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { loadHead, lockPost } from '../../posts/post-store.ts';
import type { Db } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { RepostDesk } from './repost-desk.ts';
import { addTask, type RepostDuty, type RepostTask, taskOfDay } from './repost-store.ts';
import { settleTask } from './settle-duty.ts';
import { taskAccounts } from './task-accounts.ts';

export interface RepostWish {
  /** A post of ours, or a page elsewhere with its title. */
  matter: { post: string } | { url: string; title: string };
  /** Ids, `role:ordinary`, `all`. */
  accounts: readonly string[];
  /** The setting matrix.repost.hours when left out. */
  hours?: number;
  /** Issue the same matter a second time on one day. */
  again?: boolean;
}

export interface IssuedRepost {
  task: RepostTask;
  /** False when the matter was issued today already: that task is given, and nothing was changed. */
  isNew: boolean;
}

/** Those who publish; administrators and auditors keep out (三员分立). */
export const mayIssue: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/**
 * Issues a repost task (M-03): the named accounts have to carry the matter within its hours (N-14), which run through
 * nights and days off. The task is committed first; then our accounts get their places, and what one cannot take is kept
 * with its duty. What a crash leaves undone the worker does.
 * @throws AskedWrongly for unknown accounts or a text that is no address
 * @throws Refused for another role, an unknown, withdrawn or directed post (A-10), or a closed account
 */
export async function addRepost(desk: RepostDesk, wish: RepostWish, actor: Actor): Promise<IssuedRepost> {
  requireRole(desk.people, actor.person, mayIssue, 'issue a repost task');
  const now = desk.clock.now();
  const matter = await matterOf(desk.db, wish.matter);
  const accounts = await taskAccounts(desk.db, desk.matrix, wish.accounts, beijingDay(now));
  const id = desk.newId();
  const hours = wish.hours ?? desk.settings.hours;
  const key = `${matter.post === null ? matter.url : `post:${matter.post}`} ${beijingDay(now)}`;
  const dayKey = wish.again ? `${key} ${id}` : key;
  const times = { hours, issuedAt: now, dueAt: now + hours * 3_600_000 };
  const rest = { createdBy: actor.person, cancelledAt: null, cancelReason: null };
  const task: RepostTask = { id, dayKey, ...matter, ...times, ...rest };
  const duties = accounts.map((account) => newDuty(id, account.id, account.ours, now));
  const isNew = await inTransaction(desk.db, async (tx) => {
    // Whoever puts the post away at this moment sees the task, or is seen here.
    const held = matter.post === null ? null : await lockPost(tx, matter.post);
    if (held?.state === 'withdrawn') throw putAway(held.id);
    if (!(await addTask(tx, task, duties))) return false;
    const to = accounts.map((account) => account.id);
    const after = { ...matter, hours, dueAt: isoBeijing(task.dueAt), accounts: to };
    await desk.record(tx, { at: now, actor, act: 'repost.issue', object: `repost:${id}`, after });
    return true;
  });
  const issued = isNew ? task : ((await taskOfDay(desk.db, dayKey)) ?? task);
  await settleTask(desk, issued);
  return { task: issued, isNew };
}

async function matterOf(
  db: Db,
  wish: RepostWish['matter'],
): Promise<Pick<RepostTask, 'post' | 'title'> & { url: string | null }> {
  if ('url' in wish) {
    if (!/^https?:\/\//i.test(wish.url) || !URL.canParse(wish.url)) throw noAddress(wish.url);
    return { post: null, url: new URL(wish.url).href, title: wish.title };
  }
  const head = await loadHead(db, wish.post);
  if (!head) throw refused(wish.post, 'post-unknown', 'is not there', 'Take the id from `govcast post list`.');
  if (head.post.state === 'withdrawn') throw putAway(wish.post);
  if (head.composed.audience !== 'public')
    throw refused(
      wish.post,
      'repost-directed',
      `is for ${head.composed.audience} only (A-10)`,
      'What is directed to a list never goes to the matrix.',
    );
  return { post: wish.post, url: null, title: head.composed.articles[0]?.title ?? head.post.title };
}

function newDuty(task: string, account: string, ours: boolean, now: number): RepostDuty {
  return {
    ...{ task, account, ours: ours ? 1 : 0, state: 'waiting', tryAt: ours ? now : null, problem: null },
    ...{
      carriedAt: null,
      link: null,
      proof: null,
      publication: null,
      note: null,
      confirmedBy: null,
      confirmedAt: null,
      urged: 0,
      urgedAt: null,
    },
  };
}

function putAway(post: string): Refused {
  return refused(
    post,
    'post-withdrawn',
    'was withdrawn',
    'Take it up again (`govcast post take-up`), or issue another post.',
  );
}

function refused(post: string, code: string, why: string, remedy: string): Refused {
  return new Refused({ code, message: `the post ${post} ${why}`, place: `post:${post}`, remedy });
}

function noAddress(url: string): AskedWrongly {
  return new AskedWrongly({
    code: 'repost-url',
    message: `${url} is no web address`,
    remedy: 'Give the address of the page as https://…, with --title.',
  });
}
