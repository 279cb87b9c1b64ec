/** What is known of the past of accounts: reading it from the platform, and looking whether links still open. */

/** Every account that was met, once. Rows are made by the loop, not by configuration. */
export interface ChannelHistoryTable {
  channel: string;
  /** `waiting` to be read, `reading` page by page, `read` to its end, `unreadable`: the platform shows nothing. */
  state: 'waiting' | 'reading' | 'read' | 'unreadable';
  /** Where reading goes on, in the adapter's own words; null begins. */
  cursor: string | null;
  /** Nothing older than this is read again, ms UTC; null reads everything. */
  since: number | null;
  /** Publications that the platform showed and nobody knew, in all. */
  found: number;
  /** From when it may be asked again, ms UTC; a worker that asks puts it ahead as a lease. */
  nextAt: number;
  /** When it was last read to its end. */
  readAt: number | null;
  /** Code of what went wrong last. */
  problem: string | null;
  /** When a person entered history, or said that there was none. */
  enteredAt: number | null;
  enteredBy: string | null;
  /** From when the newest link may be looked at again, ms UTC. */
  linkLookAt: number;
  /** When a look last changed what counts. */
  changedAt: number;
}
