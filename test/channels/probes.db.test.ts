import { afterEach, beforeEach, expect, test } from 'vitest';
import { askProbes, canProbe } from '../../src/channels/ask-probes.ts';
import { countProbeWishes } from '../../src/channels/probe-wish-store.ts';
import { reconcileProbes } from '../../src/channels/reconcile-probes.ts';
import type { ProbedRight } from '../../src/channels/wechat/probe.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const { channels } = loadConfig('config');
const zhou = { person: 'zhou', via: 'console' as const };
const log = { debug() {}, info() {}, warn() {}, error() {} };
const token = (right: string): ProbedRight[] => [{ api: 'token', right, message: '', remedy: '', code: null }];

let store: TestStore;
let clock: TestClock;
beforeEach(async () => {
  store = await openTestStore();
  clock = testClock(Date.parse('2026-11-23T09:00:00+08:00'));
});
afterEach(() => store.close());
const desk = (probe: (id: string) => Promise<ProbedRight[]>) => {
  const acting = testActing(store.db, clock);
  return { acting, channels, log, probe: (channel: { id: string }) => probe(channel.id) };
};
const lines = () => store.db.selectFrom('ledgerEntry').select(['act', 'object', 'after']).orderBy('seq').execute();

test('all accounts with an interface are tried once each, never two at a time, by whoever asked', async () => {
  const { acting } = desk(async () => []);
  const added = await askProbes(acting, channels, zhou);
  expect(await askProbes(acting, channels, zhou)).toBe(0);
  expect((await lines()).map(({ act }) => act)).toEqual(['channel.probe-all']);
  let under = 0;
  const met: string[] = [];
  const probe = async (id: string) => {
    under += 1;
    expect(under).toBe(1);
    met.push(id);
    await new Promise((resolve) => setImmediate(resolve));
    under -= 1;
    return token(id === met[0] ? '40164' : 'works');
  };
  // Two workers at the same moment.
  await Promise.all([reconcileProbes(desk(probe), () => false), reconcileProbes(desk(probe), () => false)]);
  await reconcileProbes(desk(probe), () => false);
  expect(met).toHaveLength(added);
  expect(new Set(met).size).toBe(added);
  expect(added).toBe(channels.filter(canProbe).length);
  expect(await countProbeWishes(store.db)).toBe(0);
  const told = (await lines()).filter(({ act }) => act === 'channel.probe');
  expect(told).toEqual([{ act: 'channel.probe', object: `channel:${met[0]}`, after: '{"token":"40164"}' }]);
});

test('an account that a dead worker was at is tried again after its lease; one that throws holds up no other', async () => {
  await askProbes(desk(async () => []).acting, channels, zhou);
  const all = await countProbeWishes(store.db);
  await store.db
    .updateTable('probeWish')
    .set({ leasedUntil: clock.now() + 60_000 })
    .where('channel', '=', channels.find(canProbe)?.id ?? '')
    .execute();
  const met: string[] = [];
  const probe = async (id: string) => {
    met.push(id);
    if (met.length === 1) throw new Error('the network is gone');
    return token('works');
  };
  await reconcileProbes(desk(probe), () => false);
  expect(met).toEqual([]);
  clock.moveBy(60_001);
  await reconcileProbes(desk(probe), () => false);
  expect(met).toHaveLength(all);
  expect(await countProbeWishes(store.db)).toBe(0);
});
