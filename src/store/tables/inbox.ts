/** Rows of inbox/: what came in, and what somebody has to answer. */
import type { Generated } from 'kysely';

/** A callback as it came, stored before it is answered. Unique by (channel, dedupeKey). */
export interface InboundTable {
  id: string;
  channel: string;
  /** MsgId, or FromUserName+CreateTime+Event(+MsgID|publish_id). */
  dedupeKey: string;
  body: string;
  receivedAt: number;
  appliedAt: number | null;
  /** JSON of the problem that kept it from being applied; null otherwise. */
  problem: string | null;
}

export interface RequestTable {
  id: string;
  /** consultation, complaint, suggestion, help, disclosure, site-error … (routing.yaml). */
  kind: string;
  channel: string;
  /** message, comment … the way it came in. */
  intake: string;
  /** Id of the inbound row or the comment; unique with intake. */
  intakeId: string;
  section: string;
  assignee: string | null;
  state: 'received' | 'registered' | 'handling' | 'replied' | 'archived';
  /** The writer's id on the platform, not a name. */
  sender: string | null;
  body: string;
  receivedAt: number;
  startOn: string;
  dueOn: string;
  days: number;
  unit: 'working-day' | 'day';
  rule: string;
  provisional: number;
  closedAt: number | null;
  /** As people say it, SQ-2026-1187: counted in each year in the order of receipt, never given twice. */
  number: Generated<string | null>;
  /** The due day that holds now; `dueOn` keeps the one it was given first. */
  nowDueOn: Generated<string>;
  /** When section or person was last chosen by somebody; null while only routing.yaml has. */
  assignedAt: Generated<number | null>;
  assignedBy: Generated<string | null>;
  closedBy: Generated<string | null>;
  /** `elsewhere`: it was answered outside govcast, which did not reply. */
  closedHow: Generated<'elsewhere' | null>;
  closedNote: Generated<string | null>;
  /** Where the answer can be read; null when it has no address. */
  closedLink: Generated<string | null>;
}

/** How many requests of a year have a number. */
export interface RequestNumberTable {
  year: string;
  last: number;
}

/** What colleagues tell each other of a request; the writer never sees it, and the ledger has only its id. */
export interface RequestNoteTable {
  id: string;
  request: string;
  text: string;
  notedBy: string;
  at: number;
}

/** Where reading comments of one article has come to. */
export interface CommentStateTable {
  channel: string;
  messageId: string;
  /** Article number in the message, from 1. */
  position: number;
  /** When the article was first followed: the older it is, the more seldom it is looked at. */
  followedAt: number;
  checkedAt: number | null;
  /** Null when it is no longer looked at. */
  nextCheckAt: number | null;
}
