import { asProblem, type Problem } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { findPost, headWriter, lockPost, type Post } from '../../posts/post-store.ts';
import { findingsOf, type Reviewing, submitPost } from '../../review/submit-post.ts';
import { takeBack } from '../../review/take-back.ts';
import type { Db, Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import { cancelPlacement, placementsOf } from '../placement-store.ts';
import { decisionsOf } from '../proposals/decision-store.ts';
import { afterCrossPostEvent, FOLLOWED_MS } from './cross-post-state.ts';
import {
  type CrossPost,
  crossPostsOf,
  dueCrossPosts,
  lockedState,
  lostCrossPosts,
  updateCrossPost,
} from './cross-post-store.ts';
import { tryRevised } from './placed-store.ts';
import { postShowing, showsMore } from './post-showing.ts';

export interface CrossPostDesk {
  reviewing: Reviewing;
  /** Whether bundles become posts, and their pages none of their own. */
  bundled: boolean;
  /** Sources whose pages become posts without any rule: those keep the full flow. */
  ownSources: ReadonlySet<string>;
  /** Puts a post onto an account, before or after its approval; asked twice it does nothing. `latest` is ms UTC. From the right. */
  place: (
    wish: { post: string; channel: string; act: CrossPost['act']; latest: number | null },
    actor: Actor,
  ) => Promise<unknown>;
  /** Whether a post has been sent or is under way, and whether it went out and nothing of it waits. From the right. */
  isSettled: (db: Db, post: string) => Promise<boolean>;
  isSent: (db: Db, post: string) => Promise<boolean>;
}

const MOST = 100;
const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const WORKER: Actor = { person: 'govcast', via: 'worker' };

/**
 * Brings what cross-posting rules took onto its accounts and, where the rule says so, before its signers; takes back
 * what has lost its page. Everything is told by rows: a second look does nothing, one after a crash finishes what was
 * begun. What fails gives one problem, is tried again, and holds up nothing else.
 */
export async function placeCrossPosts(acting: Acting, desk: CrossPostDesk): Promise<{ problems: Problem[] }> {
  const problems: Problem[] = [];
  const now = acting.clock.now();
  await tryRevised(acting.db, now, now - FOLLOWED_MS);
  for (const row of await dueCrossPosts(acting.db, now, MOST)) {
    try {
      await bring(acting, desk, row);
    } catch (error) {
      const problem = asProblem(error);
      const set = { tryAt: now + 10 * MINUTE_MS, problem: problem.message };
      if (row.problem !== problem.message) problems.push({ place: `item:${row.item}`, ...problem });
      await updateCrossPost(acting.db, row, set);
    }
  }
  for (const row of await lostCrossPosts(acting.db, now - FOLLOWED_MS)) await takeAway(acting, desk, row);
  return { problems };
}

async function bring(acting: Acting, desk: CrossPostDesk, row: CrossPost): Promise<void> {
  const { db, clock } = acting;
  const refused = (await decisionsOf(db, { subjectKind: 'item', subjectId: row.item })).some(
    ({ channel, decision }) => channel === row.channel && decision === 'refused',
  );
  const gone = await isGone(db, row.item);
  if (gone && row.post !== null) return takeAway(acting, desk, row);
  if (gone || refused) return close(acting, row, gone ? 'page-gone' : 'refused');
  const shown = await postShowing(db, row.item, desk.bundled);
  if (shown === null || shown === 'waits') {
    // The loop of posts makes it; a policy waits for its interpretation.
    const young = clock.now() - row.at < 10 * MINUTE_MS;
    const problem = shown === 'waits' ? 'interpretation' : row.problem;
    return updateCrossPost(db, row, { tryAt: clock.now() + (young ? 20 * SECOND_MS : 5 * MINUTE_MS), problem });
  }
  const post = await findPost(db, shown.id);
  if (!post) return close(acting, row, 'post-withdrawn');
  if (post.state === 'withdrawn') return putOff(acting, row);
  if (row.state === 'wanted') await placeOne(acting, desk, row, post);
  await handIn(acting, desk, row, post.id);
}

/** A post that was put away may be taken up again: so long as its page is followed, what was taken waits for that. */
function putOff(acting: Acting, row: CrossPost): Promise<void> {
  const now = acting.clock.now();
  if (now - row.at >= FOLLOWED_MS) return close(acting, row, 'post-withdrawn');
  return updateCrossPost(acting.db, row, { tryAt: now + 10 * MINUTE_MS, problem: 'post-away' });
}

async function placeOne(acting: Acting, desk: CrossPostDesk, row: CrossPost, post: Post): Promise<void> {
  const { channel, act, author, dueAt } = row;
  // The flow first: what was signed in the fast one is never planned for a rule that wants the full one.
  await inTransaction(acting.db, async (tx) => {
    const held = await lockPost(tx, post.id);
    if (held) await setPace(tx, acting, desk, row, held);
  });
  const there = (await placementsOf(acting.db, post.id)).some((place) => place.channel === channel);
  if (!there) await desk.place({ post: post.id, channel, act, latest: dueAt }, { person: author, via: 'worker' });
  await inTransaction(acting.db, async (tx) => {
    const held = await lockPost(tx, post.id);
    const state = afterCrossPostEvent(await lockedState(tx, row), 'place');
    if (!held || !state) return;
    await updateCrossPost(tx, row, { state, post: post.id, problem: '' });
    const after = { rule: row.rule, channel, post: post.id };
    const line = { at: acting.clock.now(), actor: WORKER, act: 'cross-posting.place', object: `item:${row.item}` };
    await acting.record(tx, { ...line, after });
  });
}

/**
 * The fast flow is for a post that exists because of fast rules alone. Any other post of the page, and one that a rule
 * with the full flow takes too, goes the full way, also when it was signed in the fast flow before.
 */
async function setPace(tx: Tx, acting: Acting, desk: CrossPostDesk, row: CrossPost, post: Post): Promise<void> {
  const rows = await crossPostsOf(tx, [row.item]);
  const item = await tx.selectFrom('item').select('source').where('id', '=', row.item).executeTakeFirst();
  const ownWay = post.subjectKind !== 'item' || desk.ownSources.has(item?.source ?? '');
  const earlier = post.createdAt < Math.min(...rows.map(({ at }) => at));
  const fast = !ownWay && !earlier && rows.every(({ pace }) => pace === 'fast');
  const pace = fast ? 'fast' : 'full';
  if (post.pace === pace) return;
  // What is signed or being signed in the fast flow goes back and through the full one; the other way round it stays.
  if (pace === 'full') await takeBack(tx, acting, post, `cross-posting rule ${row.rule} wants the full flow`, WORKER);
  else if (post.state !== 'draft' && post.state !== 'returned') return;
  await tx.updateTable('post').set({ pace }).where('id', '=', post.id).execute();
  const [before, after] = [{ pace: post.pace }, { pace, rule: row.rule }];
  const line = { at: acting.clock.now(), actor: WORKER, act: 'post.pace', object: `post:${post.id}` };
  await acting.record(tx, { ...line, before, after });
}

/** Hands it in when the rule says so and nothing blocks; what a person has in hand is left to him. */
async function handIn(acting: Acting, { reviewing }: CrossPostDesk, row: CrossPost, id: string): Promise<void> {
  const { db, clock } = acting;
  const post = await findPost(db, id);
  const ours = post?.state === 'draft' && (await headWriter(db, post)) === 'worker';
  if (!post || row.submit === 0 || !ours) return updateCrossPost(db, row, { tryAt: null });
  const { blocking } = await findingsOf(db, reviewing, id);
  if (blocking.length > 0) {
    const problem = `blocked: ${blocking.map(({ check }) => check).join(', ')}`;
    return updateCrossPost(db, row, { tryAt: clock.now() + HOUR_MS, problem });
  }
  try {
    await submitPost(
      acting,
      reviewing,
      { post: id, seenHash: post.contentHash },
      { person: row.author, via: 'worker' },
    );
  } catch (error) {
    if ((await findPost(db, id))?.state !== 'in-review') throw error;
  }
  await updateCrossPost(db, row, { tryAt: null, problem: '' });
}

/** The page has gone: its place goes too, unless it is out already. What is approved loses that by note-source.ts first. */
async function takeAway(acting: Acting, desk: CrossPostDesk, row: CrossPost): Promise<void> {
  const { post } = row;
  if (post === null) return close(acting, row, 'page-gone');
  if (await desk.isSent(acting.db, post)) return updateCrossPost(acting.db, row, { tryAt: null, problem: 'sent' });
  if (await desk.isSettled(acting.db, post)) return;
  await close(acting, row, 'page-gone', post);
}

function close(acting: Acting, row: CrossPost, problem: string, post: string | null = null): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    if (post !== null) await lockPost(tx, post);
    const state = afterCrossPostEvent(await lockedState(tx, row), 'withdraw');
    if (!state) return;
    if (post !== null) {
      const place = (await placementsOf(tx, post)).find(({ channel }) => channel === row.channel);
      // What a person placed before the rule is his, and a post that shows other pages goes on without this one.
      const isOurs = place?.createdBy === row.author && place.createdAt >= row.at;
      if (isOurs && !(await showsMore(tx, post, row.item))) {
        await cancelPlacement(tx, post, row.channel, at);
        const before = { channel: row.channel };
        await acting.record(tx, { at, actor: WORKER, act: 'placement.cancel', object: `post:${post}`, before });
      }
    }
    await updateCrossPost(tx, row, { state, tryAt: null, problem });
    const after = { rule: row.rule, channel: row.channel, problem };
    await acting.record(tx, { at, actor: WORKER, act: 'cross-posting.withdraw', object: `item:${row.item}`, after });
  });
}

async function isGone(db: Db, item: string): Promise<boolean> {
  const row = await db.selectFrom('item').select('withdrawnAt').where('id', '=', item).executeTakeFirst();
  return !row || row.withdrawnAt !== null;
}
