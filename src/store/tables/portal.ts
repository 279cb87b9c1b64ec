/** Rows of portal/: what was read, from where, in which revisions. */

/** How the last look at a source went. `source` is its id in config/portals. */
export interface SourceStateTable {
  source: string;
  checkedAt: number;
  lastOkAt: number | null;
  /** JSON of the last problem {code, message, remedy}, null when it went well. */
  problem: string | null;
  listed: number;
}

/** Validators of the last answer of an address, for conditional requests. */
export interface FetchStateTable {
  url: string;
  etag: string | null;
  lastModified: string | null;
  checkedAt: number;
  bodyHash: string | null;
}

/** One published page. `urlKey` is the normalised address. */
export interface ItemTable {
  id: string;
  urlKey: string;
  url: string;
  source: string;
  /** The CMS's own id in the address (art_COL_ID without COL, tDATE_ID, 32 hex), if it has one. */
  secondaryKey: string | null;
  /** The head revision's document number, normalised, for joining the same document met elsewhere (C-08). */
  documentNumber: string | null;
  revision: number;
  contentHash: string;
  title: string;
  /** The head revision's issuer as the page names it, null when it names none. */
  issuer: string | null;
  publishedAt: number | null;
  firstSeenAt: number;
  lastSeenAt: number;
  /** Set when the page has gone from the portal (404, 410 or soft 404). */
  withdrawnAt: number | null;
}

/** Every address under which an item was met. */
export interface ItemAddressTable {
  urlKey: string;
  item: string;
  url: string;
  source: string;
  seenAt: number;
  /** Title and day of its list row when last met; another text means that the page may have changed. */
  listedAs: string | null;
  /** First look that found the address gone; null while it answers. Believed at a second look some time later. */
  goneAt: number | null;
}

/** What an item said at one time. `body` is the extracted article as JSON (portal/article.ts), `raw` the page as served, gzipped. */
export interface ItemRevisionTable {
  item: string;
  revision: number;
  contentHash: string;
  body: string;
  raw: Buffer | null;
  charset: string;
  fetchedAt: number;
}

/** An item that a person will make nothing of, and why. Taking it up again removes the row; the ledger keeps both. */
export interface ItemLeftTable {
  item: string;
  reason: string;
  person: string;
  at: number;
}
