/** Rows of review/ that came with the console. */

/** The first time that somebody whose turn it was opened a post: from then on the signature before stands. */
export interface ReviewOpeningTable {
  review: string;
  /** Position of the step that waited when it was opened. */
  position: number;
  person: string;
  at: number;
}

/** A signature that its giver took back before the next person had opened the post. Nothing of it is lost. */
export interface WithdrawnSignatureTable {
  id: string;
  review: string;
  position: number;
  step: string;
  person: string;
  forPerson: string | null;
  opinion: string;
  contentHash: string;
  at: number;
  withdrawnAt: number;
}

/** A passage that a reviewer marked when returning a post. */
export interface ReturnMarkTable {
  review: string;
  /** From 1, in the order of reading. */
  number: number;
  /** Article and block of the text that was returned, from 0 (review/changes/read-text.ts). */
  article: number;
  block: number;
  /** Within the text of the block, UTF-16 code units. */
  startAt: number;
  endAt: number;
  excerpt: string;
  note: string;
}

/** The approval form as it stood when the last signature was given; printed from here for ever after. */
export interface ApprovalFormTable {
  review: string;
  /** Canonical JSON of review/approval-form.ts ApprovalForm. */
  body: string;
  /** `sm3:<hex>` of the body. */
  fingerprint: string;
  madeAt: number;
}

/** One signer's place, taken by another from day to day (代签). Its state is read from the days. */
export interface SubstitutionTable {
  id: string;
  /** Ids of people. */
  absent: string;
  standIn: string;
  /** First and last day in Beijing, YYYY-MM-DD. */
  beginsOn: string;
  endsOn: string;
  reason: string;
  namedBy: string;
  namedAt: number;
  /** Who ended it before its last day, and when; null when nobody did. */
  endedBy: string | null;
  endedAt: number | null;
}
