import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'redis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { bullQueue } from '../../src/delivery/queues/bull.ts';
import type { HintQueue } from '../../src/delivery/queues/hint-queue.ts';
import { inProcessQueue } from '../../src/delivery/queues/in-process.ts';
import { serviceUrl } from '../store/test-store.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const clock = systemClock();
/** A database of its own on the shared Redis, so that emptying it disturbs no other test. */
const redisUrl = new URL('/1', serviceUrl('TEST_REDIS_URL')).href;

/** Waits until the condition holds; the time it takes is not judged. */
async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i += 1) await sleep(25);
  expect(condition()).toBe(true);
}

async function flush(): Promise<void> {
  const redis = createClient({ url: redisUrl });
  await redis.connect();
  await redis.flushDb();
  await redis.close();
}

describe.each([
  { name: 'in process', open: (): HintQueue => inProcessQueue(clock, log) },
  { name: 'bull on Redis', open: (): HintQueue => bullQueue(redisUrl, clock, log) },
])('a queue of hints $name', ({ open }) => {
  let queue: HintQueue;
  let seen: string[];
  const remember = async (id: string) => {
    seen.push(id);
  };

  beforeEach(async () => {
    await flush();
    seen = [];
    queue = open();
  });
  afterEach(() => queue.close());

  it('hands a hint that is due to the handler', async () => {
    queue.work(remember, 2);
    await queue.hint({ id: 'd1', fence: 0, workAt: clock.now() });
    await until(() => seen.includes('d1'));
  });

  it('keeps hints that came before anybody worked', async () => {
    await queue.hint({ id: 'd1', fence: 0, workAt: clock.now() });
    queue.work(remember, 2);
    await until(() => seen.length === 1);
  });

  it('hands on the hint of a delivery again after its row has moved on: a used key swallows nothing', async () => {
    queue.work(remember, 1);
    await queue.hint({ id: 'd1', fence: 0, workAt: 1 });
    await until(() => seen.length === 1);
    await queue.hint({ id: 'd1', fence: 1, workAt: 2 });
    await until(() => seen.length === 2);
  });

  it('loses only the hint whose handler throws, and does not try it again by itself', async () => {
    queue.work(async (id) => {
      seen.push(id);
      if (id === 'bad') throw new Error('handler');
    }, 1);
    await queue.hint({ id: 'bad', fence: 0, workAt: 1 });
    await queue.hint({ id: 'good', fence: 0, workAt: 1 });
    await until(() => seen.includes('good'));
    await sleep(200);
    expect(seen.filter((id) => id === 'bad')).toHaveLength(1);
  });

  it('runs no more handlers at once than it was told', async () => {
    let now = 0;
    let most = 0;
    queue.work(async (id) => {
      now += 1;
      most = Math.max(most, now);
      await sleep(30);
      now -= 1;
      seen.push(id);
    }, 2);
    for (let i = 0; i < 6; i += 1) await queue.hint({ id: `d${i}`, fence: 0, workAt: 1 });
    await until(() => seen.length === 6);
    expect(most).toBeLessThanOrEqual(2);
  });

  it('waits for the running handler when it is closed, and takes nothing afterwards', async () => {
    let finished = false;
    queue.work(async (id) => {
      seen.push(id);
      await sleep(150);
      finished = true;
    }, 1);
    await queue.hint({ id: 'd1', fence: 0, workAt: 1 });
    await until(() => seen.length === 1);
    await queue.close();
    expect(finished).toBe(true);
    await queue.hint({ id: 'd2', fence: 0, workAt: 1 });
    await sleep(100);
    expect(seen).toEqual(['d1']);
  });

  it('says that it is ready', async () => {
    expect(await queue.isReady()).toBe(true);
  });
});
