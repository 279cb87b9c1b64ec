/** A due moment as it follows from what was public, reckoned day by day and apart from the engine of the clocks. */
export interface Due {
  /** Day after which what was missing was asked for: the last update, or the first day of the period. */
  since: string;
  dueOn: string;
  met: boolean;
  /** Updates that were missing. */
  missing: number;
}
