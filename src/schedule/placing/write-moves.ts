import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Tx } from '../../store/database.ts';
import { changePlacement } from '../placement-store.ts';
import type { Loss, Move } from './choose-places.ts';

/** What deliveries are told of places, in the transaction that changes them: schedule knows none of them. */
export interface DeliveryHooks {
  /** Makes the delivery of an approved post from its place; nothing for a post that is not approved. */
  deliver: (tx: Tx, post: string, channel: string) => Promise<void>;
  /** Moves the planned delivery of a post. @throws Refused when anything of it has begun */
  moveDue: (tx: Tx, post: string, channel: string, at: number) => Promise<void>;
}

interface Writing {
  at: number;
  actor: Actor;
}

/** Writes where places have moved to, each with its reason and a line in the ledger; an approved post's delivery goes along. */
export async function writeMoves(
  tx: Tx,
  acting: Acting,
  moves: readonly Move[],
  hooks: DeliveryHooks,
  { at: now, actor }: Writing,
): Promise<void> {
  for (const { standing, at, reason } of moves) {
    const { id, post, channel } = standing;
    await changePlacement(tx, id, { at, reason, ...noObstacle });
    if (standing.isPlannedDelivery) await hooks.moveDue(tx, post, channel, at);
    await acting.record(tx, {
      ...{ at: now, actor, act: 'placement.move', object: `post:${post}` },
      before: { channel, at: isoBeijing(standing.at), ...(standing.obstacleCode === null ? {} : { had: 'no place' }) },
      after: { channel, at: isoBeijing(at), reason },
    });
    await hooks.deliver(tx, post, channel);
  }
}

/** Writes which places are lost. `at` stays as the moment at which they stood; nothing is delivered from it. */
export async function writeLosses(
  tx: Tx,
  acting: Acting,
  losses: readonly Loss[],
  { at: now, actor }: Writing,
): Promise<void> {
  for (const { standing, code, obstacle, nextPossibleAt } of losses) {
    const { id, post, channel } = standing;
    const since = standing.obstacleCode === null ? { obstacleAt: now } : {};
    await changePlacement(tx, id, { obstacle, obstacleCode: code, nextPossibleAt, ...since });
    if (standing.obstacleCode === code) continue;
    await acting.record(tx, {
      ...{ at: now, actor, act: 'placement.impossible', object: `post:${post}` },
      before: { channel, at: isoBeijing(standing.at) },
      after: { channel, code, obstacle, nextPossible: nextPossibleAt === null ? null : isoBeijing(nextPossibleAt) },
    });
  }
}

/** A place that stands again. */
export const noObstacle = { obstacle: null, obstacleCode: null, obstacleAt: null, nextPossibleAt: null };
