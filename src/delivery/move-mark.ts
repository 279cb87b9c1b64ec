import { createHash } from 'node:crypto';
import type { Placement } from '../schedule/placement-store.ts';
import type { Choice } from '../schedule/placing/choose-places.ts';
import { placeKey } from '../schedule/placing/plan-facts.ts';

/**
 * What a move comes to, in sixteen hex digits: from where, by which act, what it breaks, who makes way and who loses his
 * place. A person agrees to this; the same again means that nothing of it has changed.
 */
export function markOf({ placed, moves, losses }: Choice, from: Pick<Placement, 'at' | 'act'>): string {
  const text = JSON.stringify([
    [from.at, from.act],
    placed.map(({ at, act, warning }) => [at, act, warning ?? null]),
    moves.map(({ standing, at }) => [placeKey(standing), at]).sort(),
    losses.map(({ standing, code }) => [placeKey(standing), code]).sort(),
  ]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
