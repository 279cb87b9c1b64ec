import { afterEach, beforeEach, expect, it } from 'vitest';
import { channelState } from '../../src/channels/channel-state-store.ts';
import { resumeChannel } from '../../src/channels/resume-channel.ts';
import { listDeliveries } from '../../src/delivery/list-deliveries.ts';
import { openRehearsedWorld, type RehearsedWorld } from './rehearsed-world.ts';

const account = 'wx0000000000000001';
const SUBMIT = '/cgi-bin/freepublish/submit';

let world: RehearsedWorld;
beforeEach(async () => {
  world = await openRehearsedWorld();
});
afterEach(() => world.end());

it('an address that is not on the allow-list (40164) is named in the stored question, and the account rests', async () => {
  await world.control('/ip-list', { account, ips: ['203.0.113.9'] });
  const id = await world.plan('sub', 'publish');
  await world.tick();
  expect(await world.state(id)).toBe('asking(account)');
  const question = await world.question(id);
  expect(question?.seen).toBe('wechat-40164');
  expect(question?.remedy).toContain('127.0.0.1 不在白名单');
  expect((await listDeliveries(world.db)).deliveries[0]?.error?.remedy).toContain('127.0.0.1');
  expect((await channelState(world.db, 'sub')).pausedReason).toBe('wechat-40164');

  await world.control('/ip-list', { account, ips: null });
  await resumeChannel(world.work, { person: 'zhou', via: 'cli' }, 'sub');
  await world.answer(id, { is: 'repeat' });
  await world.runOn();
  expect(await world.state(id)).toBe('published(fact)');
});

it('the address is named too when the call itself is refused', async () => {
  const errmsg = 'invalid ip 198.51.100.4 ipv6 ::ffff:198.51.100.4, not in whitelist';
  await world.control('/faults', { path: SUBMIT, kind: 'errcode', errcode: 40164, errmsg });
  const id = await world.plan('sub', 'publish');
  await world.tick();
  expect(await world.state(id)).toBe('asking(refused)');
  expect((await world.question(id))?.remedy).toContain('198.51.100.4 不在白名单');
});
