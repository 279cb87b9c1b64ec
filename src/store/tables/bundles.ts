/** Rows of policy/: bundles, what they owe, and what is composed of them. */
import type { Generated } from 'kysely';

/** A policy with its interpretation clock (I-02). `policy` is the item's id. */
export interface BundleTable {
  id: string;
  policy: string;
  title: string;
  documentNumber: string | null;
  /** Day 0: the day the portal published it; null when the page gives no date. */
  publishedOn: string | null;
  dueOn: string | null;
  provisional: number;
  createdAt: number;
  updatedAt: number;
  /** A draft (征求意见稿) has no interpretation clock. */
  phase: Generated<'draft' | 'final'>;
  /** Id of `policy.classes` in the settings. */
  documentClass: Generated<string>;
  /** JSON array of policy/bundle-traits.ts. */
  traits: Generated<string>;
  /** The section that drafted it (I-01); null while nobody has said. */
  draftingSection: string | null;
  /** The section that answers for its interpretation: the drafting one unless it was handed over. */
  section: string | null;
  /** JSON of policy/interpreter.ts FirstInterpreter (I-11). */
  interpreter: string | null;
  /** 政策咨询电话 (I-10). */
  telephone: string | null;
  /** JSON of policy/interpretation-plan.ts (I-04). */
  plan: string | null;
  /** JSON: why no interpretation is needed (I-18). */
  waiver: string | null;
  /** First day on which the policy is in force (I-06), and who says so: `text` or a person. */
  effectiveOn: string | null;
  effectiveBy: string | null;
  /** The person who gave the day of publication because the page has none. */
  publishedBy: string | null;
  /** Of a draft: the bundle of the text in force. */
  became: string | null;
  archivedAt: number | null;
  /** Fingerprint of the pages and facts a post of it is composed from. */
  material: Generated<string>;
  /** The earliest day on which something is due; 9999-12-31 when nothing is. */
  nextDueOn: Generated<string>;
}

/** One thing that a bundle owes, as it stands until a fact changes; its state on a day is computed from it. */
export interface BundleOwedTable {
  bundle: string;
  what: string;
  /** Which one of several of a kind: a head, a line of the plan, a consultation; empty when there is one. */
  ref: string;
  level: 'must' | 'warning';
  section: string | null;
  /** The person whom reminders name: a person's id, or the name of a first interpreter from outside. */
  person: string | null;
  /** The first day on which it is owed. */
  fromOn: string;
  /** The last day in time; 9999-12-31 when there is none, so that an index can order by it. */
  dueOn: string;
  provisional: number;
  rule: string;
  /** What the sentence names: a head, a form, a class of interpreter. */
  subject: string;
}

/** An interpretation that has no page on a portal: a press conference, a lecture, a broadcast. */
export interface GivenInterpretationTable {
  id: string;
  bundle: string;
  form: string;
  stage: 'draft' | 'release' | 'in-force';
  title: string;
  url: string | null;
  givenOn: string;
  section: string;
  /** JSON of policy/interpreter.ts Interpreter, null when nobody is named. */
  interpreter: string | null;
  person: string;
  at: number;
}

/** A person says that an interpretation covers a head of the checklist. `interpretation` is an item or a given one. */
export interface HeadTickTable {
  interpretation: string;
  head: string;
  person: string;
  at: number;
}

/** A consultation on a policy, or the reason why there is none (E-01); its result blocks archiving (E-02). */
export interface ConsultationTable {
  id: string;
  bundle: string;
  /** JSON array of codes (E-08). */
  ways: string;
  opensOn: string | null;
  closesOn: string | null;
  noneReason: string | null;
  /** JSON array of policy/consultation.ts Consultee (E-09). */
  consultees: string;
  /** When its closing opened the task of publishing the result. */
  resultOpenedAt: number | null;
  resultOn: string | null;
  resultUrl: string | null;
  createdAt: number;
}

/** A major administrative decision of a yearly list (C-15). */
export interface MajorDecisionTable {
  id: string;
  title: string;
  year: number;
  section: string | null;
  createdAt: number;
}

export interface DecisionEntryTable {
  decision: string;
  item: string;
  stage: string;
  onDay: string;
  at: number;
}

/** A bundle or page whose material has changed since it was composed. `mark` changes with every wish. */
export interface ComposeWishTable {
  subjectKind: 'bundle' | 'item';
  subjectId: string;
  mark: string;
  /** Not before this moment, ms UTC. */
  tryAt: number;
}

/** How far somebody who follows the ledger has read it, and what he remembers. */
export interface FollowerTable {
  name: string;
  seq: number;
  state: string;
}
