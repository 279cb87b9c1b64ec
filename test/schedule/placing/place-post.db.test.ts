import { afterEach, expect, it } from 'vitest';
import { openPlanWorld, type PlanWorld } from './plan-world.ts';

let world: PlanWorld;
afterEach(() => world.close());

const twiceADay = { slots: [{ days: 'everyDay' as const, times: ['09:00', '15:00'] }] };

it('the second mass send of a day goes to the next day, and says why', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b']) await world.addPost(post);
  await world.place('a', { sub: {} });
  const [second] = await world.place('b', { sub: {} });
  expect(await world.plan()).toEqual({ 'a sub': '11-20T09:00', 'b sub': '11-21T09:00' });
  expect(second?.reason).toBe('09:00 时段已排满，改至 11-21 09:00');
});

it('publishes and mass sends are budgeted apart', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b', 'c']) await world.addPost(post);
  await world.place('a', { sub: {} });
  await world.place('b', { sub: { act: 'publish' } });
  await world.place('c', { sub: { act: 'publish' } });
  expect(await world.plan()).toEqual({ 'a sub': '11-20T09:00', 'b sub': '11-20T09:00', 'c sub': '11-20T15:00' });
});

it('what was sent by hand on the platform counts, by day and by month', async () => {
  world = await openPlanWorld({ sub: twiceADay, srv: { ...twiceADay, kind: 'wechat-service' } });
  const byHand = [
    { channel: 'sub', quota: 'massSend/day', period: '2026-11-20', byHand: 1 },
    { channel: 'srv', quota: 'massSend/month', period: '2026-11', byHand: 4 },
  ];
  await world.db.insertInto('quota').values(byHand).execute();
  await world.addPost('a');
  await world.place('a', { sub: {}, srv: {} });
  expect(await world.plan()).toEqual({ 'a sub': '11-21T09:00', 'a srv': '12-01T09:00' });
});

it('what is out already keeps its gap, also over midnight', async () => {
  world = await openPlanWorld({ sub: { ...twiceADay, minGapMinutes: 120, quotas: { massSend: [] } } });
  const seen = { channel: 'sub', delivery: null, act: 'massSend' as const, position: 1, title: '', url: null };
  const public_ = { publicAt: Date.parse('2026-11-20T07:30:00+08:00'), seenAt: world.clock.now() };
  const rest = { original: 1, repost: 0, linkOk: null, goneAt: null, removedBy: null };
  await world.db
    .insertInto('publication')
    .values({ id: 'p', externalId: 'x', ...seen, ...public_, ...rest })
    .execute();
  await world.addPost('a');
  const [placed] = await world.place('a', { sub: {} });
  expect(await world.plan()).toEqual({ 'a sub': '11-20T15:00' });
  expect(placed?.reason).toBe('与 07:30 的一条间隔不足120分钟，改至 15:00');
});

it('quiet hours and black-outs are kept off, and named', async () => {
  const quiet = { ...twiceADay, quietHours: [{ from: '08:30', to: '10:00' }] };
  world = await openPlanWorld({ sub: quiet, wide: twiceADay });
  await world.blackout('2026-11-20T08:00:00+08:00', '2026-11-20T23:59:59+08:00', ['wide']);
  await world.addPost('a');
  const [sub, wide] = await world.place('a', { sub: {}, wide: {} });
  expect(await world.plan()).toEqual({ 'a sub': '11-20T15:00', 'a wide': '11-21T09:00' });
  expect(sub?.reason).toBe('处于静默时段，改至当日 15:00');
  expect(wide?.reason).toBe('11月20日停发（演练），改至 11-21 09:00');
});

it('a more important post takes the place; who makes way is told why, and the ledger has both', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b']) await world.addPost(post);
  await world.place('a', { sub: {} });
  await world.place('b', { sub: {} }, { priority: 8 });
  expect(await world.plan()).toEqual({ 'b sub': '11-20T09:00', 'a sub': '11-21T09:00' });
  const [a] = (await world.placed()).filter(({ post }) => post === 'a');
  expect(a?.reason).toBe('为《稿件b》让出时段，由 11-20 09:00 改至 11-21 09:00');
  expect(await world.ledger('placement.move')).toEqual([
    expect.objectContaining({ object: 'post:a', reason: a?.reason }),
  ]);
});

it('a post of the same weight moves another only when both then have a place', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b', 'c']) await world.addPost(post);
  const today = Date.parse('2026-11-20T23:59:00+08:00');
  await world.place('a', { sub: {} });
  await world.place('b', { sub: { latest: today } });
  expect(await world.plan()).toEqual({ 'b sub': '11-20T09:00', 'a sub': '11-21T09:00' });
  const refused = world.place('c', { sub: { latest: today } });
  await expect(refused).rejects.toMatchObject({
    code: 'placement-impossible',
    message: expect.stringContaining('截止前每天的群发次数均已占满，最早 11月22日 09:00'),
    remedy: expect.stringContaining('2026-11-22T09:00:00+08:00'),
  });
  expect(Object.keys(await world.plan())).toHaveLength(2);
});

it('what is announced makes way for an urgent post only, and its delivery moves along', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b', 'c']) await world.addPost(post);
  await world.place('a', { sub: {} });
  await world.approve('a');
  await world.place('b', { sub: {} }, { priority: 9 });
  expect(await world.plan()).toEqual({ 'a sub': '11-20T09:00', 'b sub': '11-21T09:00' });
  const today = { sub: { latest: Date.parse('2026-11-20T23:59:00+08:00') } };
  await world.place('c', today, { priority: 9, urgent: true });
  const plan = await world.plan();
  expect(plan).toMatchObject({ 'c sub': '11-20T09:00', 'b sub': '11-21T09:00', 'a sub': '11-22T09:00' });
  const [a] = (await world.placed()).filter(({ post }) => post === 'a');
  expect(a?.reason).toBe('为紧急稿件《稿件c》让位，由 11-20 09:00 改至 11-22 09:00');
  const delivery = await world.db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow();
  expect(delivery).toMatchObject({ dueAt: a?.at, workAt: a?.at, state: 'planned' });
});

it('a pinned time stands whatever it breaks, says what, and what is free makes way', async () => {
  world = await openPlanWorld({ sub: { ...twiceADay, quietHours: [{ from: '21:00', to: '07:00' }] } });
  for (const post of ['a', 'b', 'c']) await world.addPost(post);
  await world.place('a', { sub: {} });
  const [night] = await world.place('b', { sub: { pinnedAt: Date.parse('2026-11-20T22:00:00+08:00') } });
  expect(night).toMatchObject({ pinned: 1, warning: '注意：处于静默时段' });
  expect(await world.plan()).toEqual({ 'b sub': '11-20T22:00', 'a sub': '11-21T09:00' });
  const [third] = await world.place('c', { sub: {} }, { priority: 10, urgent: true });
  expect(third?.at).toBe(Date.parse('2026-11-21T09:00:00+08:00'));
});

it('order, shared day and hours between channels are kept, and a channel without a place refuses all of them', async () => {
  world = await openPlanWorld({ sub: twiceADay, two: { ...twiceADay, kind: 'wechat-service' } });
  for (const post of ['policy', 'graphic', 'near', 'far']) await world.addPost(post);
  await world.place('policy', { sub: { pinnedAt: Date.parse('2026-11-23T09:00:00+08:00') } });
  await world.place('graphic', { two: {} }, { sameDayAs: 'policy' });
  expect((await world.plan())['graphic two']).toBe('11-23T09:00');
  await world.place('near', { sub: {}, two: {} }, { after: ['policy'], withinHours: 1 });
  expect(await world.plan()).toMatchObject({ 'near sub': '11-24T09:00', 'near two': '11-24T09:00' });
  const until = Date.parse('2026-11-23T23:00:00+08:00');
  const from = Date.parse('2026-11-23T00:00:00+08:00');
  const both = world.place('far', { two: {}, sub: { earliest: from, latest: until } });
  await expect(both).rejects.toMatchObject({ code: 'placement-impossible' });
  expect(Object.keys(await world.plan()).some((key) => key.startsWith('far'))).toBe(false);
});

it('two channels within an hour are placed together, where neither alone would wait', async () => {
  world = await openPlanWorld({
    sub: { slots: [{ days: 'everyDay', times: ['09:00'] }] },
    late: { slots: [{ days: ['mon'], times: ['09:30'] }] },
  });
  await world.addPost('a');
  await world.place('a', { sub: {}, late: {} }, { withinHours: 1 });
  expect(await world.plan()).toEqual({ 'a sub': '11-23T09:00', 'a late': '11-23T09:30' });
});

it('an account without slots takes the next quarter of an hour outside its quiet hours', async () => {
  world = await openPlanWorld({ sub: { slots: [], quietHours: [{ from: '07:00', to: '08:20' }] } });
  await world.addPost('a');
  await world.place('a', { sub: {} });
  expect(await world.plan()).toEqual({ 'a sub': '11-20T08:30' });
});

it('an approved post is delivered from where it is placed, in the same transaction', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  await world.addPost('a', 'approved');
  await world.place('a', { sub: {} }, { priority: 7 });
  const [place] = await world.placed();
  expect(place?.announcedAt).not.toBeNull();
  const delivery = await world.db.selectFrom('delivery').selectAll().executeTakeFirstOrThrow();
  expect(delivery).toMatchObject({ dueAt: place?.at, priority: 7 });
});

it('asked twice it keeps its place; other wishes are kept with a line in the ledger', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  await world.addPost('a');
  const [first] = await world.place('a', { sub: {} });
  const [again] = await world.place('a', { sub: {} }, { priority: 9 });
  expect(again).toMatchObject({ id: first?.id, at: first?.at, isNew: false });
  expect(await world.ledger('post.wish')).toEqual([expect.objectContaining({ object: 'post:a', priority: 9 })]);
  await expect(world.place('a', { sub: { act: 'publish' } })).rejects.toMatchObject({ code: 'placement-exists' });
});

it('a crash before the commit leaves nothing behind, and the next try places it', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b']) await world.addPost(post);
  await world.place('a', { sub: {} });
  const { acting } = world;
  const record = acting.record;
  let left = 2;
  acting.record = async (tx, line) => {
    left -= 1;
    if (left === 0) throw new Error('the machine stopped');
    return record(tx, line);
  };
  await expect(world.place('b', { sub: {} }, { priority: 9 })).rejects.toThrow('the machine stopped');
  acting.record = record;
  expect(await world.plan()).toEqual({ 'a sub': '11-20T09:00' });
  expect(await world.db.selectFrom('postWish').selectAll().execute()).toEqual([]);
  await world.place('b', { sub: {} }, { priority: 9 });
  expect(await world.plan()).toEqual({ 'b sub': '11-20T09:00', 'a sub': '11-21T09:00' });
});

it('nothing is placed before the end of an embargo, and what stands free moves behind a new one', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  for (const post of ['a', 'b']) await world.addPost(post);
  const until = (day: string) => Date.parse(`2026-11-${day}T12:00:00+08:00`);
  const release = (post: string, embargoUntil: number) => ({ ...keptBack, post, embargoUntil });
  const keptBack = { heldAt: null, heldBy: null, heldReason: null, releasedAt: null };
  await world.db
    .insertInto('postRelease')
    .values(release('a', until('21')))
    .execute();
  await world.place('a', { sub: {} });
  await world.place('b', { sub: {} });
  expect(await world.plan()).toEqual({ 'b sub': '11-20T09:00', 'a sub': '11-21T15:00' });
  await world.db
    .insertInto('postRelease')
    .values(release('b', until('22')))
    .execute();
  await world.look();
  expect(await world.plan()).toEqual({ 'a sub': '11-21T15:00', 'b sub': '11-22T15:00' });
});

it('a post that was put away takes no place', async () => {
  world = await openPlanWorld({ sub: twiceADay });
  await world.addPost('a', 'withdrawn');
  await expect(world.place('a', { sub: {} })).rejects.toMatchObject({ code: 'post-state' });
  expect(await world.placed()).toEqual([]);
});
