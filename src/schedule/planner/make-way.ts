import type { Board } from './board.ts';
import type { Job } from './job.ts';
import { makeLane } from './make-lane.ts';
import { fitWith, inOrder } from './place-job.ts';
import type { Released } from './put-fixed.ts';

/**
 * Step 8: which announced posts an urgent one moves: the one of lowest priority whose place suffices; if none does alone,
 * all of lower priority in its lane. Null when not even they suffice, or none is left to move.
 */
export function makeWay(board: Board, job: Job, released: Released): Map<Job, { by: string | null }> | null {
  const { lane, settings } = job;
  const channel = board.channels.get(job.channel);
  if (!lane || !settings || !channel) return null;
  const lower = board.jobs.filter(
    (each) => each.lane === lane && each.fixed === 'announced' && each.priority < job.priority && !released.has(each),
  );
  lower.sort((a, b) => a.priority - b.priority || b.order - a.order);
  const { slots, act } = lane;
  const fitsWithout = (gone: readonly Job[]) => {
    const trial = makeLane({
      channel: settings,
      act,
      slots,
      barred: channel.barred,
      leadFrom: channel.leadFrom,
      now: board.input.now,
    });
    const staying = board.jobs.filter((each) => each.lane === lane && each.fixed && !gone.includes(each));
    trial.setFixed(staying.map(({ at }) => at ?? 0));
    return fitWith(trial.lane, job, inOrder(lane.jobs, job)) !== null;
  };
  const alone = lower.find((each) => fitsWithout([each]));
  const gone = alone ? [alone] : lower.length > 0 && fitsWithout(lower) ? lower : [];
  return gone.length === 0 ? null : new Map([...released, ...gone.map((each) => [each, { by: job.post.id }] as const)]);
}
