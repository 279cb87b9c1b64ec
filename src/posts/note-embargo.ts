import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import { releaseOf, writeRelease } from './release-store.ts';

/**
 * Writes until when nothing of a post begins, with a line of the ledger when that changes. The caller holds the post.
 * @param until ms UTC; null lifts the embargo
 */
export async function noteEmbargo(
  tx: Tx,
  acting: Acting,
  post: string,
  until: number | null,
  actor: Actor,
): Promise<void> {
  const release = await releaseOf(tx, post);
  if (release.embargoUntil === until) return;
  await writeRelease(tx, { ...release, embargoUntil: until });
  const iso = (at: number | null) => ({ until: at === null ? null : isoBeijing(at) });
  const told = { act: 'post.embargo', object: `post:${post}`, before: iso(release.embargoUntil), after: iso(until) };
  await acting.record(tx, { at: acting.clock.now(), actor, ...told });
}

/**
 * What the file of a post says of its embargo. Whoever may save the file may lengthen it; while one runs, a shorter one is
 * left aside with a line of the ledger, since making it shorter is a release (I-14). The caller holds the post.
 * @param until ms UTC
 */
export async function followFileEmbargo(
  tx: Tx,
  acting: Acting,
  post: string,
  until: number,
  actor: Actor,
): Promise<void> {
  const at = acting.clock.now();
  const { embargoUntil } = await releaseOf(tx, post);
  const runs = embargoUntil !== null && embargoUntil > at;
  if (!runs || until >= embargoUntil) return noteEmbargo(tx, acting, post, until, actor);
  const before = { until: isoBeijing(embargoUntil) };
  const after = { asked: isoBeijing(until), remedy: 'a section head or leader shortens it with govcast post embargo' };
  await acting.record(tx, { at, actor, act: 'post.embargo-kept', object: `post:${post}`, before, after });
}
