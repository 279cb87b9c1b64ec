import type { Govcast } from '../govcast.ts';
import { type Age, type Kept, keptAnswer } from './kept-answer.ts';

/** What people look at now; the one that was asked for first is forgotten first. */
const MOST = 32;

/** Answers kept side by side (keptAnswer), one for each way of asking: a window of days, a filter, a person. */
export function keptByKey<A, T>(
  house: Pick<Govcast, 'acting' | 'clock'>,
  keyOf: (asked: A) => string,
  make: (asked: A, now: number) => Promise<T>,
  bears: ((act: string) => boolean) | null,
  most = MOST,
): (asked: A, age?: Age) => Promise<T> {
  const kept = new Map<string, Kept<T>>();
  return (asked, age) => {
    const key = keyOf(asked);
    const known = kept.get(key);
    if (known) return known(age);
    const ask = keptAnswer(house, (now) => make(asked, now), bears);
    kept.set(key, ask);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return ask(age);
  };
}
