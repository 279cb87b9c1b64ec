import { afterEach, expect, it } from 'vitest';
import { openPlanWorld, type PlanWorld } from './plan-world.ts';

let world: PlanWorld;
afterEach(() => world.close());
const daily = { slots: [{ days: 'everyDay' as const, times: ['09:00', '15:00'] }] };

it('wishes of a standing post that would make posts wait for each other are refused, and the lanes stay usable', async () => {
  world = await openPlanWorld({ sub: daily });
  for (const post of ['a', 'b', 'c']) await world.addPost(post);
  await world.place('a', { sub: {} });
  await world.place('b', { sub: {} }, { after: ['a'] });
  await expect(world.place('a', { sub: {} }, { after: ['b'] })).rejects.toMatchObject({ code: 'plan-circle' });
  expect((await world.ledger('post.wish')).map(({ object }) => object)).toEqual(['post:b']);
  await world.place('a', { sub: {} }, { priority: 9 });
  await world.place('c', { sub: {} });
  expect(await world.plan()).toMatchObject({ 'a sub': '11-20T09:00', 'b sub': '11-21T09:00', 'c sub': '11-22T09:00' });
});

it('bounds asked for together hold on the channel where the post stands already, too', async () => {
  world = await openPlanWorld({ sub: daily, other: daily });
  await world.addPost('a');
  await world.place('a', { sub: {} });
  const earliest = Date.parse('2026-11-24T09:00:00+08:00');
  await world.place('a', { sub: { earliest }, other: { earliest } });
  const rows = await world.db.selectFrom('placement').select('earliestAt').execute();
  expect(rows).toEqual([{ earliestAt: earliest }, { earliestAt: earliest }]);
  await world.look();
  expect(await world.plan()).toEqual({ 'a sub': '11-24T09:00', 'a other': '11-24T09:00' });
});

it('an embargo beyond the horizon has a horizon of its own', async () => {
  world = await openPlanWorld({ sub: daily });
  await world.addPost('a');
  const embargoUntil = world.clock.now() + 90 * 86_400_000;
  await world.db
    .insertInto('postRelease')
    .values({ post: 'a', embargoUntil, heldAt: null, heldBy: null, heldReason: null, releasedAt: null })
    .execute();
  const [placed] = await world.place('a', { sub: {} });
  expect(placed?.at).toBe(Date.parse('2027-02-18T09:00:00+08:00'));
});
