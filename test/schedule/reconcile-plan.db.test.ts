import { afterEach, expect, it } from 'vitest';
import { listPlan } from '../../src/schedule/list-plan.ts';
import { planConcerns } from '../../src/schedule/plan-concerns.ts';
import { openPlanWorld, type PlanWorld } from './placing/plan-world.ts';

let world: PlanWorld;
afterEach(() => world.close());

const daily = { slots: [{ days: 'everyDay' as const, times: ['09:00', '15:00'] }] };
const quiet = { moves: [], losses: [] };

it('a look at a plan that holds moves nothing, and neither does a second one after a move', async () => {
  world = await openPlanWorld({ sub: daily });
  for (const post of ['a', 'b', 'c']) {
    await world.addPost(post);
    await world.place(post, { sub: {} });
  }
  expect(await world.look()).toEqual(quiet);
  await world.blackout('2026-11-21T00:00:00+08:00', '2026-11-21T23:59:59+08:00');
  expect((await world.look()).moves.map(({ standing, reason }) => [standing.post, reason])).toEqual([
    ['b', '原定 11-21 09:00因停发（演练），改至 11-23 09:00'],
  ]);
  expect(await world.look()).toEqual(quiet);
});

it('other slots, and a quota that people used up by hand, move what is free', async () => {
  world = await openPlanWorld({ sub: daily });
  for (const post of ['a', 'b']) {
    await world.addPost(post);
    await world.place(post, { sub: {} });
  }
  world.configure({ sub: { slots: [{ days: 'everyDay', times: ['10:00'] }] } });
  const [moved] = (await world.look()).moves;
  expect(moved?.reason).toBe('原定的 11-20 09:00 已不是该渠道的时段，改至 11-20 10:00');
  const byHand = { channel: 'sub', quota: 'massSend/day', period: '2026-11-20', byHand: 1 };
  await world.db.insertInto('quota').values(byHand).execute();
  await world.look();
  expect(await world.plan()).toEqual({ 'b sub': '11-21T10:00', 'a sub': '11-22T10:00' });
});

it('a time that passes before all have signed moves on; drafts and what is delivered stay', async () => {
  world = await openPlanWorld({ sub: daily });
  for (const post of ['late', 'draft', 'sent']) {
    await world.addPost(post);
    await world.place(post, { sub: { act: 'publish' } });
  }
  await world.db.updateTable('post').set({ state: 'draft' }).where('id', '=', 'draft').execute();
  await world.approve('sent');
  world.clock.moveTo(Date.parse('2026-11-21T10:00:00+08:00'));
  const { moves } = await world.look();
  expect(moves.map(({ standing, reason }) => [standing.post, reason])).toEqual([
    ['late', '到 11-20 09:00 还没有签完，改至 11-21 15:00'],
  ]);
});

it('what has no place any more is marked and told once, is not delivered, and gets a place when there is one', async () => {
  world = await openPlanWorld({ sub: daily });
  await world.addPost('a');
  await world.place('a', { sub: { latest: Date.parse('2026-11-21T23:59:00+08:00') } });
  const id = await world.blackout('2026-11-20T08:00:00+08:00', null);
  expect((await world.look()).losses).toEqual([expect.objectContaining({ code: 'blackout' })]);
  expect(await world.look()).toEqual(quiet);
  expect(await world.plan()).toEqual({ 'a sub': 'blackout' });
  const [concern] = await planConcerns(world.db, (channel) => `账号${channel}`);
  expect(concern).toMatchObject({
    kind: 'plan.impossible',
    about: 'post:a',
    to: [{ person: 'li-na' }],
    fields: { title: '稿件a', channel: '账号sub', obstacle: expect.stringContaining('停发期（演练）内') },
  });
  expect((await listPlan(world.db, world.clock.now(), 60)).impossible).toHaveLength(1);
  await world.approve('a');
  expect(await world.db.selectFrom('delivery').selectAll().execute()).toEqual([]);
  await world.db.updateTable('blackout').set({ endedAt: world.clock.now() }).where('id', '=', id).execute();
  await world.look();
  expect(await world.plan()).toEqual({ 'a sub': '11-20T09:00' });
  expect(await world.db.selectFrom('delivery').select('state').execute()).toEqual([{ state: 'planned' }]);
  expect(await planConcerns(world.db, String)).toEqual([]);
});

it('lanes that nothing touched are not planned again', async () => {
  world = await openPlanWorld({ sub: daily, two: daily });
  await world.addPost('a');
  await world.place('a', { sub: {}, two: {} });
  const memory = new Map<string, string>();
  const look = () => world.look(memory);
  await look();
  const marks = new Map(memory);
  expect([...marks.keys()]).toEqual(['sub', 'two']);
  await world.addPost('b');
  await world.place('b', { two: {} });
  await look();
  expect(memory.get('sub')).toBe(marks.get('sub'));
  expect(memory.get('two')).not.toBe(marks.get('two'));
});

it('lanes that cannot be planned are logged, and the others are planned all the same', async () => {
  world = await openPlanWorld({ other: daily, sub: daily });
  for (const post of ['a', 'b', 'c']) await world.addPost(post);
  await world.place('a', { other: {} });
  await world.place('b', { other: {} }, { after: ['a'] });
  await world.place('c', { sub: {} });
  // Older rows: such wishes are refused by now.
  const wish = await world.db.selectFrom('postWish').selectAll().where('post', '=', 'b').executeTakeFirstOrThrow();
  await world.db
    .insertInto('postWish')
    .values({ ...wish, post: 'a', after: '["b"]' })
    .execute();
  await world.blackout('2026-11-20T00:00:00+08:00', '2026-11-22T23:59:59+08:00');
  await world.look();
  expect(world.warned).toEqual([{ code: 'plan-circle', channels: ['other'] }]);
  expect(await world.plan()).toMatchObject({ 'c sub': '11-23T09:00' });
});

it('what was lost is looked at again on the next day, because the horizon has moved on', async () => {
  world = await openPlanWorld({ sub: daily }, { settings: { horizonDays: 3 } });
  await world.addPost('a');
  await world.place('a', { sub: {} });
  await world.blackout('2026-11-20T00:00:00+08:00', '2026-11-25T23:59:59+08:00');
  const memory = new Map<string, string>();
  for (let day = 0; day < 4; day += 1) {
    await world.look(memory);
    await world.look(memory);
    world.clock.moveBy(86_400_000);
  }
  expect(await world.plan()).toEqual({ 'a sub': '11-26T09:00' });
});

it('N-05 nothing moves onto a day on which the account is closed', async () => {
  world = await openPlanWorld({ sub: daily });
  await world.addPost('a');
  await world.place('a', { sub: {} });
  const filing = {
    id: 'f1',
    account: 'sub',
    event: 'closed' as const,
    onDay: '2026-11-22',
    untilDay: null,
    unit: '局',
  };
  const rest = { number: null, filedOn: null, reason: '整合', at: world.clock.now(), recordedBy: 'li-na' };
  await world.db
    .insertInto('accountFiling')
    .values({ ...filing, ...rest })
    .execute();
  await world.blackout('2026-11-20T00:00:00+08:00', '2026-11-21T12:00:00+08:00');
  await world.look();
  expect(await world.plan()).toEqual({ 'a sub': '11-21T15:00' });
  await world.blackout('2026-11-21T12:00:00+08:00', '2026-11-23T23:59:59+08:00');
  expect((await world.look()).losses).toEqual([expect.objectContaining({ code: 'blackout', nextPossibleAt: null })]);
  await world.approve('a');
  expect(await world.db.selectFrom('delivery').selectAll().execute()).toEqual([]);
});

it('many lanes leave others their turn between them', async () => {
  world = await openPlanWorld({ one: daily, two: daily, three: daily });
  await world.addPost('a');
  await world.place('a', { one: {}, two: {}, three: {} });
  let ms = 0;
  world.acting.clock = { ...world.clock, monotonicMs: () => (ms += 100) };
  let turns = 0;
  const other = () => new Promise((resolve) => setImmediate(resolve)).then(() => (turns += 1));
  void other().then(other);
  await world.look();
  expect(turns).toBeGreaterThanOrEqual(2);
});
