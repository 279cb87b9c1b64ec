/** Rows of notify/: what people should be told, and what they were told. */

/** A matter that stands or stood. A key that comes back long after it ended gets the next episode. */
export interface ConcernTable {
  id: string;
  /** Concern.key; unique. */
  key: string;
  /** The source that listed it: only that one can end it. */
  source: string;
  kind: string;
  about: string;
  urgency: 'red' | 'normal' | 'digest';
  /** JSON of Concern.fields and Concern.to as last listed. */
  fields: string;
  recipients: string;
  /** Since when the matter stands by its domain, and since when this episode is known here; ms UTC. */
  since: number;
  firstSeenAt: number;
  episode: number;
  endedAt: number | null;
  /** When its end was told, or found to need no telling; null while that is open. */
  endToldAt: number | null;
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
}

export type NoticeState = 'planned' | 'sending' | 'handed' | 'sent' | 'failed';

/** One message with its frozen text: to a person, or to a group whose robot tells several. */
export interface NoticeTable {
  id: string;
  kind: 'concern' | 'ended' | 'digest';
  /** Null for a group. */
  person: string | null;
  /** `console`, `email` or `robot:CHANNEL`. */
  way: string;
  state: NoticeState;
  title: string;
  /** JSON of notify/notice.ts NoticeText; never changes. */
  body: string;
  /** SHA-256 of the body: the approved hash of its delivery. */
  hash: string;
  /** The Beijing day of a digest. */
  digestOn: string | null;
  /** Calls begun, and those of them whose answer was lost. */
  calls: number;
  lost: number;
  createdAt: number;
  /** When to look at it again: retry time or end of the lease; null when nothing is left to do here. */
  workAt: number | null;
  toldAt: number | null;
  /** What the mail server said last, without secrets. */
  answer: string | null;
  errorCode: string | null;
}

/** Who was told of which matter by which way: the key makes it once. `step` 0 is the first to be told, −1 its end. */
export interface NoticeLineTable {
  concern: string;
  episode: number;
  step: number;
  person: string;
  way: string;
  /** The message that carries it; null for the console. */
  notice: string | null;
  toldAt: number;
}

/** A day whose digests were made. */
export interface DigestDayTable {
  /** YYYY-MM-DD for those of the people, `YYYY-MM-DD robot:CHANNEL` for that of a group. */
  day: string;
  at: number;
}

/** A calendar feed whose address was made invalid: the number goes into the token of the next address. */
export interface FeedTable {
  /** `channel:sub`, `person:li-na`. */
  feed: string;
  generation: number;
  resetBy: string;
  resetAt: number;
}
