/** What the rows say of some lanes: the planner's input is made of it, and it is compared before anything is written. */
import type { Blackout, PlanAct } from '../planner/plan-input.ts';
import type { PostWishes } from './post-wishes.ts';

/** A post on a channel that is neither out nor cancelled. Moments are ms UTC. */
export interface Standing {
  /** Of the row `placement`. */
  id: string;
  post: string;
  channel: string;
  act: PlanAct;
  at: number;
  /** Pinned by a person; announced (delivered as planned, or told); or free to move. */
  hold: 'pinned' | 'announced' | 'free';
  /** Its own bounds on this channel. */
  earliestAt: number | null;
  latestAt: number | null;
  createdAt: number;
  /** Code of what keeps it from a place; null while it has one. */
  obstacleCode: string | null;
  nextPossibleAt: number | null;
  /** Its time passed before its signatures were complete. */
  isPassed: boolean;
  /** An approved delivery waits for this moment and nothing of it has begun. */
  isPlannedDelivery: boolean;
}

/** `isGone`: its delivery is past planning, what it uses is counted there. */
export interface StandingRow {
  standing: Standing;
  delivery: string | null;
  isGone: boolean;
}

/** A post whose places are decided on, with wishes that are not yet in its row. */
export interface Asked {
  post: string;
  wishes: PostWishes;
}

export interface UsedMessage {
  channel: string;
  act: PlanAct;
  at: number;
  count: number;
}

/** A place of a post on a channel outside the lanes that were read, or in the past: it binds those that are coupled to it. */
export interface Elsewhere {
  post: string;
  channel: string;
  act: PlanAct;
  at: number;
}

export interface PlanFacts {
  /** ms UTC; all of it was read as of this moment. */
  now: number;
  channels: string[];
  /** In the order in which they were placed. */
  standing: Standing[];
  elsewhere: Elsewhere[];
  titles: ReadonlyMap<string, string>;
  wishes: ReadonlyMap<string, PostWishes>;
  /** Until when nothing of a post may begin (I-14), by post, ms UTC. */
  embargoes: ReadonlyMap<string, number>;
  used: UsedMessage[];
  blackouts: Blackout[];
}

/** Names a post on a channel. */
export function placeKey({ post, channel }: { post: string; channel: string }): string {
  return `${post} ${channel}`;
}

/** The same text as long as nothing changed on which a plan was decided. */
export function factsText(facts: PlanFacts): string {
  return JSON.stringify({
    ...facts,
    titles: [...facts.titles],
    wishes: [...facts.wishes],
    embargoes: [...facts.embargoes],
  });
}

/** Whether it has a place that others have to respect. */
export function hasPlace({ obstacleCode, isPassed }: Standing): boolean {
  return obstacleCode === null && !isPassed;
}
