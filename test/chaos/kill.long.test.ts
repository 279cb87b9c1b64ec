import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createClient } from 'redis';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestStore, serviceUrl, type TestStore } from '../store/test-store.ts';
import {
  type ChaosCase,
  type ChaosResult,
  type ChaosSandbox,
  expectedOf,
  runChaos,
  startSandboxAlone,
} from './chaos-run.ts';
import { crashCases } from './crash-cases.ts';

let sandbox: ChaosSandbox;
const results: { profile: string; which: ChaosCase; result: ChaosResult }[] = [];
beforeAll(async () => {
  sandbox = await startSandboxAlone();
});
afterAll(async () => {
  await sandbox.stop();
  report();
});

async function holds(profile: string, which: ChaosCase, cluster: Parameters<typeof runChaos>[2] = null) {
  const result = await runChaos(sandbox, which, cluster);
  results.push({ profile, which, result });
  const { state, sent, drafts, questions, killedBy, repeated } = result;
  expect(killedBy).toBe('SIGKILL');
  expect({ state, sent }).toEqual(expectedOf(which));
  expect(drafts).toBe(which.kind === 'K4' ? 0 : 1);
  expect(questions).toBe(state.startsWith('asking') ? 1 : 0);
  if (repeated) expect(repeated).toMatchObject({ state: 'published(fact)', sent: 1, questions: 0 });
}

describe('embedded: a worker killed with SIGKILL loses nothing and sends nothing twice', () => {
  it.each(crashCases(2))('$kind at $point, $fate, event $event', (which) => holds('embedded', which));
});

describe('cluster: the same on PostgreSQL and Redis', () => {
  const redisUrl = new URL('/3', serviceUrl('TEST_REDIS_URL')).href;
  let store: TestStore;
  afterEach(async () => {
    await store.close();
    vi.unstubAllEnvs();
  });

  it.each(crashCases(1))('$kind at $point, $fate, event $event', async (which) => {
    vi.stubEnv('TEST_STORE', 'postgres');
    store = await openTestStore();
    if (!('postgres' in store.place)) throw new Error('the store is not PostgreSQL');
    const redis = await createClient({ url: redisUrl }).connect();
    await redis.flushDb();
    await redis.close();
    await holds('cluster', which, { databaseUrl: store.place.postgres, redisUrl });
  });
});

/** One line a kind and point: how many runs, what was lost or doubled, how many stand in front of a person. */
function report(): void {
  const groups = new Map<string, typeof results>();
  for (const run of results) {
    const name = `${run.profile} ${run.which.kind} ${run.which.point}`;
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  const rows = [...groups].map(([name, runs]) => ({
    'profile, kind, point': name,
    runs: runs.length,
    killed: runs.filter(({ result }) => result.killedBy === 'SIGKILL').length,
    lost: runs.filter(({ result }) => result.sent === 0 && !result.state.startsWith('asking')).length,
    twice: runs.filter(({ result }) => result.sent > 1 || result.drafts > 1).length,
    asked: runs.filter(({ result }) => result.state.startsWith('asking')).length,
  }));
  console.table(rows);
  mkdirSync('test-results', { recursive: true });
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? ''}, Node ${process.version}`;
  writeFileSync('test-results/chaos.json', JSON.stringify({ machine, runs: results.length, rows }, null, 2));
}
