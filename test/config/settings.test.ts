import { expect, test } from 'vitest';
import { parseYaml } from '../../src/config/read-yaml.ts';
import { defaultSettings, settingsSchema } from '../../src/config/settings.ts';

const settings = (text: string) => parseYaml('govcast.yaml', text, settingsSchema).value;

test('the numbers of the delivery protocol are the defaults', () => {
  expect(defaultSettings.delivery).toMatchObject({
    leaseMs: 120_000,
    callLimitMs: 20_000,
    connectMs: 5_000,
    preCallLimitMs: 5_000,
    settleMs: 180_000,
    uploadLimitMs: 60_000,
    keyRepeatWithinMs: 72_000_000,
  });
  expect(defaultSettings).toMatchObject({ server: { host: '127.0.0.1', port: 8780 }, ledger: { hash: 'sm3' } });
});

test('an empty file is all defaults, and a changed value leaves the others', () => {
  expect(settings('')).toEqual(defaultSettings);
  expect(settings('posts: {digestChars: 100}')).toEqual({
    ...defaultSettings,
    posts: { ...defaultSettings.posts, digestChars: 100 },
  });
});

test.each([
  ['settling not longer than the lease', 'delivery:\n  settleMs: 120000', 'settleMs above 120000'],
  ['a lease not above 4 × the call limit', 'delivery:\n  leaseMs: 80000', 'leaseMs above 80000'],
  ['a lease shorter than an upload', 'delivery:\n  leaseMs: 90000\n  uploadLimitMs: 90000', 'leaseMs above 90000'],
  ['settling within the doubt of a call', 'delivery:\n  platformDelayMs: 150000', 'settleMs above 180000'],
  ['connecting beyond the call limit', 'delivery:\n  connectMs: 21000', 'connectMs to 20000'],
])('refused with line and remedy: %s', (_, text, remedy) => {
  expect(() => settings(text)).toThrow(/^govcast.yaml:[12] delivery\./);
  expect(() => settings(text)).toThrow(remedy);
});

test('HTTP may listen on any address, and believes only proxies that are named', () => {
  const { server } = settings('server: {host: 0.0.0.0, trustProxy: [10.0.0.5, 10.1.0.0/16]}');
  expect(server).toMatchObject({ host: '0.0.0.0', trustProxy: ['10.0.0.5', '10.1.0.0/16'] });
  expect(() => settings('server: {trustProxy: [everybody]}')).toThrow();
  expect(defaultSettings.server.trustProxy).toEqual([]);
});
