import { expect, it } from 'vitest';
import { plusDays } from '../../src/calendar/beijing-time.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { simulate } from '../../src/simulation/simulate.ts';

/** A hundred fortnights that lie over the whole year 2026, with every holiday in some of them, and one of three months. */
const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
const environment = readEnvironment({});

it.each(
  seeds,
)('seed %i: nothing twice, lost, unapproved or early; every breach on record, none that a feasible plan avoids', async (seed) => {
  const first = plusDays('2026-01-05', ((seed * 23) % 50) * 7);
  const { problems } = await simulate({ seed, first, days: 14, environment });
  expect({ seed, first, problems }).toEqual({ seed, first, problems: [] });
}, 300_000);

it('three months with the autumn holidays', async () => {
  const { problems, crashes } = await simulate({ seed: 7, first: '2026-08-31', days: 91, environment });
  expect(problems).toEqual([]);
  expect(crashes).toBeGreaterThan(5);
}, 600_000);
