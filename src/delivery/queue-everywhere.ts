import type { Actor } from '../ledger/append.ts';
import type { Finding } from '../posts/finding.ts';
import type { Placed } from '../schedule/place-post.ts';
import { type QueueParts, type QueueWish, queuePost, requireAct } from './queue-post.ts';

export interface QueuedEverywhere {
  /** False when findings block: the post is neither placed nor submitted. */
  ok: boolean;
  placements: Placed[];
  deliveries: string[];
  findings: Finding[];
}

/**
 * Puts one post onto several channels, one after the other. What is asked wrongly of one of them is said before anything
 * is done; what is there already stays, so that a call that broke off is simply made again.
 * @throws what queuePost throws
 */
export async function queueEverywhere(
  parts: QueueParts,
  post: string,
  wishes: readonly Omit<QueueWish, 'post'>[],
  actor: Actor,
): Promise<QueuedEverywhere> {
  for (const wish of wishes) requireAct(wish);
  const all: QueuedEverywhere = { ok: true, placements: [], deliveries: [], findings: [] };
  for (const wish of wishes) {
    const { ok, placement, deliveries, findings } = await queuePost(parts, { ...wish, post }, actor);
    if (placement) all.placements.push(placement);
    all.deliveries.push(...deliveries);
    all.findings = findings;
    all.ok &&= ok;
    if (!ok) break;
  }
  return all;
}
