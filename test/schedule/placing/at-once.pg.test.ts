import { afterEach, expect, it } from 'vitest';
import { openPlanWorld, type PlanWorld } from './plan-world.ts';

let world: PlanWorld;
afterEach(() => world.close());

it('many who queue at the same moment never share the last mass send of a day', async () => {
  world = await openPlanWorld({ sub: {}, srv: { kind: 'wechat-service' } });
  const posts = Array.from({ length: 12 }, (_, i) => `p${i}`);
  for (const post of posts) await world.addPost(post);
  await Promise.all(
    posts.map((post, i) => world.place(post, i % 2 === 0 ? { sub: {}, srv: {} } : { srv: {}, sub: {} })),
  );
  const placed = await world.placed();
  const days = placed
    .filter(({ channel }) => channel === 'sub')
    .map(({ at }) => new Date(at + 28_800_000).toISOString().slice(0, 10));
  expect(new Set(days).size).toBe(12);
  const months = placed
    .filter(({ channel }) => channel === 'srv')
    .map(({ at }) => new Date(at + 28_800_000).toISOString().slice(0, 7));
  for (const month of new Set(months)) expect(months.filter((m) => m === month).length).toBeLessThanOrEqual(4);
});
