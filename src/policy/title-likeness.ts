/** Containment says something only from this length on (domain rules d.2). */
export const CONTAINMENT_FLOOR = 8;

/** How much of the longer title the shorter one is when it stands inside it whole; 0 when it does not. */
export function containment(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length >= CONTAINMENT_FLOOR && long.includes(short) ? short.length / long.length : 0;
}

/** Dice coefficient of the bigrams of two titles, 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a.length < 2 || b.length < 2) return a === b ? 1 : 0;
  const counts = new Map<string, number>();
  for (let i = 0; i < a.length - 1; i += 1) {
    const pair = a.slice(i, i + 2);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let i = 0; i < b.length - 1; i += 1) {
    const pair = b.slice(i, i + 2);
    const left = counts.get(pair) ?? 0;
    if (left > 0) {
      common += 1;
      counts.set(pair, left - 1);
    }
  }
  return (2 * common) / (a.length + b.length - 2);
}

/** Years, plans or batches that cannot be the same: both name one of a sort and none agrees. */
export function figuresConflict(a: string[], b: string[]): boolean {
  return figureSorts.some((sort) => {
    const ours = a.filter((figure) => sort.test(figure));
    const theirs = b.filter((figure) => sort.test(figure));
    return ours.length > 0 && theirs.length > 0 && !ours.some((figure) => theirs.includes(figure));
  });
}

const figureSorts = [/^(?:19|20)\d{2}$/u, /^十/u, /^第/u];
