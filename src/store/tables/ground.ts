/** Rows of the ground: ledger, configuration versions, people's tasks. Instants `…At` are ms UTC, days `…On` are YYYY-MM-DD. */

/** One act in the append-only record; `hash` covers all other columns and the hash before it. */
export interface LedgerEntryTable {
  seq: number;
  at: number;
  actor: string;
  /** How the act came in: cli, worker, callback, console. */
  via: string;
  act: string;
  object: string;
  /** JSON or null: what stood before and after, personal data as salted commitments. */
  before: string | null;
  after: string | null;
  prevHash: string;
  hash: string;
}

/** The single row that every append locks last. */
export interface LedgerHeadTable {
  id: number;
  seq: number;
  hash: string;
}

/** One version of one entry of a configuration file (a person, a channel, a catalogue row …). */
export interface ConfigEntryTable {
  id: string;
  kind: string;
  key: string;
  version: number;
  file: string;
  line: number;
  /** The entry as canonical JSON. */
  body: string;
  /** First day on which this version holds; null holds from the beginning. */
  fromOn: string | null;
  appliedAt: number;
  /** Set when the entry has gone from its file. */
  goneAt: number | null;
  /** `console` when it was changed there: it wins until the file changes (decisions 7). */
  via: 'file' | 'console';
}

/** A task of a yearly plan with exactly one lead section (O-04, O-12). */
export interface TaskTable {
  id: string;
  plan: string;
  /** The row's own number in its plan: importing again finds it by this. */
  number: string;
  title: string;
  leadSection: string;
  /** JSON array of section ids. */
  withSections: string;
  dueOn: string;
  doneAt: number | null;
  createdAt: number;
}

export interface OpenDueDateTable {
  /** What the date is for: `request`, `bundle`, `task`. */
  objectKind: string;
  objectId: string;
  startOn: string;
  days: number;
  unit: 'working-day' | 'day';
  dueOn: string;
  provisional: number;
  closedAt: number | null;
}

/** Old and new due date of an open clock after the calendar changed. */
export interface DueDateChangeTable {
  id: string;
  objectKind: string;
  objectId: string;
  oldDueOn: string;
  newDueOn: string;
  oldProvisional: number;
  newProvisional: number;
  calendarVersion: string;
  at: number;
}
