/** What one worker remembers of its looks: whether its clock runs evenly and agrees with the database's. */
export interface Ticks {
  /** Disagreement that is borne, ms (`delivery.clockErrorMs`). */
  clockErrorMs: number;
  /** The database's clock, ms UTC; null where it is this machine's own, or where time is a rehearsal's. */
  databaseNow: (() => Promise<number>) | null;
  last: { wall: number; mono: number } | null;
  notedAt: number | null;
  /** How far the database is ahead of this machine, ms. */
  offMs: number;
}

export function newTicks(clockErrorMs: number, databaseNow: Ticks['databaseNow']): Ticks {
  return { clockErrorMs, databaseNow, last: null, notedAt: null, offMs: 0 };
}

/** A worker whose clock is off the database's by more than is borne claims nothing (delivery protocol, section 4). */
export function mayClaim({ offMs, clockErrorMs }: Ticks): boolean {
  return Math.abs(offMs) <= clockErrorMs;
}
