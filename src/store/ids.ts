import { monotonicFactory } from 'ulid';
import type { Clock } from '../clock.ts';

/** Gives a new ULID each time, ordered by time; passed to whoever makes rows. */
export type NewId = () => string;

/**
 * @param random numbers in [0, 1); a simulation passes a seeded one and gets the same ids again
 */
export function idGenerator(clock: Clock, random?: () => number): NewId {
  const next = random ? monotonicFactory(random) : monotonicFactory();
  return () => next(clock.now());
}
