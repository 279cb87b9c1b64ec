/** Beijing days as whole numbers since 1970-01-01, for work that compares a great many of them. */

const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;

/** The number of the Beijing day of a moment (ms UTC). */
export function dayOf(at: number): number {
  return Math.floor((at + OFFSET_MS) / DAY_MS);
}

/** 00:00 in Beijing of a day's number, ms UTC. */
export function startOfDayNumber(day: number): number {
  return day * DAY_MS - OFFSET_MS;
}
