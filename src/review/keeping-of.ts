import type { People } from '../config/people.ts';
import type { Workflow } from '../config/workflow.ts';
import type { Post } from '../posts/post-store.ts';
import { releaseOf } from '../posts/release-store.ts';
import type { Db } from '../store/database.ts';
import { mayHold, mayRelease } from './hold-post.ts';
import { calledById } from './person-words.ts';
import { mayWithdraw } from './withdraw-approval.ts';

/** What keeps a post back beside its signatures (I-14), and what one reader may do about it. */
export interface Keeping {
  held: { by: string; at: number; reason: string } | null;
  /** Until when nothing of it begins, ms UTC; null when no embargo runs. */
  embargoUntil: number | null;
  mayHold: boolean;
  mayRelease: boolean;
  /** Making an embargo shorter or lifting it is a release; setting one or making it longer is keeping back. */
  mayEmbargo: boolean;
  mayShorten: boolean;
  mayWithdraw: boolean;
}

/** @param now ms UTC */
export async function keepingOf(
  db: Db,
  { people, workflow }: { people: People; workflow: Workflow },
  { id, state }: Pick<Post, 'id' | 'state'>,
  person: string,
  now: number,
): Promise<Keeping> {
  const { heldAt, heldBy, heldReason, embargoUntil } = await releaseOf(db, id);
  const held = heldAt === null ? null : { by: calledById(people, heldBy ?? ''), at: heldAt, reason: heldReason ?? '' };
  const roles: readonly string[] = people.people.find((p) => p.id === person)?.roles ?? [];
  const has = (wanted: readonly string[]) => roles.some((role) => wanted.includes(role));
  const lives = state !== 'withdrawn';
  return {
    held,
    embargoUntil: embargoUntil !== null && embargoUntil > now ? embargoUntil : null,
    mayHold: lives && held === null && has(mayHold),
    mayRelease: held !== null && has(mayRelease),
    mayEmbargo: lives && has(mayHold),
    mayShorten: lives && has(mayRelease),
    mayWithdraw: state === 'approved' && has(mayWithdraw(workflow)),
  };
}
