/** What repost tasks are worked with; what stands to the right of the schedule comes in as functions. */
import type { MatrixAccount } from '../../channels/matrix.ts';
import type { MatrixSettings } from '../../config/matrix-settings.ts';
import type { People } from '../../config/people.ts';
import type { Problem } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import type { Logger } from '../../log.ts';
import type { Db } from '../../store/database.ts';

export interface RepostDesk extends Acting {
  log: Logger;
  people: People;
  matrix: readonly MatrixAccount[];
  settings: MatrixSettings['repost'];
  /**
   * Puts a post onto a channel of ours and before its signers, to be public before `latest` (ms UTC). Asked twice, it
   * keeps its place.
   * @returns what stands in the way, null when it is placed
   * @throws GovcastError for what stands in the way, too
   */
  place: (post: string, channel: string, latest: number, actor: Actor) => Promise<DutyProblem | null>;
  /** The publication of a post on a channel. */
  publishedOn: (db: Db, post: string, channel: string) => Promise<PublishedThere>;
  /** An address without what the way it was copied has added. */
  plainLink: (link: string) => string;
  openLink: (
    link: string,
    expected: ExpectedRepost,
  ) => Promise<{ url: string; externalId: string; publicAt: number | null }>;
}

/** Why an account of ours does not carry the post by itself: kept with the duty, shown to people. */
export type DutyProblem = Pick<Problem, 'code' | 'message' | 'remedy'>;

export interface PublishedThere {
  /** The first one that stands; null when none does. */
  standing: Carrier | null;
  /** When the last one that does not stand any more went, ms UTC; null when none has gone. */
  goneAt: number | null;
}

export interface Carrier {
  /** Id of the publication. */
  id: string;
  url: string | null;
  /** ms UTC */
  publicAt: number;
}

/** What the page of a repost has to show. */
export interface ExpectedRepost {
  title: string;
  /** Public name of the account, where pages of its platform show one. */
  account?: string;
  hosts?: readonly string[];
  rehearses: boolean;
}
