/** Rows of schedule/ that say what people wish of a post's times. */

/** When and in which order a post shall go out, whatever the channel; one row a post, none while nobody wished anything. */
export interface PostWishTable {
  post: string;
  /** ms UTC, both inclusive; null leaves that side open. */
  earliestAt: number | null;
  latestAt: number | null;
  /** 1 to 10, higher goes first; 5 where nobody says. */
  priority: number;
  /** 1: it may move what is announced, if that is of lower priority. */
  urgent: number;
  /** JSON array of the ids of posts that it must not come before, channel by channel. */
  after: string;
  /** Id of the post whose day it shares. */
  sameDayAs: string | null;
  /** Most hours between its first and its last channel. */
  withinHours: number | null;
  updatedAt: number;
  updatedBy: string;
}
