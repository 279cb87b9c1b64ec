import type { PlanAct, PlanChannel, PlanPost } from './plan-input.ts';

/** One post on one channel. Moments are ms UTC. */
export interface Job {
  post: PlanPost;
  channel: string;
  act: PlanAct;
  /** Null when the channel is unknown or may not do the act; a draft has none either. */
  lane: Lane | null;
  settings: PlanChannel | null;
  /** Position in the order of work. */
  order: number;
  priority: number;
  earliest: number;
  latest: number;
  /** First moment that the lead time allows. */
  leadFrom: number;
  /** Narrower bounds while a search tries them; both inclusive. */
  min: number;
  max: number;
  /** Jobs on the same channel that it must not come before, and those that must not come before it. */
  before: Job[];
  behind: Job[];
  /** All jobs of the same post, this one included. */
  siblings: Job[];
  /** Jobs of the post that it must share the day with; null when there is no such wish. */
  named: Job[] | null;
  /** Jobs that must share this one's day. */
  followers: Job[];
  /** Fixed by a person or announced: it stands at `at` and never moves. */
  fixed: 'pinned' | 'announced' | null;
  /** Where it stands among the lane's points, -1 while nowhere or fixed. */
  point: number;
  /** Place among the jobs of a lane while they are fitted. */
  index: number;
  /** Its window as points, kept while nothing else can change it; see `pointsOf`. */
  window: { at: Float64Array; from: number; to: number } | null;
  /** Null while it has no place. */
  at: number | null;
  refused: Refusal | null;
  /** It can never be placed: the channel is unknown, or may not do the act. */
  never: 'noChannel' | 'noAct' | null;
  /** Its place in the plan before, when it could not be kept. */
  was: number | null;
  /** Post that it had to make way for. */
  by: string | null;
}

/** Why a job has no place as far as the search knows; the rest is told from the finished plan. */
export type Refusal = 'noChannel' | 'noAct' | 'pinPast' | 'after' | 'sameDay' | 'withinHours' | 'full';

/**
 * One channel with one act. Its points are the moments at which a message may stand: usable slots, and moments at which a
 * fixed message (a pin, an announced post) stands already. Arrays have a place for each point, in order of time.
 */
export interface Lane {
  channel: string;
  act: PlanAct;
  /** Every slot of the lane, usable or not, ms UTC. */
  slots: Float64Array;
  /** ms UTC. */
  at: Float64Array;
  /** 1 where a new message may be opened as far as the fixed ones allow. */
  openable: Uint8Array;
  /** Posts that may still join the fixed message there; 0 where none stands. */
  room: Int32Array;
  /** Posts that this plan has put there. */
  placed: Int32Array;
  /** First point of the same day, of the same month, and the first that is closer than the gap. */
  dayStart: Int32Array;
  monthStart: Int32Array;
  gapStart: Int32Array;
  /** Messages that may be opened on the point's day and month besides the fixed ones. */
  dayCap: Int32Array;
  monthCap: Int32Array;
  /** Messages opened by this plan, counted at the first point of the day or month. */
  dayOpened: Int32Array;
  monthOpened: Int32Array;
  postsPerMessage: number;
  gapMs: number;
  mergeWaitMs: number;
  /** Fixed messages and those already out: moment and posts in it. */
  fixed: { at: number; posts: number; joinable: boolean }[];
  /** What this plan has put here, in the order of work. */
  jobs: Job[];
  /** Intervals of points that were overfull once: hints that save rounds. */
  cuts: Interval[];
  /** Windows that did not fit; what lies inside one does not fit either, until something is taken out. */
  failed: Interval[];
}

/** Points, both inclusive. */
export interface Interval {
  from: number;
  to: number;
}
