/**
 * What people should be told (事项). A concern is read from the rows as they stand, never remembered by whoever caused it:
 * each domain has a function that lists its standing concerns, so that a crash after an act loses no notice. It is told
 * once, again to the next person while it stands and nobody takes it, and ends when it is listed no more.
 */
export interface Concern {
  /** The same as long as it is the same matter: `clock:sub:V-2:2026-12-04`. Told once under this key. */
  key: string;
  /** Names its wording in content/wording/notices.yaml and the rule of config/notify.yaml that says who is told and how. */
  kind: string;
  /** Object as in the ledger: `channel:sub`, `delivery:01…`. */
  about: string;
  /** Since when it stands, ms UTC. */
  since: number;
  /** `red` is told at night too; `digest` only stands in the daily digest. */
  urgency: 'red' | 'normal' | 'digest';
  /** Whom it concerns first; who follows when it is ignored stands in config/notify.yaml. */
  to: Recipient[];
  /** What the sentence names: channel, title, day … all as staff read them. */
  fields: Readonly<Record<string, string>>;
}

/** A person by id or an e-mail address outside the house, the liaison officer of a section (O-03), or everybody who has a role. */
export type Recipient = { person: string } | { section: string } | { role: string };

/** Reads what stands now; null when it is not its time to look, and then nothing of it begins or ends. `now` is ms UTC. */
export type ConcernSource = (now: number) => Promise<Concern[] | null>;
