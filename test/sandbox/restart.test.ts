import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type CallbackServer, openCallbackServer } from './callback-server.ts';
import { fetchJson, openTestSandbox, PNG, SUBSCRIPTION, type TestSandbox } from './sandbox-client.ts';

let sandbox: TestSandbox;
let callback: CallbackServer;
beforeEach(async () => {
  sandbox = await openTestSandbox();
  callback = await openCallbackServer();
});
afterEach(async () => {
  await sandbox.stop();
  await callback.stop();
});

test('a sandbox that is stopped and started again has lost nothing', async () => {
  await sandbox.control('/callback', { account: SUBSCRIPTION, url: callback.url });
  await sandbox.control('/faults', { path: '/cgi-bin/draft/count', kind: 'errcode', errcode: 45009 });
  const token = await sandbox.token();
  const { publish_id } = await sandbox.call('/freepublish/submit', { media_id: await sandbox.draft() });
  const kept = await sandbox.draft({ title: '还在' });
  await sandbox.restart();

  expect(await sandbox.token()).toBe(token);
  expect((await sandbox.call('/draft/count')).errcode).toBe(45009);
  expect((await sandbox.call('/draft/get', { media_id: kept })).news_item[0].title).toBe('还在');
  expect((await sandbox.call('/freepublish/get', { publish_id })).publish_status).toBe(1);
  await sandbox.control('/clock', { advanceMs: 2_000 });
  expect((await sandbox.call('/freepublish/get', { publish_id })).publish_status).toBe(0);
  expect(callback.received).toHaveLength(1);
  const next = await sandbox.call('/freepublish/submit', { media_id: kept });
  expect(next.publish_id).not.toBe(publish_id);
});

test('reset returns to the preset accounts and keeps the clock', async () => {
  await sandbox.draft();
  await sandbox.control('/policy', { account: SUBSCRIPTION, finish: 3 });
  const { now } = await sandbox.control('/clock', { advanceMs: 1_000 });
  await sandbox.control('/reset', {});
  expect(await sandbox.control('/counters')).toEqual({ calls: {}, effects: {}, accounts: {} });
  const { accounts } = await sandbox.control('/accounts');
  expect(accounts.map((account: { name: string }) => account.name)).toEqual([
    '示例发布',
    '示例住建服务',
    '示例街道资讯',
  ]);
  expect(accounts[0].settings.publish.finish).toBe('success');
  expect((await sandbox.control('/clock')).now).toBe(now);
});

test('on the real clock events go out by themselves, and the clock cannot be moved', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const real = await startSandbox({ port: 0, dataDir, clock: systemClock() });
  const ask = async (path: string, body: object) => (await fetchJson(`${real.url}${path}`, body)).json;
  try {
    const arrived = new Promise<void>((resolve) => {
      callback.answer = () => {
        resolve();
        return 'success';
      };
    });
    await ask('/_control/callback', { account: SUBSCRIPTION, url: callback.url });
    await ask('/_control/policy', { account: SUBSCRIPTION, durationMs: 20 });
    const secret = `sandbox-secret-${SUBSCRIPTION.slice(2)}`;
    const credentials = { grant_type: 'client_credential', appid: SUBSCRIPTION, secret };
    const token = (await ask('/cgi-bin/stable_token', credentials)).access_token;
    const form = new FormData();
    form.append('media', new Blob([new Uint8Array(PNG)]), 'a.png');
    const cover = await fetch(`${real.url}/cgi-bin/material/add_material?type=image&access_token=${token}`, {
      method: 'POST',
      body: form,
    });
    const { media_id: thumb_media_id } = JSON.parse(await cover.text());
    const articles = [{ title: '标题', content: '<p>文</p>', thumb_media_id }];
    const { media_id } = await ask(`/cgi-bin/draft/add?access_token=${token}`, { articles });
    await ask(`/cgi-bin/freepublish/submit?access_token=${token}`, { media_id });
    await arrived;
    expect(callback.received[0]?.body).toContain('PUBLISHJOBFINISH');
    expect((await fetchJson(`${real.url}/_control/clock`, { advanceMs: 1 })).status).toBe(400);
  } finally {
    await real.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('the portal of the made-up city is served beside the platforms', async () => {
  expect((await fetchJson(`${sandbox.url}/portal/`)).status).toBe(200);
  const revise = await fetchJson(`${sandbox.url}/_control/portal/revise`, {});
  expect(revise.status).toBe(200);
});

test('a port that is taken is an error that says so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ port, dataDir, clock: systemClock() })).rejects.toMatchObject({
    code: 'sandbox-port',
    remedy: expect.stringContaining('--port'),
  });
  rmSync(dataDir, { recursive: true, force: true });
});
