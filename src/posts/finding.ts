/** What a check says of a text: expected, belongs to the content, shown to staff. */
export interface Finding {
  /** The check's name, `marking`, `personal-data` … */
  check: string;
  severity: 'blocking' | 'warning' | 'note';
  /** Place in the visible text, UTF-16 code units; 0 and 0 when it concerns the whole. */
  start: number;
  end: number;
  excerpt: string;
  /** In Chinese: where, why. */
  message: string;
  /** Rule id or platform page it holds, e.g. `A-11`. */
  rule: string;
  /** In Chinese: what to do. */
  remedy: string;
  suggestion: string | null;
}
