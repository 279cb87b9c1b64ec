/** What linking is told of a published page; everything but id and title may be missing. */
export interface LinkItem {
  id: string;
  /** The key of its address (see `linkAddressKey`), null when unknown. */
  addressKey: string | null;
  title: string;
  /** Publication on the portal, ms UTC. */
  publishedAt: number | null;
  number: string | null;
  issuer: string | null;
  column: string | null;
  /** What the portal's file says the column holds; decides before anything else. */
  columnKind: ColumnKind | null;
  text: string;
  /** Keys of the addresses it links to. */
  links: string[];
  images: number;
}

export type ColumnKind = 'policy' | 'interpretation' | 'notice' | 'news' | 'other';

export type LinkRole = 'policy' | 'interpretation' | 'other';
