import type { Clock } from '../../clock.ts';

/** Politeness towards one host. */
export interface Pace {
  /** Shortest time between the starts of two requests, ms. */
  minDelayMs: number;
  /** Requests at the same time. */
  concurrency: number;
}

/** The one place that decides when a host may be asked again. Shared by every portal that lives on the host. */
export interface HostGate {
  /**
   * Waits for the turn of a request, or until `signal` aborts, when the turn comes at once and is not to be used; the
   * returned function ends it and must be called.
   */
  enter: (host: string, pace: Pace, signal?: AbortSignal) => Promise<() => void>;
  /** Nobody asks the host before `ms` have passed: it answered 429 or said Retry-After. */
  pause: (host: string, ms: number) => void;
}

interface HostState {
  running: number;
  /** Monotonic moment before which no request starts. */
  freeAt: number;
  waiting: (() => void)[];
}

export function hostGate(clock: Clock): HostGate {
  const hosts = new Map<string, HostState>();
  const stateOf = (host: string) => {
    const state = hosts.get(host) ?? { running: 0, freeAt: 0, waiting: [] };
    hosts.set(host, state);
    return state;
  };
  return {
    enter: async (host, pace, signal) => {
      const state = stateOf(host);
      while (state.running >= pace.concurrency) await new Promise<void>((resolve) => state.waiting.push(resolve));
      state.running += 1;
      const start = Math.max(clock.monotonicMs(), state.freeAt);
      state.freeAt = start + pace.minDelayMs;
      if (start > clock.monotonicMs()) await clock.sleep(start - clock.monotonicMs(), signal);
      let left = false;
      return () => {
        if (left) return;
        left = true;
        state.running -= 1;
        state.waiting.shift()?.();
      };
    },
    pause: (host, ms) => {
      const state = stateOf(host);
      state.freeAt = Math.max(state.freeAt, clock.monotonicMs() + ms);
    },
  };
}
