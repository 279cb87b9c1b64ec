import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isoBeijing } from '../../src/calendar/beijing-time.ts';
import { systemClock } from '../../src/clock.ts';
import { type GovcastProgram, govcastProgram } from '../cli/run-govcast.ts';
import { type Started, startFromDist } from '../process/started.ts';
import { waitFor } from '../services/service.ts';

/** A morning at the desk on the real clock: the process runs, people give commands, the public sees the article. */
let started: Started;
let desk: GovcastProgram;

beforeAll(async () => {
  started = await startFromDist();
  await started.ready();
  desk = govcastProgram({ GOVCAST_DATA: join(started.folder, 'data'), GOVCAST_CONFIG: join(started.folder, 'config') });
}, 120_000);
afterAll(() => {
  started.remove();
  desk.remove();
});

it('a file that is queued, ticked and signed is published at its time, seen by its encrypted event, and open to all', async () => {
  const at = isoBeijing(systemClock().now() + 5000);
  const file = 'content/posts/示例：冬季供暖报修指南.md';
  const queued = await desk.json(
    'queue',
    'add',
    file,
    '--channel',
    'main',
    '--act',
    'publish',
    '--at',
    at,
    '--as',
    'li-na',
  );
  expect(queued.json).toMatchObject({ ok: true, state: 'in-review' });
  const post = `post:${queued.json.post}`;
  for (const gate of ['political', 'legal', 'policy', 'wording']) {
    expect((await desk.json('post', 'tick', post, gate, '--as', 'zhang-wei')).code).toBe(0);
  }
  expect((await desk.json('post', 'tick', post, 'secrecy', '--as', 'qian-feng')).code).toBe(0);
  for (const signer of ['zhang-wei', 'wang-jianguo']) {
    expect((await desk.json('post', 'sign', post, '--as', signer)).code).toBe(0);
  }

  let delivery: Record<string, unknown> = {};
  await waitFor('the published article', async () => {
    const { json } = await desk.json('queue', 'list');
    [delivery = {}] = json.deliveries as Record<string, unknown>[];
    if (delivery.state !== 'published') throw new Error(JSON.stringify(delivery));
  });
  expect(delivery).toMatchObject({ state: 'published', reason: 'fact', title: '冬季供暖报修指南', error: null });
  const page = await (await fetch(String(delivery.url))).text();
  expect(page).toContain('冬季供暖报修指南');
  const counted = await fetch(`${started.sandboxUrl}/_control/counters`);
  const counters = (await counted.json()) as { effects: Record<string, number> };
  expect(counters.effects).toMatchObject({ draft: 1, publishAccepted: 1, published: 1 });
  expect((await desk.json('ledger', 'verify')).json).toMatchObject({ ok: true });
}, 120_000);

it('a citizen who writes to the account becomes one request with a due date, however often the platform pushes it', async () => {
  const message = { MsgType: 'text', Content: '请问加装电梯的补贴怎么申请？' };
  const body = JSON.stringify({ account: 'wx0000000000000001', fields: message, times: 2 });
  const headers = { 'content-type': 'application/json' };
  const said = await fetch(`${started.sandboxUrl}/_control/messages`, { method: 'POST', headers, body });
  const { pushes } = (await said.json()) as { pushes: { answers: { status: number; body: string }[] }[] };
  for (const push of pushes) expect(push.answers).toEqual([expect.objectContaining({ status: 200, body: 'success' })]);
  await waitFor('the request', async () => {
    const { json } = await desk.json('inbox', 'list');
    const requests = json.requests as { kind: string; dueAt: string }[];
    if (requests.length === 0) throw new Error('no request yet');
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      kind: 'consultation',
      channel: 'sub',
      dueAt: expect.stringMatching(/T23:59:59\+08:00$/),
    });
  });
}, 60_000);
