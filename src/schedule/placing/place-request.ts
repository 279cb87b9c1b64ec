/** What is asked for when a post is put onto channels. */
import type { ChannelConfig } from '../../config/channels.ts';
import type { PlacementTable } from '../../store/tables/channels.ts';
import type { PostWishes } from './post-wishes.ts';

/** One channel of a post. Moments are ms UTC. */
export interface PlaceWish {
  channel: ChannelConfig;
  /** The account's default act when left out. */
  act?: PlacementTable['act'];
  /** A moment fixed by a person, which never moves; else the planner finds one. */
  pinnedAt?: number;
  /** A moment that the text asks for: the first slot of the channel at or after it. */
  wantedAt?: number;
  /** Bounds on this channel alone, both inclusive; they go before those of the post. */
  earliest?: number;
  latest?: number;
  /** Where the time was asked for, a file and line: for errors. */
  askedIn?: string;
}

export interface PlaceRequest {
  post: string;
  on: readonly PlaceWish[];
  /** What the post wishes on all its channels; left out, what was wished before stays. */
  wishes?: PostWishes;
}
