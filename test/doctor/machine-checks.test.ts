import { expect, it } from 'vitest';
import { rightCheck } from '../../src/doctor/channel-checks.ts';
import { clockCheck, diskCheck } from '../../src/doctor/machine-checks.ts';

const MIB = 1024 ** 2;

it.each([
  [1024, 'info'],
  [1023, 'warning'],
  [200, 'warning'],
  [199, 'error'],
])('%i MiB of free disk are of level %s', (free, level) => {
  expect(diskCheck(free * MIB, '/data')).toMatchObject({ level, ok: level !== 'error' });
});

it('the clock is told in Beijing time, and one that stands in the past is an error', () => {
  const at = Date.parse('2026-11-20T00:00:00Z');
  expect(clockCheck(at, 1, 2)).toMatchObject({
    ok: true,
    message: expect.stringContaining('2026-11-20T08:00:00+08:00'),
  });
  expect(clockCheck(0, 1, 2)).toMatchObject({ ok: false, level: 'error' });
  expect(clockCheck(at, 2, 1)).toMatchObject({ ok: false });
});

it('a missing right is an error only for an act that the account is there for', () => {
  const right = {
    api: 'massSend',
    right: '48001',
    message: 'no right',
    remedy: 'Verify the account.',
    code: 'wechat-48001',
  };
  expect(rightCheck('channel.sub', right, ['publish'])).toMatchObject({ ok: true, level: 'info' });
  expect(rightCheck('channel.sub', right, ['massSend'])).toMatchObject({ ok: false, remedy: 'Verify the account.' });
});
