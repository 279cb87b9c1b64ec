import { type Board, clearBoard } from './board.ts';
import { fitsAlone, placeTogether } from './couple.ts';
import type { Job } from './job.ts';
import { boundsOf, dayOfNamed, hoursApart } from './job-bounds.ts';
import { makeWay } from './make-way.ts';
import { placeJob } from './place-job.ts';
import { putFixed, type Released } from './put-fixed.ts';
import { regroup } from './regroup.ts';

const MINUTE_MS = 60_000;
/** Lanes that may be tried for one coupled post before it counts as impossible. */
const MOST_TRIES = 600;

/**
 * Fills a cleared board: what is fixed first, then every job in the order of work (planner A.2).
 * @returns announced places that cannot be kept after all: give them up and fill the board again; empty when it is done
 */
export function fillBoard(board: Board, released: Released): Map<Job, { by: string | null }> {
  clearBoard(board);
  putFixed(board, released);
  return placeJobs(board, board.jobs, released);
}

/**
 * Places jobs on a board that holds everything else already.
 * @param held announced jobs that may turn out to be contradicted
 */
export function placeJobs(
  board: Board,
  jobs: readonly Job[],
  released: Released,
  held: readonly Job[] = board.jobs,
): Map<Job, { by: string | null }> {
  const together = new Set<string>();
  for (const job of jobs) {
    if (job.at !== null || job.refused) continue;
    let way: Map<Job, { by: string | null }> | null = null;
    if (hoursApart(job) === null) way = placeOne(board, job, released);
    else if (!together.has(job.post.id)) {
      together.add(job.post.id);
      way = placePost(board, job, released);
    }
    if (way) return way;
  }
  return noLongerHeld(held);
}

type Way = Map<Job, { by: string | null }> | null;

function placeOne(board: Board, job: Job, released: Released): Way {
  job.refused = waitsInVain(job);
  if (job.refused) return null;
  if (job.act === 'draft') {
    placeDraft(job);
    return null;
  }
  if (!job.lane || placeJob(job.lane, job)) return null;
  if (job.named && regroup([job], { left: MOST_TRIES })) return null;
  const way = job.post.urgent ? makeWay(board, job, released) : null;
  if (!way) job.refused = 'full';
  return way;
}

/** All channels of a post that must not lie further apart than its hours. One that could not take it at all is left out. */
function placePost(board: Board, { siblings }: Job, released: Released): Way {
  const open = siblings.filter((job) => job.at === null && !job.refused && job.act !== 'draft');
  for (const job of open) job.refused = waitsInVain(job);
  const waiting = open.filter((job) => !job.refused);
  const budget = { left: MOST_TRIES };
  for (const job of waiting) job.refused = fitsAlone(job) ? null : 'full';
  // A channel that has no slot on the day may have one on another, to which the post that is named can move.
  if (waiting.some(({ refused, named }) => refused && named)) {
    for (const job of waiting) if (job.refused && regroup([job], budget, true)) job.refused = null;
  }
  const able = waiting.filter((job) => !job.refused);
  for (const job of waiting.filter(({ refused, post }) => refused && post.urgent)) {
    const way = makeWay(board, job, released);
    if (way) return way;
  }
  if (able.length === 0 || placeTogether(able, budget) || regroup(able, budget)) return null;
  for (const job of able) job.refused = 'withinHours';
  return null;
}

/** Whom it must follow has no place, so it has none either. */
function waitsInVain(job: Job): 'after' | 'sameDay' | null {
  if (job.before.some(({ at }) => at === null)) return 'after';
  return job.named && dayOfNamed(job, job.named) === null ? 'sameDay' : null;
}

/** A draft needs no slot: the first minute that its bounds allow. */
function placeDraft(job: Job): void {
  const { from, to } = boundsOf(job, true);
  const at = Math.ceil(from / MINUTE_MS) * MINUTE_MS;
  if (at <= to) job.at = at;
  else job.refused = job.named ? 'sameDay' : 'full';
}

/** Announced places that the finished plan contradicts: whom they follow, or share day or hours with, went elsewhere. */
function noLongerHeld(jobs: readonly Job[]): Map<Job, { by: string | null }> {
  const lost = new Map<Job, { by: string | null }>();
  for (const job of jobs) {
    if (job.fixed !== 'announced' || job.at === null) continue;
    if (job.before.length === 0 && job.named === null && job.post.withinHours === undefined) continue;
    const { from, to } = boundsOf(job, true, 'announced');
    const apart = hoursApart(job) !== null && job.siblings.some(({ refused }) => refused === 'withinHours');
    if (waitsInVain(job) || apart || job.at < from || to < job.at) lost.set(job, { by: null });
  }
  return lost;
}
