/** A black-out against begin: PostgreSQL only, SQLite lets one writer in at a time. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { reconcileOne } from '../../src/delivery/reconcile-delivery.ts';
import { type BlackoutWorld, openBlackoutWorld } from './blackout-world.ts';

let world: BlackoutWorld;
afterEach(() => world.end());

const TIMES = 200;

describe('a black-out that is started while a worker begins', () => {
  it(`no call is begun after it is committed, ${TIMES} times`, async () => {
    world = await openBlackoutWorld();
    let first = 0;
    let after = 0;
    for (let i = 0; i < TIMES; i += 1) {
      const post = `p${i}`;
      await world.addPost(post);
      const id = await world.plan(post);
      const starting = sleep((i * 7) % 16).then(() => world.blackOut());
      const [, { blackout }] = await Promise.all([reconcileOne(world.work, id), starting]);
      const lines = await world.db
        .selectFrom('ledgerEntry')
        .select(['act'])
        .where('object', 'in', [`blackout:${blackout.id}`, `delivery:${id}`])
        .where('act', 'in', ['delivery.begin', 'blackout.start'])
        .orderBy('seq')
        .execute();
      if (lines[0]?.act === 'delivery.begin') first += 1;
      if (lines[0]?.act === 'blackout.start' && lines.length > 1) after += 1;
      await world.endBlackOut(blackout.id);
    }
    expect(after).toBe(0);
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(TIMES);
    expect(world.platform.effects).toHaveLength(first);
  }, 60_000);
});
