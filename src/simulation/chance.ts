/** Chance out of a seed: the same seed and name give the same numbers, whatever is drawn elsewhere. */
export interface Chance {
  /** The next number in [0, 1). */
  next: () => number;
  /** A whole number from `from` to `to`, both included. */
  int: (from: number, to: number) => number;
  /** One of a list. @throws RangeError when it is empty */
  pick: <T>(list: readonly T[]) => T;
  /** True in `share` of all cases. */
  happens: (share: number) => boolean;
  bytes: (count: number) => Buffer;
}

/** @param name what the numbers are for: one more fault must not change the weather */
export function chanceOf(seed: number, name: string): Chance {
  let state = mix(seed);
  for (const character of name) state = mix(state ^ (character.codePointAt(0) ?? 0));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
    happens: (share) => next() < share,
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => int(0, 255))),
  };
}

function mix(n: number): number {
  const a = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b ^ (b >>> 16)) + 0x9e3779b9;
}
