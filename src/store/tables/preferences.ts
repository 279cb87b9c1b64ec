/** Rows of what people prefer in the console. */

/** What one person keeps under a key: the filters and columns of a list, as JSON text. Nothing of the office depends on it. */
export interface PreferenceTable {
  person: string;
  key: string;
  value: string;
  updatedAt: number;
}
