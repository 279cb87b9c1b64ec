import { afterEach, expect, it } from 'vitest';
import { spaceLate } from '../../src/delivery/space-late.ts';
import { newTicks } from '../../src/delivery/ticks.ts';
import { type BlackoutWorld, openBlackoutWorld } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const MINUTE = 60_000;

async function late(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await world.addPost(`p${i}`);
    await world.plan(`p${i}`, START);
  }
  world.clock.moveBy(30 * MINUTE);
}

/** Lines of other times that were told. */
const told = async () => {
  const line = world.db.selectFrom('ledgerEntry').select('seq').where('act', '=', 'delivery.planned');
  return (await line.where('after', 'like', '%catch-up%').execute()).length;
};

it('a worker whose clock is off writes nothing about what it may not claim', async () => {
  world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE, latenessMs: 120 * MINUTE });
  await late(4);
  const ticks = newTicks(5000, async () => world.clock.now() + MINUTE);
  for (let i = 0; i < 10; i += 1) {
    await world.tick({ ...world.work, ticks });
    world.clock.moveBy(5000);
  }
  expect(await told()).toBe(0);
});

it('a row of late deliveries whose head cannot go is told its times once', async () => {
  world = await openBlackoutWorld('K4', { gapMs: 5 * MINUTE, latenessMs: 120 * MINUTE });
  await late(4);
  for (let i = 0; i < 10; i += 1) {
    await spaceLate(world.work);
    world.clock.moveBy(5000);
  }
  expect(await told()).toBe(4);
});

it('a look noted by a clock that was ahead hides no pause', async () => {
  world = await openBlackoutWorld();
  await world.db
    .insertInto('workerTick')
    .values({ id: 1, at: START + 600 * MINUTE })
    .execute();
  const fresh = () => ({ ...world.work, ticks: newTicks(5000, null) });
  await world.tick(fresh());
  world.clock.moveBy(30 * MINUTE);
  await world.tick(fresh());
  const gaps = await world.db.selectFrom('workerGap').select(['kind', 'fromAt', 'toAt']).execute();
  expect(gaps).toEqual([{ kind: 'process-down', fromAt: START, toAt: START + 30 * MINUTE }]);
});
