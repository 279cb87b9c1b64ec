/** Days and moments in Beijing time (UTC+8, no daylight saving), whatever the host's zone. */

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The Beijing calendar day of a moment, `YYYY-MM-DD`. */
export function beijingDay(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 10);
}

/** 00:00:00.000 of a day in Beijing, ms UTC. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - OFFSET_MS;
}

/** 23:59:59.000 of a day in Beijing, ms UTC: the due moment of a limit that ends on that day. */
export function endOfDay(day: string): number {
  return startOfDay(day) + DAY_MS - 1000;
}

/** Hours and minutes in Beijing, `HH:MM`. */
export function beijingTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(11, 16);
}

/** ISO 8601 with offset: `2026-11-20T09:00:00+08:00`. */
export function isoBeijing(at: number): string {
  return `${new Date(at + OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The day `n` calendar days after `day` (before it when negative). */
export function plusDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/**
 * A moment from text: `2026-11-25 09:00`, `2026-11-25T09:00:30`, or with any offset. Without an offset it is Beijing
 * time; a bare day is its 00:00.
 * @returns ms UTC, or null when the text is not a moment
 */
export function parseBeijing(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(
    text.trim(),
  );
  if (!match?.[1]) return null;
  const [, day, time = '00:00', offset = '+08:00'] = match;
  const at = Date.parse(`${day}T${time}${offset}`);
  const midnight = startOfDay(day);
  if (Number.isNaN(at) || Number.isNaN(midnight) || beijingDay(midnight) !== day) return null;
  return at;
}
