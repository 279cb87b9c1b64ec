import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { periodOf, quotaName } from '../../src/channels/quota.ts';
import { queryLimits } from '../../src/channels/wechat/query-limits.ts';
import { takeQuery } from '../../src/channels/wechat/take-query.ts';
import { listDeliveries } from '../../src/delivery/list-deliveries.ts';
import { receiveEvent } from '../../src/delivery/receive-event.ts';
import { reconcileOne } from '../../src/delivery/reconcile-delivery.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openRehearsedWorld, type RehearsedWorld } from './rehearsed-world.ts';

const GET = '/cgi-bin/freepublish/get';
const LIST = '/cgi-bin/freepublish/batchget';
const account = 'wx0000000000000001';
const MINUTE = 60_000;
const midnight = Date.parse('2026-11-21T00:00:00+08:00');

let world: RehearsedWorld;
beforeEach(async () => {
  world = await openRehearsedWorld();
});
afterEach(() => world.end());

/** Uses up what the account may ask of `path` today, all but `left`. */
async function useUp(path: string, left = 0): Promise<void> {
  const at = world.clock.now();
  const key = { channel: 'sub', quota: quotaName(path.replace('/cgi-bin/', ''), 'day'), period: periodOf('day', at) };
  const units = Array.from({ length: (queryLimits[path] ?? 0) - left }, (_unit, i) => `before-${path}-${i}`);
  await world.db
    .insertInto('quotaHold')
    .values(units.map((attempt) => ({ ...key, attempt, state: 'held' as const, at })))
    .execute();
}

/** Lines that tell of something else that a delivery waits for; what they say before and after. */
async function changes(id: string): Promise<unknown[]> {
  const { db } = world;
  const lines = db.selectFrom('ledgerEntry').select(['before', 'after']).where('object', '=', `delivery:${id}`);
  const found = await lines.where('act', '=', 'delivery.waiting').orderBy('seq').execute();
  return found.map(({ before, after }) => [JSON.parse(before ?? ''), JSON.parse(after ?? '')]);
}

/** Looks at a delivery when it is due next. */
async function lookWhenDue(id: string): Promise<void> {
  world.clock.moveTo((await world.row(id)).workAt ?? 0);
  await world.tick();
}

async function acceptedPublish(hours = 2): Promise<{ id: string; job: string }> {
  await world.control('/policy', { account, act: 'publish', durationMs: hours * 60 * MINUTE });
  const id = await world.plan('sub', 'publish');
  await world.tick();
  expect(await world.state(id)).toBe('accepted');
  const [attempt] = await world.attempts(id, 'publish');
  return { id, job: attempt?.externalId ?? '' };
}

describe('status queries of an account', () => {
  it('are never more than its day allows, however many ask at once, and the platform never has to refuse one', async () => {
    const { job } = await acceptedPublish(24);
    const poll = world.work.channel('sub').poll;
    const outcomes = await Promise.all(Array.from({ length: 120 }, () => poll?.('publish', job)));
    expect(outcomes.filter((outcome) => outcome?.is === 'running')).toHaveLength(100);
    expect(outcomes.filter((outcome) => outcome?.is === 'usedUp')).toHaveLength(20);
    expect(await world.calls(GET)).toBe(100);
    expect(await poll?.('publish', job)).toMatchObject({ is: 'usedUp', freeAt: midnight });
    world.clock.moveTo(midnight);
    expect(await poll?.('publish', job)).toEqual({ is: 'running' });
  });

  it('are counted by account and by kind of query', async () => {
    await useUp(GET);
    expect(await takeQuery(world.work, 'sub', GET)).toBe(midnight);
    expect(await takeQuery(world.work, 'service', GET)).toBeNull();
    expect(await takeQuery(world.work, 'sub', LIST)).toBeNull();
    expect(await takeQuery(world.work, 'sub', '/cgi-bin/message/mass/get')).toBeNull();
  });
});

describe('an accepted delivery without a query left', () => {
  it('calls nobody, spends no poll, looks again after midnight, and staff read why', async () => {
    const { id } = await acceptedPublish();
    await useUp(GET);
    world.clock.moveBy(MINUTE);
    await world.tick();
    expect(await world.calls(GET)).toBe(0);
    const row = await world.row(id);
    expect(row).toMatchObject({ state: 'accepted', reason: 'queries' });
    expect(row.workAt).toBeGreaterThanOrEqual(midnight);
    expect(row.workAt).toBeLessThanOrEqual(midnight + 5 * MINUTE);
    expect((await world.attempts(id, 'publish'))[0]?.polls).toBe(0);
    expect(world.alarms).toEqual([expect.stringContaining('no status query is left')]);
    const { deliveries } = await listDeliveries(world.db);
    expect(deliveries[0]?.error).toEqual({ code: 'queries', remedy: expect.stringContaining('零点后再查') });

    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect((await listDeliveries(world.db)).deliveries[0]?.error).toBeNull();
  });

  it('tells by a line that it waits for its outcome again, and by none while that stays so', async () => {
    const { id } = await acceptedPublish(72);
    await useUp(GET);
    await lookWhenDue(id);
    expect([await world.row(id), await changes(id)]).toMatchObject([{ reason: 'queries' }, []]);
    const told = [
      { state: 'accepted', reason: 'queries' },
      { state: 'accepted', reason: null },
    ];
    for (const polls of [1, 2, 3]) {
      await lookWhenDue(id);
      expect([await world.row(id), await changes(id)]).toMatchObject([{ state: 'accepted', reason: null }, [told]]);
      expect((await world.attempts(id, 'publish'))[0]?.polls).toBe(polls);
    }
  });

  it('is ended by its event all the same', async () => {
    const { id, job } = await acceptedPublish();
    await useUp(GET);
    world.clock.moveBy(MINUTE);
    await world.tick();
    const published = [{ externalId: 'article-1', position: 1, title: '', url: 'https://example.gov.cn/1' }];
    const outcome = { is: 'published' as const, externalId: 'article-1', published };
    await inTransaction(world.db, (tx) =>
      receiveEvent(tx, world.work, 'sub', { kind: 'publish', externalId: job, outcome }),
    );
    expect(await world.state(id)).toBe('published(fact)');
    expect(await world.calls(GET)).toBe(0);
  });

  it('waits in the same way when the platform says that its calls are used up: others ask too', async () => {
    const { id } = await acceptedPublish();
    await world.control('/quotas', { account, what: GET, limit: 0 });
    world.clock.moveBy(MINUTE);
    await world.tick();
    expect(await world.row(id)).toMatchObject({ state: 'accepted', reason: 'queries' });
    expect((await world.row(id)).workAt).toBeGreaterThanOrEqual(midnight);
  });

  it('is put in front of a person after three nights without a query', async () => {
    const { id } = await acceptedPublish();
    await world.control('/quotas', { account, what: GET, limit: 0 });
    await world.runOn(24 * 5);
    expect(await world.state(id)).toBe('asking(silent)');
    expect(await world.calls(GET)).toBeLessThanOrEqual(4);
  });

  it('of two workers that poll with the last unit one calls', async () => {
    const [one, other] = [await acceptedPublish(), await acceptedPublish()];
    await useUp(GET, 1);
    world.clock.moveBy(MINUTE);
    await Promise.all([one, other].map(({ id }) => reconcileOne(world.work, id)));
    expect(await world.calls(GET)).toBe(1);
    const reasons = [(await world.row(one.id)).reason, (await world.row(other.id)).reason];
    expect(reasons.filter((reason) => reason === 'queries')).toHaveLength(1);
  });
});

describe('a delivery in doubt without a query left', () => {
  it('does not look, spends no look, and is settled by the look after midnight', async () => {
    const id = await world.plan('sub', 'publish');
    await world.control('/faults', { path: '/cgi-bin/freepublish/submit', kind: 'reset-after' });
    await world.tick();
    expect(await world.state(id)).toBe('doubtful');
    await useUp(LIST);
    world.clock.moveBy(MINUTE);
    await world.tick();
    expect(await world.calls(LIST)).toBe(0);
    expect(await world.row(id)).toMatchObject({ state: 'doubtful', reason: 'queries' });
    expect((await world.attempts(id, 'publish'))[0]).toMatchObject({ state: 'open', looks: 0 });
    expect((await world.row(id)).workAt).toBeGreaterThanOrEqual(midnight);
    await world.runOn();
    expect(await world.state(id)).toBe('published(fact)');
    expect((await world.effects()).published).toBe(1);
  });

  it('tells by one line that it looks again', async () => {
    await world.control('/policy', { account, act: 'publish', durationMs: 72 * 60 * MINUTE });
    const id = await world.plan('sub', 'publish');
    await world.control('/faults', { path: '/cgi-bin/freepublish/submit', kind: 'reset-after' });
    await world.tick();
    await useUp(LIST);
    await lookWhenDue(id);
    expect([await world.row(id), await changes(id)]).toMatchObject([{ reason: 'queries' }, []]);
    await lookWhenDue(id);
    await lookWhenDue(id);
    expect(await world.row(id)).toMatchObject({ state: 'doubtful', reason: null });
    expect(await changes(id)).toMatchObject([[{ reason: 'queries' }, { state: 'doubtful', reason: null }]]);
  });

  it('believes no absence that nobody looked for: a lost draft waits and is not made twice', async () => {
    const id = await world.plan('sub', 'draft');
    await world.control('/faults', { path: '/cgi-bin/draft/add', kind: 'reset-after' });
    await world.tick();
    await useUp('/cgi-bin/draft/batchget');
    world.clock.moveBy(10 * MINUTE);
    await world.tick();
    expect(await world.row(id)).toMatchObject({ state: 'doubtful', reason: 'queries' });
    await world.runOn();
    expect(await world.state(id)).toBe('published(draft)');
    expect((await world.effects()).draft).toBe(1);
  });
});

it('a draft that cannot be read back today is submitted tomorrow, or a person is asked today if that is too late', async () => {
  await useUp('/cgi-bin/draft/get');
  const id = await world.plan('sub', 'publish');
  await world.tick();
  expect(await world.row(id)).toMatchObject({ state: 'planned', reason: 'retry' });
  expect((await world.row(id)).workAt).toBeGreaterThanOrEqual(midnight);
  await world.runOn();
  expect(await world.state(id)).toBe('published(fact)');

  await useUp('/cgi-bin/draft/get');
  const strict = { ...world.work, account: () => ({ ...world.work.account('sub'), latenessMs: 60 * MINUTE }) };
  const late = await world.plan('sub', 'publish');
  await reconcileOne(strict, late);
  expect(await world.state(late)).toBe('asking(late)');
});
