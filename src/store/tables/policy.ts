/** Rows of policy/: pairs, relations, stubs, and what linking knows of items. */
import type { Generated } from 'kysely';

/** A policy and an interpretation that belong, may belong or were said not to belong together. */
export interface PairTable {
  policy: string;
  interpretation: string;
  score: number;
  decision: 'made' | 'offered' | 'refused';
  form: string;
  stage: 'draft' | 'release' | 'in-force';
  /** JSON array of reasons in Chinese. */
  reasons: string;
  decidedBy: string | null;
  /** Why that person decided so. */
  note: string | null;
  at: number;
}

/** What one policy is to another: the draft of it, or what replaces, repeals or amends it. */
export interface PolicyRelationTable {
  /** The draft, or the newer document. */
  fromPolicy: string;
  /** The final text, or the older document. */
  toPolicy: string;
  kind: 'draft-of' | 'replaces' | 'repeals' | 'amends';
  score: number;
  decision: 'made' | 'offered' | 'refused';
  /** JSON array of reasons in Chinese. */
  reasons: string;
  decidedBy: string | null;
  note: string | null;
  at: number;
}

/** A policy of a higher level that an interpretation explains and no portal here has: it makes no post and has no clock. */
export interface PolicyStubTable {
  id: string;
  /** What two mentions of it agree in: its core title. */
  nameKey: string;
  title: string;
  documentNumber: string | null;
  issuer: string | null;
  level: 'state' | 'province' | 'city' | 'county' | null;
  /** JSON: policy/link-facts.ts. */
  facts: string;
  madeAt: number;
  /** The item that turned out to be it. */
  became: string | null;
  becameAt: number | null;
}

/** What linking knows of an item, with the keys it is found by (indexed: adding one never scans all). */
export interface LinkEntryTable {
  item: string;
  role: 'policy' | 'interpretation' | 'other';
  coreTitle: string;
  documentNumber: string | null;
  /** JSON: policy/link-facts.ts. */
  facts: string;
  /** The item's revision whose pairs were decided last; 0 while only its keys are written. */
  revision: number;
  /** When that revision was read from the portal: linking looks for newer ones from here on. */
  fetchedAt: number;
  at: number;
  /** The revision that its bundles were brought up to; another one than `revision` has them looked at again. */
  bundledRevision: Generated<number>;
}

export interface LinkKeyTable {
  key: string;
  item: string;
  role: 'policy' | 'interpretation' | 'other';
}
