import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { systemClock, testClock } from '../src/clock.ts';

describe('a clock', () => {
  it.each([0.2, 59_999.53, -3])('takes what is left of a limit, whole or not: %s ms', (ms) => {
    expect(systemClock().timeout(ms).aborted).toBe(false);
    expect(testClock(0).timeout(ms).aborted).toBe(false);
  });

  it('aborts when the limit is over', async () => {
    const signal = systemClock().timeout(5);
    await once(signal, 'abort');
    expect(signal.aborted).toBe(true);
  });

  it('of a test stands still until it is moved, and runs in order what falls due on the way', () => {
    const clock = testClock(1000);
    const ran: string[] = [];
    clock.after(300, () => ran.push(`b ${clock.now()}`));
    clock.after(100, () => ran.push(`a ${clock.now()}`));
    const cancel = clock.after(200, () => ran.push('never'));
    cancel();
    expect(clock.nextTimerAt()).toBe(1100);
    clock.moveBy(299);
    expect(ran).toEqual(['a 1100']);
    clock.moveBy(1);
    expect(ran).toEqual(['a 1100', 'b 1300']);
    expect(clock.nextTimerAt()).toBeNull();
    expect(() => clock.moveTo(0)).toThrow(RangeError);
  });

  it('lets a sleeper go when it is told to stop', async () => {
    const stop = new AbortController();
    const slept = testClock(0).sleep(1_000_000, stop.signal);
    stop.abort();
    await expect(slept).resolves.toBeUndefined();
  });
});
