/** A text from the file to the queue, as people walk it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const FILE = 'content/posts/示例：冬季供暖报修指南.md';
const program = govcastProgram();
let post = '';

beforeAll(async () => {
  const added = await program.json(
    'queue',
    'add',
    FILE,
    '--channel',
    'main',
    '--at',
    '2027-03-25 09:00',
    '--as',
    'li-na',
  );
  expect(added.stderr).toBe('');
  expect(added).toMatchObject({ code: 0, json: { ok: true, state: 'in-review', deliveries: [] } });
  expect(added.json.placement).toMatchObject({ channel: 'sub', act: 'publish', at: '2027-03-25T09:00:00+08:00' });
  post = String(added.json.post);
});
afterAll(() => program.remove());

it('a queued text waits for its signers and is no delivery yet', async () => {
  const { json } = await program.json('queue', 'list');
  expect(json.deliveries).toEqual([]);
  expect(json.waiting).toEqual([expect.objectContaining({ post, channel: 'sub', state: 'in-review' })]);
});

it('the plan shows a pinned place with its reason, and a move says what it breaks', async () => {
  const plan = await program.json('queue', 'plan', '--days', '400');
  const mine = [plan.json.channels].flat().flatMap((c) => (c as { placements: object[] }).placements);
  expect(mine).toEqual([expect.objectContaining({ post, channel: 'sub', pinned: true, announced: false })]);
  const move = ['queue', 'move', `post:${post}`, '--channel', 'main', '--as', 'li-na'];
  const moved = await program.json(...move, '--at', '2027-03-26 09:00');
  expect(moved.json).toMatchObject({
    ok: true,
    placement: { at: '2027-03-26T09:00:00+08:00', pinned: true },
    warning: null,
  });
  const back = await program.json(...move, '--at', '2027-03-25 09:00');
  expect(back.json).toMatchObject({ ok: true, placement: { at: '2027-03-25T09:00:00+08:00' } });
  const past = await program.json(...move, '--at', '2025-03-25 09:00');
  expect(past).toMatchObject({ code: 2, json: { error: { code: 'placement-past' } } });
});

it('a place that is taken, a wrong person, gate or act is refused with what helps', async () => {
  const again = ['queue', 'add', `post:${post}`, '--channel', 'sub', '--as', 'li-na'];
  const same = await program.json(...again);
  const twice = await program.json(...again, '--at', '2027-03-26 09:00');
  const past = await program.json('queue', 'add', FILE, '--channel', 'service', '--at', '2025-03-26 09:00');
  const elsewhere = ['queue', 'add', `post:${post}`, '--channel', 'notice-group', '--act', 'publish'];
  const act = await program.json(...elsewhere, '--as', 'li-na');
  const gate = await program.json('post', 'tick', post, 'nonsense', '--as', 'zhang-wei');
  const person = await program.json('post', 'tick', post, 'secrecy', '--as', 'zhang-wei');
  const signer = await program.json('post', 'sign', post, '--as', 'wang-jianguo');
  const stranger = await program.json('post', 'sign', post, '--as', 'nobody');
  expect(same).toMatchObject({ code: 0, json: { ok: true, placements: [{ channel: 'sub', isNew: false }] } });
  expect(twice).toMatchObject({ code: 1, json: { error: { code: 'placement-exists' } } });
  expect(past).toMatchObject({ code: 1, json: { error: { code: 'placement-past', place: '--at' } } });
  expect(act).toMatchObject({ code: 2, json: { error: { code: 'act-unknown', remedy: 'Use one of message.' } } });
  expect(gate).toMatchObject({ code: 1, json: { error: { code: 'gate-unknown' } } });
  expect(gate.json.error).toMatchObject({
    remedy: expect.stringContaining('political, legal, policy, secrecy, wording'),
  });
  expect(person).toMatchObject({ code: 1, json: { error: { code: 'role-missing', remedy: 'Ask qian-feng.' } } });
  expect(signer).toMatchObject({ code: 1, json: { error: { code: 'out-of-order' } } });
  expect(stranger).toMatchObject({ code: 1, json: { error: { code: 'person-unknown' } } });
});

it('five ticks and two signatures make the delivery, and cancelling it says stopped', async () => {
  for (const gate of ['political', 'legal', 'policy', 'wording']) {
    expect((await program.json('post', 'tick', post, gate, '--as', 'zhang-wei')).code).toBe(0);
  }
  const early = await program.json('post', 'show', post);
  expect(early.json).toMatchObject({ state: 'in-review', chain: { next: 'section-head' } });
  const ticked = await program.json(
    'post',
    'tick',
    `post:${post}`,
    'secrecy',
    '--comment',
    '不涉密',
    '--as',
    'qian-feng',
  );
  expect(ticked.json.openGates).toEqual([]);
  const seen = ['--seen', String(ticked.json.contentHash)];
  const first = await program.json('post', 'sign', post, '--as', 'zhang-wei', ...seen);
  expect(first.json).toMatchObject({ state: 'in-review', next: 'leader', deliveries: [] });
  const last = await program.json('post', 'sign', post, '--as', 'wang-jianguo', ...seen);
  expect(last.json).toMatchObject({ state: 'approved', next: null, deliveries: [expect.any(String)] });

  const { json } = await program.json('queue', 'list', '--open');
  const [delivery] = [json.deliveries].flat();
  expect(delivery).toEqual({
    id: [last.json.deliveries].flat()[0],
    post,
    title: '冬季供暖报修指南',
    channel: 'sub',
    act: 'publish',
    state: 'planned',
    reason: null,
    at: '2027-03-25T09:00:00+08:00',
    attempts: 0,
    platform: {},
    url: null,
    timing: null,
    error: null,
  });
  expect(json.waiting).toEqual([]);

  // A channel that is added after the approval delivers the approved text at once.
  const more = await program.json('queue', 'add', `post:${post}`, '--channel', 'notice-group', '--as', 'li-na');
  expect(more.json).toMatchObject({ ok: true, state: 'approved', deliveries: [expect.any(String)] });

  const shown = await program.json('delivery', 'show', String(more.json.deliveries));
  expect(shown.json).toMatchObject({ channel: 'notice-group', state: 'planned', question: null });
  const asked = await program.json('delivery', 'answer', String(more.json.deliveries), 'repeat', '--as', 'li-na');
  expect(asked).toMatchObject({ code: 1, json: { error: { code: 'question-none' } } });
  const noted = await program.json('delivery', 'answer', String(more.json.deliveries), 'leave', '--as', 'li-na');
  expect(noted).toMatchObject({ code: 2, json: { error: { code: 'answer-note' } } });

  const cancelled = await program.json('queue', 'cancel', `post:${post}`, '--channel', 'main', '--as', 'zhang-wei');
  expect(cancelled).toMatchObject({ code: 0, json: { ok: true, outcome: 'stopped' } });
  const twice = await program.json('queue', 'cancel', `post:${post}`, '--channel', 'main', '--as', 'zhang-wei');
  expect(twice).toMatchObject({ code: 1, json: { error: { code: 'queue-unknown' } } });
});

it('an approval is withdrawn with a reason, and the ledger stays whole', async () => {
  const withdrawn = await program.json('post', 'withdraw', post, '--reason', '数据有误', '--as', 'wang-jianguo');
  expect(withdrawn.json).toMatchObject({ state: 'returned', reason: '数据有误' });
  const { code, json } = await program.json('ledger', 'verify');
  expect({ code, json }).toMatchObject({ code: 0, json: { ok: true, firstBroken: null } });
  expect(json.entries).toBeGreaterThan(12);
  expect(json.head).toMatch(/^sm3:/);
});
