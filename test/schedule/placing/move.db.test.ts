import { afterEach, expect, it } from 'vitest';
import { peopleSchema } from '../../../src/config/people.ts';
import { readYaml } from '../../../src/config/read-yaml.ts';
import { announcePost } from '../../../src/schedule/announce-post.ts';
import { unpinPlacement } from '../../../src/schedule/unpin-placement.ts';
import { actor, openPlanWorld, type PlanWorld } from './plan-world.ts';

let world: PlanWorld;
afterEach(() => world.close());

const { value: people } = readYaml('config/people.yaml', peopleSchema);
const daily = { slots: [{ days: 'everyDay' as const, times: ['09:00', '15:00'] }] };

it('a person moves a post: it is pinned, says what it breaks, and who stood there makes way', async () => {
  world = await openPlanWorld({ sub: { ...daily, quietHours: [{ from: '21:00', to: '07:00' }] } });
  for (const post of ['a', 'b']) await world.addPost(post);
  await world.place('a', { sub: {} });
  await world.place('b', { sub: {} });
  const moved = await world.move('a', 'sub', '2026-11-21T22:00:00+08:00');
  expect(moved.warning).toBe('注意：处于静默时段');
  expect(moved.moves.map(({ standing, at }) => [standing.post, at])).toEqual([
    ['b', Date.parse('2026-11-20T09:00:00+08:00')],
  ]);
  expect(await world.plan()).toEqual({ 'b sub': '11-20T09:00', 'a sub': '11-21T22:00' });
});

it('the delivery of an approved post moves along while it is planned, and refuses when it has begun', async () => {
  world = await openPlanWorld({ sub: daily });
  await world.addPost('a');
  await world.place('a', { sub: {} });
  await world.approve('a');
  await world.move('a', 'sub', '2026-11-23T10:10:00+08:00');
  const at = Date.parse('2026-11-23T10:10:00+08:00');
  const read = () => world.db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow();
  expect(await read()).toMatchObject({ state: 'planned', dueAt: at, workAt: at, fence: 1 });
  expect(await world.ledger('delivery.moved')).toHaveLength(1);
  await world.db.updateTable('delivery').set({ state: 'sending' }).execute();
  const again = world.move('a', 'sub', '2026-11-24T10:10:00+08:00');
  await expect(again).rejects.toMatchObject({ code: 'delivery-begun' });
  expect(await world.plan()).toEqual({ 'a sub': '11-23T10:10' });
});

it('a time that has passed, and a post without a place there, are refused', async () => {
  world = await openPlanWorld({ sub: daily });
  await world.addPost('a');
  await expect(world.move('a', 'sub', '2026-11-23T10:10:00+08:00')).rejects.toMatchObject({
    code: 'placement-unknown',
  });
  await world.place('a', { sub: {} });
  await expect(world.move('a', 'sub', '2026-11-19T10:10:00+08:00')).rejects.toMatchObject({ code: 'placement-past' });
});

it('what is announced stays through a black-out, what is free moves out of it, and what is unpinned is free again', async () => {
  world = await openPlanWorld({ sub: daily });
  for (const post of ['told', 'free', 'pinned']) await world.addPost(post);
  await world.place('told', { sub: {} });
  await world.place('free', { sub: {} });
  await world.place('pinned', { sub: { pinnedAt: Date.parse('2026-11-22T09:00:00+08:00') } });
  await announcePost(world.acting, people, { post: 'told', channel: null }, actor);
  await world.blackout('2026-11-20T00:00:00+08:00', '2026-11-22T23:59:59+08:00');
  await world.look();
  expect(await world.plan()).toEqual({
    'told sub': '11-20T09:00',
    'pinned sub': '11-22T09:00',
    'free sub': '11-23T09:00',
  });
  await unpinPlacement(world.acting, people, { post: 'pinned', channel: 'sub' }, actor);
  await world.look();
  expect((await world.plan())['pinned sub']).toBe('11-24T09:00');
});

it('an auditor neither moves nor announces', async () => {
  world = await openPlanWorld({ sub: daily });
  const auditor = { person: 'tang-xin', via: 'cli' as const };
  const refused = { code: 'role-missing' };
  expect(() => announcePost(world.acting, people, { post: 'a', channel: null }, auditor)).toThrow(
    expect.objectContaining(refused),
  );
  expect(() => unpinPlacement(world.acting, people, { post: 'a', channel: 'sub' }, auditor)).toThrow(
    expect.objectContaining(refused),
  );
});
