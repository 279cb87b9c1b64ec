import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openRehearsedWorld } from './rehearsed-world.ts';

const account = 'wx0000000000000001';
let world: Awaited<ReturnType<typeof openRehearsedWorld>>;
beforeEach(async () => {
  world = await openRehearsedWorld();
});
afterEach(() => world.end());

describe('a job that the platform accepted and that failed, its draft taken along', () => {
  it.each([
    { act: 'publish', of: 'publish', step: 'publish', finish: 4, seen: 'published', tries: ['failed'] },
    {
      act: 'massSend',
      of: 'mass',
      step: 'mass-send',
      finish: 'send fail',
      seen: 'massSent',
      tries: ['failed', 'gone'],
    },
  ] as const)('$act: a repeat asks what became of the draft and builds none; queued again it goes out once', async (job) => {
    const { act, of, step, finish, seen, tries } = job;
    await world.control('/policy', { account, act: of, finish });
    const id = await world.plan('sub', act);
    await world.runOn();
    expect(await world.state(id)).toBe('asking(refused)');
    await world.control('/policy', { account, act: of, finish: 'success' });
    await world.answer(id, { is: 'repeat' });
    await world.runOn();
    expect(await world.state(id)).toBe('asking(gone)');
    expect(await world.question(id)).toMatchObject({ kind: 'gone', seen: 'wechat-draft-gone' });
    expect((await world.attempts(id, step)).map(({ state }) => state)).toEqual(tries);
    const held = await world.effects();
    expect([held.draft, held[seen] ?? 0]).toEqual([1, 0]);

    await world.answer(id, { is: 'leave', note: '后台看过，没有发出' });
    const { subjectId, hash } = await world.row(id);
    const { descriptor } = world.work.channel('sub');
    const wish = { subjectKind: 'post' as const, subjectId, channel: 'sub', act, hash, dueAt: world.clock.now() };
    const person = { person: 'zhou', via: 'cli' as const };
    const anew = await inTransaction(world.db, (tx) => planDelivery(tx, world.work, descriptor, wish, person));
    await world.runOn();
    expect(await world.state(anew)).toBe('published(fact)');
    const sent = await world.effects();
    expect([sent.draft, sent[seen]]).toEqual([2, 1]);
  });
});
