/** Rows of channels/ and schedule/. */
import type { Generated } from 'kysely';

export interface ChannelStateTable {
  channel: string;
  pausedAt: number | null;
  pausedReason: string | null;
  pausedBy: string | null;
  /** JSON of what the account may do as probed: {api: 'works'|'48001'|…}. */
  rights: string;
  /** JSON of when each of them was last tried or refused, ms UTC, by API. */
  rightsAt: Generated<string>;
}

/** An account whose rights somebody wants tried again; the worker tries one after the other and takes the row away. */
export interface ProbeWishTable {
  channel: string;
  askedBy: string;
  /** ms UTC. */
  askedAt: number;
  /** Until then a worker is at it, ms UTC; null while it waits. */
  leasedUntil: number | null;
}

/** What the public sees of a delivery, or of something sent by hand. Cadence and reports read these, not states. */
export interface PublicationTable {
  id: string;
  channel: string;
  delivery: string | null;
  act: 'publish' | 'massSend' | 'message';
  externalId: string;
  /** Article number in the message, from 1. */
  position: number;
  title: string;
  url: string | null;
  /** Public time, ms UTC. */
  publicAt: number;
  seenAt: number;
  original: number;
  repost: number;
  linkOk: number | null;
  goneAt: number | null;
  removedBy: 'us' | 'platform' | null;
}

/** The counter row that is locked before holds are counted. `period` is YYYY-MM-DD, YYYY-MM or a minute, Beijing time. */
export interface QuotaTable {
  channel: string;
  quota: string;
  period: string;
  /** Sends seen on the platform that are not ours. */
  byHand: number;
}

export interface QuotaHoldTable {
  channel: string;
  quota: string;
  period: string;
  attempt: string;
  state: 'held' | 'given-back';
  at: number;
}

/** What a platform gave for an upload, by content hash. */
export interface UploadTable {
  channel: string;
  /** `article-image` or `cover`. */
  purpose: string;
  sha256: string;
  mediaId: string | null;
  url: string | null;
  at: number;
}

export interface PlacementTable {
  id: string;
  post: string;
  channel: string;
  act: 'draft' | 'publish' | 'massSend' | 'message';
  at: number;
  pinned: number;
  announcedAt: number | null;
  /** The Chinese sentence that says why it stands here. */
  reason: string;
  createdBy: string;
  createdAt: number;
  cancelledAt: number | null;
  /** Bounds of this channel alone, ms UTC, inclusive; they go before those of the post. */
  earliestAt: Generated<number | null>;
  latestAt: Generated<number | null>;
  /** Set while it has no place any more (`at` is where it stood): what keeps it from one, in Chinese, its code, and since when. */
  obstacle: Generated<string | null>;
  obstacleCode: Generated<string | null>;
  obstacleAt: Generated<number | null>;
  /** The first moment after its latest at which it could stand, ms UTC. */
  nextPossibleAt: Generated<number | null>;
}

export interface CadenceBreachTable {
  /** The account's id; `column:6` for a column of the portal (ids hold no colon). */
  channel: string;
  rule: string;
  dueAt: number;
  seenAt: number;
  cause: string;
  /** When history found later showed that the due moment had been met after all; the breach stays on record. */
  correctedAt: number | null;
}
