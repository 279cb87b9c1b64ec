/** Rows of delivery/, as the delivery protocol names them. */

export type DeliveryState = 'planned' | 'sending' | 'doubtful' | 'accepted' | 'asking' | 'published' | 'dropped';
export type AttemptState = 'open' | 'answered' | 'succeeded' | 'failed' | 'none' | 'gone' | 'denied';
export type EffectKind = 'K0' | 'K1' | 'K2' | 'K3' | 'K4' | 'K5';

export interface DeliveryTable {
  id: string;
  subjectKind: 'post' | 'reply' | 'forward' | 'notice';
  subjectId: string;
  channel: string;
  occasion: number;
  act: 'draft' | 'publish' | 'massSend' | 'message';
  /** The approved content hash; never changes. */
  hash: string;
  state: DeliveryState;
  /**
   * published: fact, word, draft; dropped: sure, word; asking: doubt, silent, refused, late, account, failing, hand-off,
   * hand-off-void, blackout; planned: what it waits for (paused, quota, retry, blackout, held, embargo, catch-up);
   * accepted and doubtful: queries, confirmation.
   */
  reason: string | null;
  fence: number;
  worker: string | null;
  /** Due time, retry time, next look, next poll and lease end at once; null in final states and while asking. */
  workAt: number | null;
  stopWanted: number;
  dueAt: number;
  priority: number;
  createdAt: number;
  finishedAt: number | null;
}

export interface StepTable {
  delivery: string;
  position: number;
  name: string;
  effect: EffectKind;
  /** 1 when the public or a person outside sees the effect. */
  visible: number;
  state: 'waiting' | 'begun' | 'done';
  /** JSON: draft id, publish id, msg id … */
  answer: string | null;
}

export interface AttemptTable {
  id: string;
  delivery: string;
  position: number;
  number: number;
  state: AttemptState;
  fence: number;
  requestHash: string;
  key: string | null;
  calls: number;
  begunAt: number;
  lastBegunAt: number;
  lostAt: number | null;
  looks: number;
  polls: number;
  externalId: string | null;
  /** JSON of what the platform answered last, without secrets. */
  answer: string | null;
  errorCode: string | null;
}

export interface EventTable {
  id: string;
  channel: string;
  kind: string;
  externalId: string;
  outcome: string;
  body: string;
  seenAt: number;
  appliedAt: number | null;
}

export interface QuestionTable {
  id: string;
  delivery: string;
  kind: string;
  seen: string;
  remedy: string;
  openedAt: number;
  answer: 'went-out' | 'repeat' | 'move' | 'leave' | 'fact' | 'hand-off' | null;
  answeredBy: string | null;
  answeredAt: number | null;
  note: string | null;
}

/** The text of a delivery that a person took to publish it by hand; at most one a delivery. */
export interface HandOffTable {
  delivery: string;
  /** The approved content hash that the folder holds. */
  hash: string;
  takenBy: string;
  takenAt: number;
  /** When the approval went while it was out: it must not be pasted any more. */
  voidAt: number | null;
  voidReason: string | null;
}
