/** Rows of what keeps deliveries back: black-outs, holds and embargoes; and the times at which nobody worked. */

/** A time in which nothing goes out (停发). Over when it was ended or `toAt` has passed. */
export interface BlackoutTable {
  id: string;
  kind: 'mourning' | 'incident' | 'exam' | 'other';
  /** In the words of whoever started it; staff read it. */
  reason: string;
  /** JSON array of channel ids; null for every account, those included that are added later. */
  channels: string | null;
  /** 1 when internal notices (act message) are kept back although no account was named. */
  includesInternal: number;
  fromAt: number;
  /** The last moment inside; null until it is ended. */
  toAt: number | null;
  startedBy: string;
  startedAt: number;
  endedBy: string | null;
  endedAt: number | null;
}

/** What keeps a post back beside its signatures (I-14); a post without a row is free. */
export interface PostReleaseTable {
  post: string;
  /** Nothing of it begins before this moment; null without an embargo. */
  embargoUntil: number | null;
  /** While set, nothing of it begins, whatever its time; only a person releases it. */
  heldAt: number | null;
  heldBy: string | null;
  heldReason: string | null;
  /** When a person last released it: why it may be late. */
  releasedAt: number | null;
}

/** The last look of any worker; one row. */
export interface WorkerTickTable {
  id: number;
  at: number;
}

/** A time in which nobody looked, or which the clock leapt over: the cause of what is late. */
export interface WorkerGapTable {
  id: string;
  kind: 'process-down' | 'clock-jumped';
  fromAt: number;
  toAt: number;
  worker: string;
}
