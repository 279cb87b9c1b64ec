import { requireRole } from '../config/acting-person.ts';
import type { People, Role } from '../config/people.ts';
import { AskedWrongly } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { noteEmbargo } from '../posts/note-embargo.ts';
import { type PostRelease, releaseOf, writeRelease } from '../posts/release-store.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost } from './load-chain.ts';

/** Keeping back is for everybody who publishes and for the desk; letting go for those who answer for it. */
export const mayHold: readonly Role[] = ['editor', 'section-head', 'leader', 'desk', 'secrecy'];
export const mayRelease: readonly Role[] = ['section-head', 'leader'];

export type Releasing = Acting & { people: People };

/**
 * Holds a post (I-14): nothing of it begins from the commit on, whatever its time, until a person releases it. Begin reads
 * this under the lock of the post. A held post that is held again keeps its first reason.
 * @throws Refused for a person of another role, or when there is no such post
 * @throws AskedWrongly without a reason
 */
export function holdPost(acting: Releasing, post: string, reason: string, actor: Actor): Promise<PostRelease> {
  requireRole(acting.people, actor.person, mayHold, 'hold a post');
  if (reason.trim() === '') {
    const remedy = 'Say with --reason what is waited for.';
    throw new AskedWrongly({ code: 'hold-reason', message: 'a hold needs a reason', remedy });
  }
  return inTransaction(acting.db, async (tx) => {
    await heldPost(tx, post);
    const release = await releaseOf(tx, post);
    if (release.heldAt !== null) return release;
    const at = acting.clock.now();
    const held = { ...release, heldAt: at, heldBy: actor.person, heldReason: reason.trim() };
    await writeRelease(tx, held);
    const after = { reason: held.heldReason };
    await acting.record(tx, { at, actor, act: 'post.hold', object: `post:${post}`, after });
    return held;
  });
}

/**
 * Releases a held post. What fell due meanwhile passes the lateness rule of its account: a little late it goes out, one
 * after the other; later a person is asked. An embargo stays.
 * @throws Refused for a person of another role, or when there is no such post
 */
export function releasePost(acting: Releasing, post: string, actor: Actor): Promise<PostRelease> {
  requireRole(acting.people, actor.person, mayRelease, 'release a post');
  return inTransaction(acting.db, async (tx) => {
    await heldPost(tx, post);
    const release = await releaseOf(tx, post);
    if (release.heldAt === null) return release;
    const at = acting.clock.now();
    const free = { ...release, heldAt: null, heldBy: null, heldReason: null, releasedAt: at };
    await writeRelease(tx, free);
    const before = { reason: release.heldReason, by: release.heldBy };
    await acting.record(tx, { at, actor, act: 'post.release', object: `post:${post}`, before });
    return free;
  });
}

/**
 * Sets until when nothing of a post begins (I-14); a delivery that is due earlier goes out when the embargo ends. Making
 * it shorter or lifting it is a release.
 * @param until ms UTC; null lifts it
 * @throws Refused for a person of another role, or when there is no such post
 * @throws AskedWrongly for a moment that has passed
 */
export function embargoPost(acting: Releasing, post: string, until: number | null, actor: Actor): Promise<PostRelease> {
  requireRole(acting.people, actor.person, mayHold, 'put a post under embargo');
  return inTransaction(acting.db, async (tx) => {
    await heldPost(tx, post);
    const now = acting.clock.now();
    const { embargoUntil } = await releaseOf(tx, post);
    if (until !== null && until <= now) throw passed();
    const runs = embargoUntil !== null && embargoUntil > now;
    if (runs && (until ?? 0) < embargoUntil) requireRole(acting.people, actor.person, mayRelease, 'shorten an embargo');
    await noteEmbargo(tx, acting, post, until, actor);
    return releaseOf(tx, post);
  });
}

function passed(): AskedWrongly {
  const remedy = 'Give a moment to come with --until "2026-11-25 09:00", or lift the embargo with --lift.';
  return new AskedWrongly({ code: 'embargo-passed', message: 'the embargo would have ended already', remedy });
}
