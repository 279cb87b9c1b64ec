import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publicationsOf } from '../../src/channels/publication-store.ts';
import { receiveEvent } from '../../src/delivery/receive-event.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openRehearsedWorld, type RehearsedWorld } from './rehearsed-world.ts';

const GET = '/cgi-bin/freepublish/get';
const MINUTE = 60_000;

let world: RehearsedWorld;
beforeEach(async () => {
  world = await openRehearsedWorld();
});
afterEach(() => world.end());

/** A publication whose finish event brought no address, as field reports have it. */
async function publishedWithoutLink(act: 'publish' | 'massSend', named: 'article' | 'job'): Promise<string> {
  const id = await world.plan('sub', act);
  await world.tick();
  const [attempt] = await world.attempts(id, act === 'publish' ? 'publish' : 'mass-send');
  const job = attempt?.externalId ?? '';
  await world.control('/clock', { advanceMs: 10_000 });
  const externalId = named === 'job' ? job : 'article-1';
  const published = [{ externalId, position: 1, title: '', url: null }];
  const event = { kind: act, externalId: job, outcome: { is: 'published' as const, externalId, published } };
  await inTransaction(world.db, (tx) => receiveEvent(tx, world.work, 'sub', event));
  expect(await world.state(id)).toBe('published(fact)');
  return id;
}

const linksOf = async (id: string) => (await publicationsOf(world.db, id)).map((each) => each.url);

describe('a publication whose event brought no link', () => {
  it.each([
    'article',
    'job',
  ] as const)('that named its %s gets the link by one look, and is asked for no more', async (named) => {
    const id = await publishedWithoutLink('publish', named);
    await world.tick();
    expect(await world.calls(GET)).toBe(0);
    world.clock.moveBy(MINUTE);
    await Promise.all([world.tick(), world.tick()]);
    expect(await linksOf(id)).toEqual([expect.stringMatching(/^http.*\/s\//)]);
    world.clock.moveBy(30 * 60 * MINUTE);
    await world.tick();
    expect(await world.calls(GET)).toBe(1);
    const lines = await world.db
      .selectFrom('ledgerEntry')
      .select('act')
      .where('act', '=', 'publication.link')
      .execute();
    expect(lines).toHaveLength(1);
  });

  it('is asked for five times in a day and a half at most', async () => {
    const id = await publishedWithoutLink('publish', 'article');
    await world.control('/faults', { path: GET, kind: 'http500-before', times: 50 });
    for (let minutes = 0; minutes < 36 * 60; minutes += 30) {
      world.clock.moveBy(30 * MINUTE);
      await world.tick();
      await world.tick();
    }
    expect(await linksOf(id)).toEqual([null]);
    expect(await world.calls(GET)).toBe(5);
  });

  it('is not asked for as a mass send, for which no look-up tells an address', async () => {
    const id = await publishedWithoutLink('massSend', 'job');
    world.clock.moveBy(10 * MINUTE);
    await world.tick();
    expect(await world.calls('/cgi-bin/message/mass/get')).toBe(0);
    expect(await linksOf(id)).toEqual([null]);
  });
});
