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
