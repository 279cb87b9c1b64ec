import { Refused } from '../errors.ts';
import type { Actor } from '../ledger/append.ts';
import { wishComposed } from '../policy/compose-wish-store.ts';
import { requireNotLeft } from '../portal/require-not-left.ts';
import { dropDiscarded, findDiscarded } from '../posts/discard-store.ts';
import { requireMayEdit } from '../posts/editing/may-edit.ts';
import { afterEvent } from '../posts/post-state.ts';
import { heldPost } from '../review/load-chain.ts';
import { movePost } from '../review/review-store.ts';
import { wantAgain } from '../schedule/cross-posting/cross-post-store.ts';
import { reopenPlacements } from '../schedule/placement-store.ts';
import { inTransaction } from '../store/transaction.ts';
import type { DiscardingDesk } from './discard-post.ts';

/** What became of the places that a post had when it was put away. */
export interface TakenUp {
  /** How many came back with it. */
  places: number;
  /** How many did not, because their time has passed, and are for a person to place anew. */
  passed: number;
}

/**
 * Brings a post back that was put away (恢复): a draft with the text it had. Of its places those come back whose time is
 * still ahead, for the planner to look at like any other; no delivery does, that takes an approval. Where a cross-posting rule
 * had placed it and the time has passed, the rule looks for another place. What it is made of is composed again if it has
 * changed meanwhile and nobody wrote in the text.
 * @throws Refused for a post that was not put away, for one of an item that was left meanwhile, and for a person who may not edit it
 */
export function takePostUp({ acting, who }: DiscardingDesk, id: string, actor: Actor): Promise<TakenUp> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    requireMayEdit(who, actor.person, post);
    const state = afterEvent(post.state, 'take-up');
    if (state === null) throw notAway(id);
    const { subjectKind, subjectId } = post;
    if (subjectKind === 'item') await requireNotLeft(tx, subjectId);
    const at = acting.clock.now();
    const away = await findDiscarded(tx, id);
    const reopened = away === null ? { back: [], passed: [] } : await reopenPlacements(tx, id, away.at, at);
    const wanted = await wantAgain(tx, id, reopened.passed, at);
    const passed = reopened.passed.filter((channel) => !wanted.includes(channel));
    await dropDiscarded(tx, id);
    await movePost(tx, post, state, null, at);
    if (subjectKind === 'item' || subjectKind === 'bundle') {
      await wishComposed(tx, { subjectKind, subjectId }, acting.newId, at);
    }
    const before = { state: post.state, reason: away?.reason ?? null, by: away?.person ?? null };
    const places = reopened.back.map(({ channel, act, at: due }) => ({ channel, act, at: due }));
    const after = { state, places, ...(passed.length > 0 ? { passed } : {}), ...(wanted.length > 0 ? { wanted } : {}) };
    await acting.record(tx, { at, actor, act: 'post.take-up', object: `post:${id}`, before, after });
    return { places: places.length, passed: passed.length };
  });
}

function notAway(id: string): Refused {
  return new Refused({
    code: 'post-not-away',
    message: `post ${id} was not put away`,
    place: `post:${id}`,
    remedy: 'Nothing is to be done: it is there.',
  });
}
