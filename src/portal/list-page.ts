/** What a list page says: its rows in the order of the page, and where it goes on. */
export interface ListPage {
  family: string;
  rows: ListRow[];
  /** Addresses of further list pages, the next first; empty on the last page or when the page does not tell. */
  further: string[];
  warnings: { code: string; message: string }[];
}

export interface ListRow {
  /** Absolute. */
  url: string;
  title: string;
  /** ms UTC, 00:00 Beijing time as a rule; null when neither row nor address gives a date. */
  at: number | null;
  /** 置顶: stands above newer rows and says nothing of how far the list has been read. */
  pinned: boolean;
}
