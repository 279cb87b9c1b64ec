import { afterEach, describe, expect, it } from 'vitest';
import { raceLastUnit, raceOneRow, raceWithdrawal } from './races.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

const unlimited = { quotas: { publish: [] } };

describe('races', () => {
  it('a withdrawal that is committed before begin keeps the call back, 50 times', async () => {
    world = await openWorld('K4', unlimited);
    const { begun, afterWithdrawal, sent } = await raceWithdrawal(world, 50);
    expect(afterWithdrawal).toBe(0);
    expect(sent).toBe(begun);
  });

  it('two that want the last unit of a quota: one goes out, 10 times', async () => {
    world = await openWorld('K4', { quotas: { publish: [{ period: 'day', limit: 2 }] } });
    expect(await raceLastUnit(world, 10)).toBe(0);
  });

  it('three workers on one row: one call, 15 times', async () => {
    world = await openWorld('K4', unlimited);
    expect(await raceOneRow(world, 15)).toBe(0);
  });
});
