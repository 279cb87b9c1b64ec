import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock, testClock } from '../../src/clock.ts';
import { oidcSettings } from '../../src/config/oidc-settings.ts';
import { issuerChecks } from '../../src/doctor/issuer-check.ts';
import { proxyCheck, proxyNoter } from '../../src/doctor/proxy-check.ts';
import { createServer } from '../../src/server/server.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openProvider } from '../access/identity-provider.ts';
import { testActing } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-23T09:12:00+08:00');
const DAY_MS = 24 * 60 * 60_000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'govcast-doctor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server that trusts these proxies; `ask` comes from this machine and says it asks for somebody else. */
async function askThrough(trustProxy: string[], clock = testClock(NOW)): Promise<void> {
  const db = openStore({ sqlite: join(folder, 'govcast.db') });
  const app = createServer({
    callbacks: { ...testActing(db, clock), log: silent, onReceived: () => {}, account: () => undefined },
    ...{ token: 'none', answers: {}, trustProxy, health: async () => ({ ok: true }) },
    onUnknownProxy: proxyNoter(folder, clock),
  });
  await app.inject({ url: '/health', headers: { 'x-forwarded-for': '10.1.2.3' } });
  await app.close();
  await db.destroy();
}

test('a proxy that nobody has named is a warning for a week; one that is named is none', async () => {
  await askThrough(['127.0.0.1']);
  expect(proxyCheck(folder, NOW)).toMatchObject({ level: 'info' });
  await askThrough([]);
  expect(proxyCheck(folder, NOW)).toMatchObject({
    ok: true,
    level: 'warning',
    remedy: expect.stringContaining('trustProxy: [127.0.0.1]'),
  });
  expect(proxyCheck(folder, NOW + 8 * DAY_MS)).toMatchObject({ level: 'info' });
});

test('an identity provider that answers is well; one that is silent, or whose secret is missing, is an error with a remedy', async () => {
  const clock = systemClock();
  const provider = await openProvider(() => clock.now());
  const settings = oidcSettings.parse({
    ...{ issuer: provider.url, clientId: 'govcast', allowHttp: true },
    returnTo: 'https://govcast.example.gov.cn/login/return',
  });
  expect(await issuerChecks(null, clock)).toEqual([]);
  expect(await issuerChecks(settings, clock)).toMatchObject([{ name: 'oidc', level: 'info' }]);
  const clientSecret = { env: 'TEST_OIDC_NOT_SET' };
  expect(await issuerChecks({ ...settings, clientSecret }, clock)).toMatchObject([
    { level: 'error', remedy: expect.stringContaining('TEST_OIDC_NOT_SET') },
  ]);
  await provider.close();
  expect(await issuerChecks(settings, clock)).toMatchObject([
    { level: 'error', ok: false, remedy: expect.stringContaining('password') },
  ]);
});

test('an issuer without TLS, a secret in the file, or another page to come back to is refused when the configuration is read', () => {
  const right = {
    issuer: 'https://sso.example.gov.cn',
    clientId: 'g',
    returnTo: 'https://g.example.gov.cn/login/return',
  };
  const holds = (of: object) => oidcSettings.safeParse({ ...right, ...of }).success;
  expect(holds({})).toBe(true);
  expect(holds({ issuer: 'http://sso.example.gov.cn' })).toBe(false);
  expect(holds({ issuer: 'https://me:secret@sso.example.gov.cn' })).toBe(false);
  expect(holds({ clientSecret: 'abc' })).toBe(false);
  expect(holds({ returnTo: 'https://g.example.gov.cn/' })).toBe(false);
  expect(holds({ scope: 'profile' })).toBe(false);
});
