import { type Clock, systemClock } from '../../src/clock.ts';

/** A clock that tells the time of the test while timers run as ever, so that pages are alive and always alike. */
export interface DeskClock extends Clock {
  /** @param at ms UTC, never backwards */
  moveTo(at: number): void;
}

export function deskClock(start: number): DeskClock {
  const system = systemClock();
  let now = start;
  return {
    ...system,
    now: () => now,
    moveTo: (at) => {
      if (at < now) throw new RangeError('the clock cannot go back');
      now = at;
    },
  };
}
