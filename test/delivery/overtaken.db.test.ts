import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { applyFact } from '../../src/delivery/apply-fact.ts';
import { applyOutcome } from '../../src/delivery/apply-waiting-events.ts';
import { cancelDelivery } from '../../src/delivery/cancel-delivery.ts';
import { finishStep, getAttempts, getSteps, lockDelivery, openQuestion } from '../../src/delivery/delivery-store.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openWorld, START, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

const person = { person: 'zhou', via: 'cli' as const };
const postgres = process.env.TEST_STORE === 'postgres';

/** Holds the counter of the quota, so that a begin stands between its first look at the row and its lock. */
async function whileQuotaIsHeld(act: () => Promise<unknown>): Promise<void> {
  let tick: Promise<void> = Promise.resolve();
  await inTransaction(world.db, async (tx) => {
    await tx.selectFrom('quota').selectAll().forUpdate().execute();
    tick = world.tick();
    await pause(300);
    await act();
  });
  await tick;
}

describe('a delivery that changes while somebody looks at it', () => {
  it.runIf(postgres)('a stop recorded while begin waits for the quota keeps the repeat back', async () => {
    world = await openWorld('K1');
    await world.addPost('p');
    const id = await world.plan('p');
    world.platform.faults.push('lost-before');
    await world.tick();
    expect(await world.state(id)).toBe('doubtful');
    world.clock.moveBy(71_000);
    await whileQuotaIsHeld(async () => expect(await cancelDelivery(world.acting, id, person)).toBe('too-late'));
    expect(world.platform.state.calls).toBe(1);
    expect(await world.state(id)).toBe('asking(doubt)');
  });

  it.runIf(postgres)('a begin that is overtaken gives its unit of the quota back', async () => {
    world = await openWorld('K4', { quotas: { publish: [{ period: 'day', limit: 1 }] } });
    await world.addPost('p');
    const id = await world.plan('p');
    const key = { channel: 'fake', quota: 'publish/day', period: '2026-11-20' };
    await world.db
      .insertInto('quota')
      .values({ ...key, byHand: 0 })
      .execute();
    await whileQuotaIsHeld(async () => expect(await cancelDelivery(world.acting, id, person)).toBe('stopped'));
    expect(world.platform.state.calls).toBe(0);
    expect(await world.db.selectFrom('quotaHold').selectAll().execute()).toEqual([]);
  });

  it('the first definite outcome stays, whatever was read before the row was locked', async () => {
    world = await openWorld('K5');
    await world.addPost('p');
    const id = await world.plan('p');
    await world.tick();
    const stale = await getAttempts(world.db, id);
    expect(stale[0]?.state).toBe('answered');
    await world.event('job-1', 'published');
    const { alarm } = await inTransaction(world.db, async (tx) => {
      const delivery = await lockDelivery(tx, id);
      return applyFact(tx, world.work, delivery, stale, { is: 'failed', code: '4', data: '{}' }, person);
    });
    expect(alarm).toBe(true);
    expect((await getAttempts(world.db, id))[0]?.state).toBe('succeeded');
    expect(await world.state(id)).toBe('published(fact)');
  });

  it('a late answer never puts another draft in the place of the one that is used', async () => {
    world = await openWorld('K3');
    await world.addPost('p');
    const id = await world.plan('p');
    await inTransaction(world.db, (tx) => finishStep(tx, id, 0, '{"mediaId":"first"}'));
    await inTransaction(world.db, (tx) => finishStep(tx, id, 0, '{"mediaId":"late"}'));
    expect((await getSteps(world.db, id))[0]?.answer).toBe('{"mediaId":"first"}');
  });

  it('an accepted post of which the first news is its removal has been published, and is asked for no more', async () => {
    world = await openWorld('K5');
    await world.addPost('p');
    const id = await world.plan('p');
    await world.tick();
    const removed = { is: 'removed' as const, by: 'platform' as const, detail: 'banned' };
    await inTransaction(world.db, (tx) => applyOutcome(tx, world.work, 'fake', 'job-1', removed, []));
    expect(await world.state(id)).toBe('published(fact)');
    const [publication] = await world.db.selectFrom('publication').selectAll().execute();
    expect(publication).toMatchObject({ delivery: id, goneAt: START, removedBy: 'platform' });
  });

  it('a post whose approved text is missing is put to a person, not tried for ever', async () => {
    world = await openWorld('K4');
    await world.addPost('p');
    const id = await world.plan('p');
    await world.db.deleteFrom('postRevision').where('post', '=', 'p').execute();
    await world.runOn(1);
    expect(await world.state(id)).toBe('asking(content)');
    expect((await openQuestion(world.db, id))?.seen).toBe('post-revision-missing');
  });
});
