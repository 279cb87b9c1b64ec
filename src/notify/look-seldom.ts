import type { Concern, ConcernSource } from './concern.ts';

/**
 * A source that costs much looks again when so much time has passed, ms, and says nothing in between. It keeps no list:
 * of two workers one would take back what the other has just read. One that fails looks again at once.
 */
export function lookSeldom(read: (now: number) => Promise<Concern[]>, every: number): ConcernSource {
  let last: number | null = null;
  return async (now) => {
    if (last !== null && last <= now && now < last + every) return null;
    const concerns = await read(now);
    last = now;
    return concerns;
  };
}
