/** Rows of policy/: pairs and bundles. */

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
  at: number;
}

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
}

export interface LinkKeyTable {
  key: string;
  item: string;
  role: 'policy' | 'interpretation' | 'other';
}
