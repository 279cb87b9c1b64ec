import { afterEach, describe, expect, it, vi } from 'vitest';
import { raceLastUnit, raceOneRow, raceWithdrawal } from './races.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(async () => {
  await world.end();
  vi.unstubAllEnvs();
});

const unlimited = { quotas: { publish: [] } };

describe('races on PostgreSQL, many times', () => {
  it('a withdrawal that is committed before begin keeps the call back, 1,000 times', async () => {
    vi.stubEnv('TEST_STORE', 'postgres');
    world = await openWorld('K4', unlimited);
    const { begun, afterWithdrawal, sent } = await raceWithdrawal(world, 1000);
    console.log({ begun, afterWithdrawal, sent });
    expect(afterWithdrawal).toBe(0);
    expect(sent).toBe(begun);
    expect(begun).toBeGreaterThan(0);
    expect(begun).toBeLessThan(1000);
  });

  it('two that want the last unit of a quota: one goes out, 200 times', async () => {
    vi.stubEnv('TEST_STORE', 'postgres');
    world = await openWorld('K4', { quotas: { publish: [{ period: 'day', limit: 2 }] } });
    expect(await raceLastUnit(world, 200)).toBe(0);
  });

  it('three workers on one row: one call, 500 times', async () => {
    vi.stubEnv('TEST_STORE', 'postgres');
    world = await openWorld('K4', unlimited);
    expect(await raceOneRow(world, 500)).toBe(0);
  });
});
