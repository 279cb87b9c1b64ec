/** What a stage of the demo did; `ok` only when it did what it says. */
export interface Stage {
  ok: boolean;
  count: number;
  ids: string[];
  [more: string]: unknown;
}
