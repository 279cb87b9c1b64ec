/**
 * A queue of hints. A hint says "this delivery may be due" and nothing else: whoever gets it claims the row or lets
 * go. Losing all hints costs time, never work; a hint that comes twice finds nothing to claim.
 */
export interface HintQueue {
  /**
   * Passes a hint on. Never throws and never waits for long: with the queue gone the next tick finds the row.
   * @param hint the fence and the due time that were seen make the hint's key, because a key that still exists
   * swallows a new hint silently, and one that was removed runs again
   */
  hint: (hint: DeliveryHint) => Promise<void>;
  /** Starts handing hints to `handler`, `atOnce` at a time. A handler that throws loses its hint, nothing else. */
  work: (handler: (deliveryId: string) => Promise<void>, atOnce: number) => void;
  /** Whether hints pass at present; for doctor and health. */
  isReady: () => Promise<boolean>;
  /** Takes no further hints, waits for the running handlers and closes connections. A second time it does nothing more. */
  close: () => Promise<void>;
}

export interface DeliveryHint {
  id: string;
  fence: number;
  /** When it is due, ms UTC; in the past or at most minutes ahead. */
  workAt: number;
}

export function hintKey({ id, fence, workAt }: DeliveryHint): string {
  return `${id}:${fence}:${workAt}`;
}
