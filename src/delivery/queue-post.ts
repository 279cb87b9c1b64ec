import type { Actor } from '../ledger/append.ts';
import type { Finding } from '../posts/finding.ts';
import type { Placed } from '../schedule/place-post.ts';
import type { PlaceWish } from '../schedule/placing/place-request.ts';
import { type QueueParts, queueEverywhere } from './queue-everywhere.ts';

/** One channel of a post. */
export interface QueueWish extends PlaceWish {
  post: string;
}

export interface Queued {
  /** False when findings block: the post is neither placed nor submitted. */
  ok: boolean;
  placement: Placed | null;
  /** Deliveries made at once, of a post that was approved already. */
  deliveries: string[];
  findings: Finding[];
}

/**
 * Puts a post onto one channel, as queueEverywhere does onto several.
 * @throws what queueEverywhere throws
 */
export async function queuePost(parts: QueueParts, { post, ...wish }: QueueWish, actor: Actor): Promise<Queued> {
  const { placements, ...queued } = await queueEverywhere(parts, post, [wish], actor);
  return { ...queued, placement: placements[0] ?? null };
}
