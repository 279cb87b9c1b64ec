/** Transactions that wait for each other's row locks: PostgreSQL only, SQLite lets one writer in at a time. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { cancelDelivery } from '../../src/delivery/cancel-delivery.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.end());

const person = { person: 'zhou', via: 'cli' as const };

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

describe('a begin that waits for the quota row', () => {
  it('a stop recorded while begin waits for the quota keeps the repeat back', async () => {
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

  it('a begin that is overtaken gives its unit of the quota back', async () => {
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
});
