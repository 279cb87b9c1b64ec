/** Rows of posts/ and review/. */
import type { Generated } from 'kysely';

export type ReviewState = 'draft' | 'in-review' | 'approved' | 'returned' | 'withdrawn';

export interface PostTable {
  id: string;
  title: string;
  /** policy, news, notice, repost … (posts/post.ts). */
  kind: string;
  /** bundle, item, file, season or console, and its id or path; a season's is `id:year`; one written in the console has an id of its own. */
  subjectKind: 'bundle' | 'item' | 'file' | 'season' | 'console';
  subjectId: string;
  /** What it was last composed from (items with their revisions, hash of a file): another material is composed again. */
  material: Generated<string>;
  /** Person id of the drafter. */
  author: string;
  state: ReviewState;
  revision: number;
  /** Content hash of the head revision. */
  contentHash: string;
  /** The hash that is approved, null while none is. Begin of a delivery locks this row and compares. */
  approvedHash: string | null;
  /** Of a post made of a file: when the file was first missing from its folder; null while it is there. */
  fileGoneAt: Generated<number | null>;
  /** M-01: the job of the newest text, so that the mix is counted without reading texts; null while nobody chose one. */
  job: string | null;
  /** JSON array of manners of release (posts/manner.ts). Outside the content hash, as channels are. */
  manner: Generated<string>;
  /** O-17: the unit that a good practice comes from. */
  unit: string | null;
  /** Which flow of workflow.yaml it takes when it is handed in. */
  pace: Generated<'full' | 'fast'>;
  createdAt: number;
  updatedAt: number;
}

/** An immutable composed text. Deliveries load by (post, contentHash), never "the current text". */
export interface PostRevisionTable {
  post: string;
  revision: number;
  contentHash: string;
  /** Canonical JSON of posts/post.ts Composed. */
  body: string;
  /** JSON array of what composing itself found (posts/finding.ts): lost pictures, text that is too long. */
  findings: Generated<string>;
  createdAt: number;
  createdBy: string;
  /** JSON array of the others whose words are in it or in a revision before it; nobody of them signs it. */
  writers: Generated<string>;
}

/** A post that somebody put out of the way (state `withdrawn`), while it is; the ledger keeps the rest. */
export interface DiscardedPostTable {
  post: string;
  reason: string;
  person: string;
  /** ms UTC; its places were cancelled at this very moment, which is how they are found again. */
  at: number;
}

/** A picture by its SHA-256 (hex). */
export interface AssetTable {
  sha256: string;
  mediaType: string;
  width: number;
  height: number;
  bytes: Buffer;
  createdAt: number;
}

/** One run of the signature chain for one content hash. */
export interface ReviewTable {
  id: string;
  post: string;
  contentHash: string;
  workflow: string;
  state: 'open' | 'approved' | 'returned' | 'voided';
  openedBy: string;
  openedAt: number;
  closedAt: number | null;
  /** How many articles its text has. */
  articles: Generated<number>;
  /** The person who took the approval back, and his words; null when nobody did. */
  withdrawnBy: Generated<string | null>;
  withdrawnReason: Generated<string | null>;
}

export interface SignatureTable {
  review: string;
  /** Position of the step in the workflow, from 0. */
  position: number;
  step: string;
  person: string;
  /** In whose place it was given (代签); null when the person signed for himself. */
  forPerson: Generated<string | null>;
  decision: 'approve' | 'return';
  opinion: string;
  contentHash: string;
  at: number;
}

/** A tick of one of the five gates. */
export interface GateTickTable {
  review: string;
  gate: string;
  person: string;
  /** In whose place it was ticked (代签); null when the person ticked for himself. */
  forPerson: Generated<string | null>;
  comment: string;
  at: number;
}

/** A finding that a person let pass with a reason code. Holds for this content hash only. */
export interface FindingExceptionTable {
  post: string;
  contentHash: string;
  check: string;
  excerpt: string;
  reasonCode: string;
  person: string;
  at: number;
}
