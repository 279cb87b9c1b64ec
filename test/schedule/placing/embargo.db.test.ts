import { afterEach, beforeEach, expect, it } from 'vitest';
import { placementEvents } from '../../../src/delivery/placement-events.ts';
import { NOW, openPlanWorld, type PlanWorld } from './plan-world.ts';

const HOUR = 3_600_000;
let world: PlanWorld;
beforeEach(async () => {
  const slots = [{ days: 'everyDay' as const, times: ['09:00', '15:00'] }];
  world = await openPlanWorld({ sub: { slots } });
});
afterEach(() => world.close());

it('an embargo set after the approval moves place and delivery to the first slot after it, once', async () => {
  await world.addPost('a');
  await world.place('a', { sub: {} });
  await world.approve('a');
  const rest = { heldAt: null, heldBy: null, heldReason: null, releasedAt: null };
  const embargoUntil = Date.parse('2026-11-23T02:00:00+08:00');
  await world.db
    .insertInto('postRelease')
    .values({ post: 'a', embargoUntil, ...rest })
    .execute();
  expect((await world.look()).moves).toHaveLength(1);
  expect(await world.plan()).toEqual({ 'a sub': '11-23T09:00' });
  const { dueAt } = await world.db.selectFrom('delivery').select('dueAt').executeTakeFirstOrThrow();
  expect(dueAt).toBe(Date.parse('2026-11-23T09:00:00+08:00'));
  expect((await world.look()).moves).toEqual([]);
});

it('a feed shows what is to come although more places than it reads are past', async () => {
  await world.addPost('a');
  await world.place('a', { sub: {} });
  const place = await world.db.selectFrom('placement').selectAll().executeTakeFirstOrThrow();
  const past = Array.from({ length: 2001 }, (_, i) => ({
    ...{ ...place, id: `past${i}`, at: NOW - HOUR - i * 60_000, cancelledAt: NOW - HOUR },
  }));
  for (let i = 0; i < past.length; i += 40) {
    await world.db
      .insertInto('placement')
      .values(past.slice(i, i + 40))
      .execute();
  }
  const events = await placementEvents(world.db, [{ id: 'sub', name: '订阅号' }], NOW);
  expect(events.at(-1)?.uid).toBe(`placement-${place.id}`);
  expect(events).toHaveLength(2001);
});
