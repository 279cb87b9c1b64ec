/** Points of a lane that a search has not looked at, each leading to the next one that may be unseen. */
export function noneSeen(points: number): Int32Array {
  return new Int32Array(points + 1).map((_, p) => p);
}

/** The first unseen point from `p` on, the number of points when there is none; `unseen[p] = p + 1` marks one as seen. */
export function nextUnseen(unseen: Int32Array, p: number): number {
  let found = Math.min(p, unseen.length - 1);
  while (unseen[found] !== found) {
    const next = unseen[found] as number;
    unseen[found] = unseen[next] as number;
    found = next;
  }
  return found;
}
