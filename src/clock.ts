/** Time, as an argument. This file is the only reader of the wall clock and the only setter of timers. */
export interface Clock {
  /** The present moment, milliseconds since 1970 UTC. */
  now(): number;
  /** Milliseconds that only ever grow; for measuring spans, never for telling the time. */
  monotonicMs(): number;
  /** Calls `fn` once after `ms`; the returned function cancels it. */
  after(ms: number, fn: () => void): () => void;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** A signal that aborts after `ms` of real time: network calls take real time even when the clock is a test's. */
  timeout(ms: number): AbortSignal;
}

/** A clock that tests and rehearsals move by hand. */
export interface TestClock extends Clock {
  /** Moves to `at` (ms UTC, never backwards) and runs, in order, what fell due on the way. */
  moveTo(at: number): void;
  /** Moves on by `ms`. */
  moveBy(ms: number): void;
  /** When the next timer falls due, ms UTC; null when nobody waits. */
  nextTimerAt(): number | null;
}

export function systemClock(): Clock {
  const after = (ms: number, fn: () => void) => {
    const timer = setTimeout(fn, ms);
    return () => clearTimeout(timer);
  };
  return {
    now: () => Date.now(),
    monotonicMs: () => performance.now(),
    after,
    sleep: (ms, signal) => sleepWith(after, ms, signal),
    timeout,
  };
}

/** A clock that stands still at `start` (ms UTC) until it is moved. Its monotonic time moves with it. */
export function testClock(start: number): TestClock {
  let now = start;
  let timers: { at: number; fn: () => void }[] = [];
  const after = (ms: number, fn: () => void) => {
    const timer = { at: now + ms, fn };
    timers.push(timer);
    return () => {
      timers = timers.filter((t) => t !== timer);
    };
  };
  const moveTo = (at: number) => {
    if (at < now) throw new RangeError(`the clock cannot go back from ${now} to ${at}`);
    for (;;) {
      const next = timers.filter((t) => t.at <= at).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers = timers.filter((t) => t !== next);
      now = Math.max(now, next.at);
      next.fn();
    }
    now = at;
  };
  return {
    now: () => now,
    monotonicMs: () => now - start,
    after,
    sleep: (ms, signal) => sleepWith(after, ms, signal),
    timeout,
    moveTo,
    moveBy: (ms) => moveTo(now + ms),
    nextTimerAt: () => (timers.length === 0 ? null : Math.min(...timers.map((t) => t.at))),
  };
}

/** Remainders of a limit are fractions of a millisecond; the platform's timer takes whole ones only. */
function timeout(ms: number): AbortSignal {
  return AbortSignal.timeout(Math.max(0, Math.ceil(ms)));
}

/** Lets everything else that is ready have its turn, in real time: for long work in memory, between two pieces of it. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sleepWith(after: Clock['after'], ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const cancel = after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
  });
}
