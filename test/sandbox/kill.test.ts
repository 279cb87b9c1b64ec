import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FRIDAY, fetchJson, type Json, SUBSCRIPTION } from './sandbox-client.ts';

let dataDir: string;
const children: ChildProcess[] = [];
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const start = async () => {
  const script = join(import.meta.dirname, 'sandbox-process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, String(FRIDAY)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  const url = String(line).trim();
  const ask = async (path: string, body?: object): Promise<Json> => (await fetchJson(`${url}${path}`, body)).json;
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { ask, kill };
};

test('a sandbox that is killed goes on where it was: jobs, counters, faults and its clock', async () => {
  const first = await start();
  const secret = `sandbox-secret-${SUBSCRIPTION.slice(2)}`;
  const { access_token } = await first.ask('/cgi-bin/stable_token', {
    grant_type: 'client_credential',
    appid: SUBSCRIPTION,
    secret,
  });
  const sendAll = { filter: { is_to_all: true }, msgtype: 'text', text: { content: '停水通知' }, clientmsgid: '01' };
  await first.ask('/_control/faults', { path: '/cgi-bin/draft/count', kind: 'errcode', errcode: 45009 });
  await first.ask('/_control/clock', { advanceMs: 60_000 });
  const path = `/cgi-bin/message/mass/sendall?access_token=${access_token}`;
  expect((await first.ask(path, sendAll)).errcode).toBe(0);
  await first.kill();

  const second = await start();
  expect((await second.ask('/_control/clock')).now).toBe(FRIDAY + 60_000);
  expect((await second.ask(path, sendAll)).errcode).toBe(45066);
  expect((await second.ask(`/cgi-bin/draft/count?access_token=${access_token}`)).errcode).toBe(45009);
  await second.ask('/_control/clock', { advanceMs: 60_000 });
  expect((await second.ask(path, sendAll)).errcode).toBe(45065);
  expect((await second.ask('/_control/counters')).effects).toEqual({ massAccepted: 1, massSent: 1 });
  await second.kill();
});
