import type { Clock } from '../clock.ts';

const LIMIT_MS = 2000;

/** Whether the sandbox answers at an address. Never throws. */
export async function sandboxAnswers(clock: Clock, url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_control/clock`, { signal: clock.timeout(LIMIT_MS) })).ok;
  } catch {
    return false;
  }
}
