/** Rows of schedule/proposals and schedule/cross-posting. */

/** What a person said of a proposal for one account: it never comes back there. */
export interface ProposalDecisionTable {
  /** bundle, item, season, or post for one that no page gave. */
  subjectKind: 'bundle' | 'item' | 'season' | 'post';
  subjectId: string;
  channel: string;
  decision: 'taken' | 'refused';
  /** Why it was refused; empty when it was taken. */
  reason: string;
  /** The post that was made of it or found; null when it was refused. */
  post: string | null;
  person: string;
  at: number;
}

/**
 * A page that a cross-posting rule takes for an account, once for ever. `wanted` waits for its post and its place,
 * `placed` stands on the account, `withdrawn` ended before it went out: its page has gone, or a person refused it.
 */
export interface CrossPostTable {
  rule: string;
  item: string;
  channel: string;
  state: 'wanted' | 'placed' | 'withdrawn';
  kind: string;
  job: string | null;
  author: string;
  act: 'draft' | 'publish' | 'massSend' | 'message' | null;
  pace: 'full' | 'fast';
  /** Whether it is handed in as soon as it is placed. */
  submit: number;
  post: string | null;
  /** When it should be out, ms UTC; null when the rule gives no limit. */
  dueAt: number | null;
  at: number;
  /** When placing it is tried next, ms UTC; null when that is done. */
  tryAt: number | null;
  /** Why it could not be placed or handed in at the last try; empty when it was. */
  problem: string;
}
