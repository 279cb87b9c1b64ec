import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { hintDue } from '../../src/delivery/hint-due.ts';
import { bullQueue } from '../../src/delivery/queues/bull.ts';
import type { HintQueue } from '../../src/delivery/queues/hint-queue.ts';
import { reconcileOne } from '../../src/delivery/reconcile-delivery.ts';
import { startRedisServer } from '../services/redis.ts';
import { freePort } from '../services/service.ts';
import { openWorld, START, type World } from './world.ts';

const clock = systemClock();
const stops: (() => Promise<unknown>)[] = [];
let world: World;
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function openQueue(url: string, options: { lockMs?: number } = {}) {
  const warnings: string[] = [];
  const log = { debug() {}, info() {}, warn: (line: string) => warnings.push(line), error() {} };
  const queue = bullQueue(url, clock, log, options);
  stops.push(() => queue.close());
  return { queue, warnings };
}

async function openServer(port?: number) {
  const server = await startRedisServer(port ?? (await freePort()));
  stops.push(() => server.stop());
  return server;
}

/** A world of robot messages: nothing protects them from going out twice but the claim. */
async function openDeliveries(count: number): Promise<string[]> {
  world = await openWorld('K4');
  stops.push(() => world.end());
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    await world.addPost(`p${i}`);
    ids.push(await world.plan(`p${i}`));
  }
  return ids;
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400 && !(await condition()); i += 1) await sleep(25);
  expect(await condition()).toBe(true);
}

function work(queue: HintQueue): void {
  queue.work(async (id) => {
    await reconcileOne(world.work, id);
  }, 2);
}

async function expectEachSentOnce(ids: string[]): Promise<void> {
  for (const id of ids) expect(await world.state(id)).toBe('published(fact)');
  const markers = world.platform.effects.map((effect) => effect.marker);
  expect(markers.sort()).toEqual([...ids].sort());
}

describe('a queue that fails', () => {
  it('Redis emptied while jobs wait and run: all goes out, nothing twice', async () => {
    const ids = await openDeliveries(12);
    const server = await openServer();
    const { queue } = await openQueue(server.url);
    await hintDue(world.work, queue);
    work(queue);
    await until(() => world.platform.effects.length > 0);
    const redis = await createClient({ url: server.url }).connect();
    await redis.flushAll();
    await redis.close();
    await Promise.all([world.tick(), hintDue(world.work, queue)]);
    await until(
      async () =>
        (await world.work.db.selectFrom('delivery').select('id').where('state', '<>', 'published').execute()).length ===
        0,
    );
    await expectEachSentOnce(ids);
  });

  it('Redis killed while jobs wait, started again empty: hints pass again, one warning was written, nothing twice', async () => {
    const ids = await openDeliveries(4);
    const port = await freePort();
    const first = await startRedisServer(port);
    const { queue, warnings } = await openQueue(first.url);
    await hintDue(world.work, queue);
    await first.kill();

    await queue.hint({ id: ids[0]!, fence: 0, workAt: START });
    await queue.hint({ id: ids[1]!, fence: 0, workAt: START });
    expect(await queue.isReady()).toBe(false);
    expect(warnings).toHaveLength(1);
    await world.tick();
    await expectEachSentOnce(ids);

    await openServer(port);
    await until(() => queue.isReady());
    await world.addPost('later');
    const later = await world.plan('later');
    work(queue);
    await until(async () => {
      await hintDue(world.work, queue);
      return (await world.state(later)) === 'published(fact)';
    });
    await expectEachSentOnce([...ids, later]);
    expect(warnings).toHaveLength(1);
  });

  it('Redis killed under a worker that is sending: the ticks finish, nothing twice', async () => {
    const ids = await openDeliveries(8);
    const server = await startRedisServer(await freePort());
    const { queue, warnings } = await openQueue(server.url);
    work(queue);
    await hintDue(world.work, queue);
    await until(() => world.platform.effects.length > 0);
    await server.kill();
    await world.tick();
    await until(
      async () =>
        (await world.work.db.selectFrom('delivery').select('id').where('state', '<>', 'published').execute()).length ===
        0,
    );
    await expectEachSentOnce(ids);
    await hintDue(world.work, queue);
    expect(warnings).toHaveLength(1);
  });

  it('a handler that blocks past its lock runs a second time, and the second one finds nothing to claim', async () => {
    const [id] = await openDeliveries(1);
    const server = await openServer();
    const first = await openQueue(server.url, { lockMs: 200 });
    const second = await openQueue(server.url, { lockMs: 200 });
    const channel = world.work.channel('fake');
    let blocked = 0;
    const blocking = {
      ...channel,
      prepare: async (input: Parameters<typeof channel.prepare>[0]) => {
        blocked += 1;
        const end = clock.monotonicMs() + 1000;
        while (clock.monotonicMs() < end); // A picture that is drawn on the event loop: no lock is renewed meanwhile.
        return channel.prepare(input);
      },
    };
    let runs = 0;
    const handler = async (delivery: string) => {
      runs += 1;
      await reconcileOne({ ...world.work, channel: () => blocking }, delivery);
      await until(() => runs > 1);
    };
    first.queue.work(handler, 1);
    second.queue.work(handler, 1);
    await first.queue.hint({ id: id!, fence: 0, workAt: START });
    await until(() => runs > 1);
    // The second run ends at once; the first still has the platform's answer to write.
    await until(async () => (await world.state(id!)) === 'published(fact)');
    expect(blocked).toBe(1);
    await expectEachSentOnce([id!]);
  });

  it('a job that comes twice, under a used key and for a finished delivery sends nothing more', async () => {
    const [id] = await openDeliveries(1);
    const server = await openServer();
    const { queue } = await openQueue(server.url);
    let runs = 0;
    queue.work(async (delivery) => {
      await reconcileOne(world.work, delivery);
      runs += 1;
    }, 2);
    await queue.hint({ id: id!, fence: 0, workAt: START });
    await queue.hint({ id: id!, fence: 7, workAt: START });
    await until(() => runs === 2);
    await queue.hint({ id: id!, fence: 0, workAt: START });
    await until(() => runs === 3);
    expect(world.platform.state.calls).toBe(1);
    await expectEachSentOnce([id!]);
  });

  it('the ticks alone are enough', async () => {
    const ids = await openDeliveries(25);
    await world.tick();
    await expectEachSentOnce(ids);
  });
});
