import type { Calendar } from '../../calendar/calendar.ts';
import { fillBoard } from './attempt.ts';
import { type Board, makeBoard } from './board.ts';
import { explainObstacle } from './explain-obstacle.ts';
import { explainPlacement } from './explain-placement.ts';
import type { Job } from './job.ts';
import type { ObstacleCode } from './obstacle-codes.ts';
import type { PlacementCode } from './placement-codes.ts';
import type { PlanAct, PlanInput } from './plan-input.ts';
import type { PlanWording } from './wording.ts';

export interface PlannedPlacement {
  post: string;
  channel: string;
  act: PlanAct;
  /** ms UTC. */
  at: number;
  code: PlacementCode;
  /** Why it stands there, in Chinese. */
  reason: string;
  /** What a pin breaks, in Chinese. */
  warning?: string;
  /** Its announced moment, when it could not be kept, ms UTC. */
  was?: number;
  /** The urgent post that it made way for. */
  by?: string;
}

export interface ImpossiblePlacement {
  post: string;
  channel: string;
  code: ObstacleCode;
  /** The tightest obstacle, in Chinese. */
  obstacle: string;
  /** The first moment after its latest at which it could stand inside the horizon, ms UTC. */
  nextPossible: number | null;
}

export interface Plan {
  placements: PlannedPlacement[];
  impossible: ImpossiblePlacement[];
}

/**
 * Puts posts onto channels (planner A): never breaks a constraint, pins excepted; without coupling it misses nothing that
 * fits together with all posts before it in the order of work. The same input gives the same plan.
 * @throws AskedWrongly `plan-circle` when posts wait for each other
 */
export function plan(input: PlanInput, calendar: Calendar, wording: PlanWording): Plan {
  return planOf(solved(makeBoard(input, calendar)), wording);
}

/** Fills the board; announced places that it turns out to contradict are given up one after the other. */
export function solved(board: Board): Board {
  let released = new Map<Job, { by: string | null }>();
  for (;;) {
    const lost = fillBoard(board, released);
    const before = released.size;
    released = new Map([...released, ...lost]);
    if (released.size === before) return board;
  }
}

/** What a filled board says, in the order of the posts. */
export function planOf(board: Board, wording: PlanWording, of: readonly Job[] = inFileOrder(board)): Plan {
  const result: Plan = { placements: [], impossible: [] };
  for (const job of of) {
    if (job.at === null) result.impossible.push(impossible(board, job, wording));
    else result.placements.push(placement(board, job, job.at, wording));
  }
  return result;
}

function impossible(board: Board, job: Job, wording: PlanWording): ImpossiblePlacement {
  const { code, obstacle, nextPossible } = explainObstacle(board, job, wording);
  return { post: job.post.id, channel: job.channel, code, obstacle, nextPossible };
}

function placement(board: Board, job: Job, at: number, wording: PlanWording): PlannedPlacement {
  const { code, reason, warning } = explainPlacement(board, job, wording);
  const placed: PlannedPlacement = { post: job.post.id, channel: job.channel, act: job.act, at, code, reason };
  if (warning !== null) placed.warning = warning;
  if (job.was === null || job.was === at) return placed;
  placed.was = job.was;
  if (job.by !== null) placed.by = job.by;
  return placed;
}

function inFileOrder({ input, byPost }: Board): Job[] {
  return input.posts.flatMap(({ id }) => byPost.get(id) ?? []);
}
