/** A stretch in which nothing was owed, ms UTC: from inclusive, before exclusive. */
export interface Still {
  from: number;
  before: number;
}

/**
 * The longest time without an update that reaches into a span, ms; what of it lies before the span counts, too. A stretch in
 * which the account stood still ends a silence, and another begins behind it, as its clocks have it.
 * @param marks moments at which a silence begins or ends, oldest first: whence it is known, and each update
 * @param still filed pauses and closings, the earliest first
 * @returns null where the account stood still all the time, or nothing of it is known by the end
 */
export function longestSilence(
  marks: readonly number[],
  { from, to }: { from: number; to: number },
  still: readonly Still[],
): number | null {
  let longest: number | null = null;
  const heard = (begun: number, ended: number) => {
    if (begun <= ended && ended >= from) longest = Math.max(longest ?? 0, ended - begun);
  };
  for (const [i, mark] of marks.entries()) {
    const next = marks[i + 1] ?? to;
    let begun = mark;
    for (const stretch of still) {
      if (stretch.before <= begun || stretch.from > next) continue;
      heard(begun, stretch.from);
      begun = stretch.before;
    }
    heard(begun, next);
  }
  return longest;
}
