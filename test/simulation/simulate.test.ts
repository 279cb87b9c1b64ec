import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';
import { simulate } from '../../src/simulation/simulate.ts';

const environment = readEnvironment({});
const run = (seed: number, first: string, days: number) => simulate({ seed, first, days, environment });

describe('a simulated fortnight', () => {
  const spans: readonly [number, string][] = [
    [1, '2026-08-31'],
    [2, '2026-09-21'],
    [3, '2026-02-02'],
  ];
  it.each(spans)(
    'of seed %i from %s: no double, no loss, nothing unapproved or early, every breach on record and none that a plan avoids',
    async (seed, first) => {
      const result = await run(seed, first, 14);
      expect(result.problems).toEqual([]);
      expect(result).toMatchObject({ ok: true, seed, days: 14 });
      expect(result.effects.published).toBeGreaterThan(2);
      expect(result.crashes + result.stops).toBeGreaterThan(0);
    },
    120_000,
  );
});

it('the same seed gives the same log, another seed another one', async () => {
  const [once, again, other] = [
    await run(5, '2026-08-31', 2),
    await run(5, '2026-08-31', 2),
    await run(6, '2026-08-31', 2),
  ];
  expect(once.lines.length).toBeGreaterThan(5);
  expect(again.lines).toEqual(once.lines);
  expect(again.deliveries).toEqual(once.deliveries);
  expect(other.lines).not.toEqual(once.lines);
}, 120_000);
