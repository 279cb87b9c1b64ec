/** Rows of the matrix: what was filed of accounts, their yearly review, and repost tasks. */
import type { Generated } from 'kysely';

/** One act in the life of an account, ours or of others, as it was filed (M-04, N-05). */
export interface AccountFilingTable {
  id: string;
  account: string;
  event: 'opened' | 'changed' | 'paused' | 'resumed' | 'closed' | 'cancelled';
  /** The day from which it holds. */
  onDay: string;
  /** Last day of a pause that was filed with an end; null otherwise. */
  untilDay: string | null;
  /** The supervising unit with which it is filed. */
  unit: string;
  /** Filing number; null while it is not filed. */
  number: string | null;
  /** Day of filing; null while it is not filed. */
  filedOn: string | null;
  reason: string;
  recordedBy: string;
  at: number;
}

/** N-04: one review of an account in a year. What nobody has entered is null. */
export interface AccountReviewTable {
  account: string;
  year: number;
  /** Of an account that others run; ours are counted. */
  updates: number | null;
  reads: number | null;
  followers: number | null;
  enteredBy: string | null;
  enteredAt: number | null;
  decision: 'keep' | 'merge' | 'close' | null;
  /** The account that it is merged into. */
  mergeInto: string | null;
  reason: string | null;
  decidedBy: string | null;
  decidedAt: number | null;
}

/** M-03: an important post that named accounts have to carry in time. */
export interface RepostTaskTable {
  id: string;
  /** Names the matter on its day, so that it is not issued twice: `post:ID 2026-11-20`; null once cancelled. */
  dayKey: string | null;
  /** A post of ours; null for a page elsewhere. */
  post: string | null;
  url: string | null;
  title: string;
  hours: number;
  issuedAt: number;
  dueAt: number;
  createdBy: string;
  cancelledAt: number | null;
  cancelReason: string | null;
}

export type DutyState = 'waiting' | 'placed' | 'carried' | 'late' | 'excused';

/** What one account owes of a repost task. */
export interface RepostDutyTable {
  task: string;
  account: string;
  /** 1 for an account that govcast delivers to. */
  ours: number;
  state: DutyState;
  /** Public time, ms UTC. */
  carriedAt: number | null;
  link: string | null;
  /** How it is known: a publication of ours, a page that was opened, or the word of a person. */
  proof: 'publication' | 'page' | 'word' | null;
  /** Publication that carries it. */
  publication: string | null;
  note: string | null;
  confirmedBy: string | null;
  confirmedAt: number | null;
  /** Why it is not placed, JSON of {code, message, remedy}; null while nothing stands in the way. */
  problem: string | null;
  /** When placing is tried again; null when it is not. */
  tryAt: number | null;
  /** How often people urged the account, and when last. */
  urged: Generated<number>;
  urgedAt: Generated<number | null>;
}
