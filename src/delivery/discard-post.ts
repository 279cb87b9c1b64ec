import type { Person } from '../config/people.ts';
import { FixContent, Refused } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { putDiscarded } from '../posts/discard-store.ts';
import { type EditingPeople, requireMayEdit } from '../posts/editing/may-edit.ts';
import { requireFree } from '../posts/editing/save-article.ts';
import { findWorking } from '../posts/editing/working-store.ts';
import { afterEvent } from '../posts/post-state.ts';
import { type Post, voidOpenReview, writersSoFar } from '../posts/post-store.ts';
import { heldPost, requireSeen } from '../review/load-chain.ts';
import { movePost } from '../review/review-store.ts';
import { cancelPlacement, placementsOf } from '../schedule/placement-store.ts';
import { LATE_MS } from '../schedule/reposts/repost-duty.ts';
import { openTaskOf } from '../schedule/reposts/repost-store.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { stopUnbegun } from './stop-unbegun.ts';

/** What putting posts away and taking them up again are given. */
export interface DiscardingDesk {
  acting: Acting;
  who: EditingPeople;
}

export interface Discarding {
  post: string;
  /** The text that was seen: a post that has changed since is refused. */
  seenHash: string;
  /** In the doer's words, for the ledger and for whoever finds the post later. */
  reason: string;
}

/**
 * Puts a post of which nothing went out away (撤下稿件): its review ends, its places and whatever was planned of it are
 * cancelled in the same transaction, and what it was made of is free again. Nothing is deleted: texts, pictures and
 * history stay, and takePostUp brings it back. A crash before the commit leaves everything, one after it nothing undone.
 * @throws Refused for a post that is approved or has been sent or begun, one that accounts still owe a repost of (whom the
 *   loop of reposts would excuse for good), another text than the one that was seen, while
 *   another person writes in it, and for whoever neither wrote in it nor answers for its section; FixContent without a reason
 */
export async function discardPost(
  { acting, who }: DiscardingDesk,
  { post: id, seenHash, reason }: Discarding,
  actor: Actor,
): Promise<void> {
  const said = reason.trim();
  if (said === '') throw reasonMissing(id);
  await inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    await requireMayDiscard(tx, who, actor.person, post);
    const state = afterEvent(post.state, 'withdraw');
    if (post.state === 'approved' || state === null) throw refusedIn(post);
    requireSeen(post, seenHash);
    const at = acting.clock.now();
    const task = await openTaskOf(tx, id, at - LATE_MS);
    if (task !== null) throw stillOwed(id, task);
    for (const article of (await findWorking(tx, id, at))?.articles ?? []) requireFree(id, article, actor.person);
    const places = await placementsOf(tx, id);
    for (const { channel } of places) await cancelPlacement(tx, id, channel, at);
    const deliveries = await stopUnbegun(tx, acting, id, actor);
    const voidedReview = await voidOpenReview(tx, id, at);
    await movePost(tx, post, state, null, at);
    await putDiscarded(tx, { post: id, reason: said, person: actor.person, at });
    const stopped = places.map(({ channel, act, at: due }) => ({ channel, act, at: due }));
    const after = { state, reason: said, voidedReview, places: stopped, deliveries };
    await acting.record(tx, {
      ...{ at, actor, act: 'post.discard', object: `post:${id}` },
      ...{ before: { state: post.state, revision: post.revision, contentHash: post.contentHash }, after },
    });
  });
}

/** Of those who may edit a post: whoever wrote in it, and whoever answers for a section. */
export function mayDiscard({ id, roles }: Person, writers: readonly string[]): boolean {
  return roles.includes('section-head') || roles.includes('leader') || writers.includes(id);
}

async function requireMayDiscard(tx: Tx, who: EditingPeople, personId: string, post: Post): Promise<void> {
  const person = requireMayEdit(who, personId, post);
  if (mayDiscard(person, [post.author, ...(await writersSoFar(tx, post.id))])) return;
  throw new Refused({
    code: 'not-yours',
    message: `${personId} wrote nothing in post ${post.id} and heads no section`,
    place: `post:${post.id}`,
    remedy: `Ask ${post.author} or the head of the section.`,
  });
}

function refusedIn({ id, state }: Post): Refused {
  const approved = state === 'approved';
  return new Refused({
    code: approved ? 'post-approved' : 'post-state',
    message: approved ? `post ${id} is approved` : `post ${id} was put away already`,
    place: `post:${id}`,
    remedy: approved ? 'Take its approval back first.' : 'Nothing more is to be done.',
  });
}

function stillOwed(id: string, task: string): Refused {
  return new Refused({
    code: 'post-repost-open',
    message: `accounts still have to repost post ${id}: task ${task}`,
    place: `post:${id}`,
    remedy: `Cancel the task first (govcast repost cancel ${task}), or excuse those who still owe it.`,
  });
}

function reasonMissing(id: string): FixContent {
  const remedy = 'Say in a few words why nothing becomes of it; it stands in the ledger.';
  return new FixContent({ code: 'reason-missing', message: 'a reason is wanted', place: `post:${id}`, remedy });
}
