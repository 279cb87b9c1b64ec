import { afterEach, describe, expect, it } from 'vitest';
import { beginCall } from '../../src/delivery/begin-call.ts';
import { cancelDelivery } from '../../src/delivery/cancel-delivery.ts';
import { claimDelivery } from '../../src/delivery/claim-delivery.ts';
import { getSteps } from '../../src/delivery/delivery-store.ts';
import { embargoPost, holdPost, releasePost } from '../../src/review/hold-post.ts';
import { type BlackoutWorld, head, openBlackoutWorld } from './blackout-world.ts';
import { START } from './world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const HOUR = 3_600_000;
const NINE = Date.parse('2026-11-25T09:00:00+08:00');
const editor = { person: 'li', via: 'cli' as const };
const acting = () => ({ ...world.acting, people: world.people });

async function post(name: string, dueAt: number): Promise<string> {
  await world.addPost(name);
  return world.plan(name, dueAt);
}

describe('I-14', () => {
  it('I-14 embargo, hold and cancel are kept', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: 2 * HOUR });
    const embargoed = await post('embargoed', START);
    await embargoPost(acting(), 'embargoed', NINE, editor);
    const held = await post('held', START);
    await holdPost(acting(), 'held', '等待统一口径', editor);
    const cancelled = await post('cancelled', NINE);
    expect(await cancelDelivery(world.acting, cancelled, editor)).toBe('stopped');

    world.clock.moveTo(NINE - 1);
    await world.tick();
    expect(await claimDelivery(world.work, embargoed)).toBeNull();
    expect(world.platform.state.calls).toBe(0);
    expect(await world.state(embargoed)).toBe('planned');

    world.clock.moveTo(NINE);
    await world.tick();
    expect(await world.state(embargoed)).toBe('published(fact)');
    expect(await world.state(held)).toBe('planned');

    world.clock.moveBy(240 * HOUR);
    await world.tick();
    expect(await world.state(held)).toBe('planned');
    expect(await claimDelivery(world.work, held)).toBeNull();
    expect(await world.state(cancelled)).toBe('dropped(sure)');
    expect(world.platform.effects).toHaveLength(1);

    expect(() => releasePost(acting(), 'held', editor)).toThrow('may not release');
    await releasePost(acting(), 'held', head);
    await world.tick();
    expect(await world.state(held)).toBe('asking(late)');
    expect(await world.question(held)).toMatchObject({ seen: 'held' });
  });

  it('a hold that is committed after the claim still keeps the call back', async () => {
    world = await openBlackoutWorld('K4');
    const id = await post('p', START);
    const held = await claimDelivery(world.work, id);
    await holdPost(acting(), 'p', '核对数据', editor);
    const [step] = await getSteps(world.db, id);
    if (!held || !step) throw new Error('it was not claimed');
    const intent = { step, requestHash: 'hash', key: null, repeats: null };
    expect(await beginCall(world.work, held, intent)).toBeNull();
    expect(await world.state(id)).toBe('planned(held)');
    await releasePost(acting(), 'p', head);
    world.clock.moveBy(60_000);
    await world.tick();
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('released a little late it goes out by itself; an embargo that a file or a person set is shortened by those who release', async () => {
    world = await openBlackoutWorld('K4', { latenessMs: 2 * HOUR });
    const id = await post('p', START);
    await holdPost(acting(), 'p', '核对数据', editor);
    await embargoPost(acting(), 'p', NINE, editor);
    await expect(embargoPost(acting(), 'p', START + HOUR, editor)).rejects.toMatchObject({ code: 'role-missing' });
    await embargoPost(acting(), 'p', START + HOUR, head);
    await expect(embargoPost(acting(), 'p', START, head)).rejects.toMatchObject({ code: 'embargo-passed' });
    world.clock.moveBy(2 * HOUR);
    await releasePost(acting(), 'p', head);
    await world.tick();
    expect(await world.state(id)).toBe('published(fact)');
    const lines = await world.ledger('post:p');
    expect(lines.map(({ act }) => act)).toEqual(['post.hold', 'post.embargo', 'post.embargo', 'post.release']);
  });
});

it('N-05 nothing goes out on an account that is closed: a person is asked', async () => {
  world = await openBlackoutWorld('K4', { latenessMs: 2 * HOUR });
  const id = await post('p', NINE);
  const { channel } = await world.db
    .selectFrom('delivery')
    .select('channel')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const filing = {
    id: 'f1',
    account: channel,
    event: 'closed' as const,
    onDay: '2026-11-25',
    untilDay: null,
    unit: '局',
  };
  const rest = { number: null, filedOn: null, reason: '整合', at: START, recordedBy: 'li' };
  await world.db
    .insertInto('accountFiling')
    .values({ ...filing, ...rest })
    .execute();
  world.clock.moveTo(NINE);
  await world.tick();
  expect(world.platform.state.calls).toBe(0);
  expect(await world.state(id)).toBe('asking(account-closed)');
  expect(await world.question(id)).toMatchObject({ seen: 'account-closed' });
});
