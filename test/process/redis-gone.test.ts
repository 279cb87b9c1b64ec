import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { openGovcast } from '../../src/govcast.ts';
import { startRedisServer } from '../services/redis.ts';
import { freePort } from '../services/service.ts';
import { openTestStore } from '../store/test-store.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
  vi.unstubAllEnvs();
});

it('the cluster goes on without Redis: hints pass silently, a token is refused at once, and it closes', async () => {
  vi.stubEnv('TEST_STORE', 'postgres');
  const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-redis-gone-'));
  stops.push(() => rmSync(dataFolder, { recursive: true, force: true }));
  const store = await openTestStore();
  stops.push(store.close);
  if (!('postgres' in store.place)) throw new Error('the store is not PostgreSQL');
  const port = await freePort();
  const redis = await startRedisServer(port);
  const cluster = { databaseUrl: store.place.postgres, redisUrl: redis.url };
  const warnings: string[] = [];
  const log = { debug() {}, info() {}, warn: (line: string) => warnings.push(line), error() {} };
  const environment = { ...readEnvironment({}), dataFolder, cluster };
  const clock = systemClock();
  const parts = { environment, clock, log, sandboxUrl: null, worker: 'w', random: () => 0.5 };
  const govcast = await openGovcast(parts);
  const { tokens } = govcast.channelDeps;
  expect(await tokens.held('wx1')).toBeNull();

  await redis.kill();
  await expect(tokens.held('wx1')).rejects.toThrow();
  await govcast.queue.hint({ id: 'd1', fence: 0, workAt: 0 });
  expect(await govcast.queue.isReady()).toBe(false);
  await vi.waitFor(() => expect(warnings.length).toBeGreaterThan(0), 10_000);
  expect(warnings).toEqual([...new Set(warnings)]);

  const again = await startRedisServer(port);
  stops.push(again.stop);
  await vi.waitFor(async () => expect(await tokens.held('wx1')).toBeNull(), { timeout: 20_000, interval: 200 });
  await again.kill();
  await govcast.close();
});
