import { afterEach, beforeEach, expect, it } from 'vitest';
import { channelState } from '../../src/channels/channel-state-store.ts';
import { pauseChannel } from '../../src/channels/pause-channel.ts';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { letGoOn } from '../../src/delivery/let-go-on.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const { people } = loadConfig('config');
const worker = { person: 'govcast', via: 'worker' as const };
const head = { person: 'zhang-wei', via: 'console' as const };
const editor = { person: 'li-na', via: 'console' as const };
let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const acting = () => ({
  ...testActing(store.db, testClock(Date.parse('2026-11-23T10:00:00+08:00'))),
  people,
});
const isPaused = async () => (await channelState(store.db, 'sub')).pausedAt !== null;

it('an account that runs is none to let go on', async () => {
  expect(await letGoOn(acting(), 'sub', 'repeat', head)).toBe(false);
});

it('one that the worker stopped goes on when a head says 再试; an editor is told that it stands, and so is who moves', async () => {
  await pauseChannel(acting(), worker, 'sub', 'wechat-40164');
  expect(await letGoOn(acting(), 'sub', 'repeat', editor)).toBe(true);
  expect(await letGoOn(acting(), 'sub', 'move', head)).toBe(true);
  expect(await isPaused()).toBe(true);
  expect(await letGoOn(acting(), 'sub', 'repeat', head)).toBe(false);
  expect(await isPaused()).toBe(false);
  const [line] = await store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', 'channel.resume').execute();
  expect(line?.actor).toContain('zhang-wei');
});

it('one that a person stopped stays stopped', async () => {
  await pauseChannel(acting(), head, 'sub', '账号迁移');
  expect(await letGoOn(acting(), 'sub', 'repeat', head)).toBe(true);
  expect(await isPaused()).toBe(true);
});
