/** A black-out and a held post, as people type it and as a program does it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blackoutActs } from '../../src/blackout-acts.ts';
import { systemClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { openGovcast } from '../../src/govcast.ts';
import { type GovcastProgram, govcastProgram } from './run-govcast.ts';

const FILE = 'content/posts/示例：冬季供暖报修指南.md';
let program: GovcastProgram;
let post = '';

beforeAll(async () => {
  program = govcastProgram();
  const added = await program.json('queue', 'add', FILE, '--at', '2099-03-25 09:00');
  post = String(added.json.post);
});
afterAll(() => program.remove());

it('one command stops everything and lists what would have gone out; ended, it is over', async () => {
  const refused = await program.json('blackout', 'start', '--reason', '演练', '--as', 'li-na');
  expect(refused).toMatchObject({ code: 1, json: { error: { code: 'role-missing' } } });
  const kind = ['--kind', 'mourning', '--reason', '全国哀悼日', '--as', 'zhang-wei'];
  const started = await program.json('blackout', 'start', ...kind);
  expect(started).toMatchObject({ code: 0, json: { blackout: { state: 'open', channels: 'all', kindName: '悼念' } } });
  expect(started.json.keptBack).toMatchObject([{ post, channel: 'sub', delivery: null, state: 'in-review' }]);
  const { id } = started.json.blackout as { id: string };
  const shown = await program.run('blackout', 'show', id);
  expect(shown.stdout).toContain('冬季供暖报修指南');
  const changed = await program.json('blackout', 'end', id, '--at', '2099-06-01 12:00', '--as', 'zhang-wei');
  expect(changed.json).toMatchObject({ blackout: { state: 'open', to: '2099-06-01T12:00:00+08:00' } });
  const ended = await program.json('blackout', 'end', id, '--as', 'zhang-wei');
  expect(ended.json).toMatchObject({ blackout: { state: 'over', endedBy: 'zhang-wei' } });
  expect((await program.run('blackout', 'list')).stdout).toContain('over');
  const answered = await program.json('blackout', 'answer', id, '--send', '--next-slot', '--all', '--as', 'zhang-wei');
  expect(answered).toMatchObject({ code: 0, json: { ok: true, answered: [], open: 0 } });
});

it('what is asked wrongly is said with what to do', async () => {
  const unclear = await program.json('blackout', 'answer', 'X', '--send', '--drop', '--all', '--as', 'zhang-wei');
  expect(unclear).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
  const unknown = await program.json('blackout', 'show', 'X');
  expect(unknown).toMatchObject({ code: 1, json: { error: { code: 'blackout-unknown' } } });
  const past = ['--from', '2099-06-08 00:00', '--to', '2099-06-07 00:00', '--reason', '高考', '--as', 'zhang-wei'];
  expect(await program.json('blackout', 'start', ...past)).toMatchObject({
    json: { error: { code: 'blackout-times' } },
  });
  const nowhere = ['--channel', 'nowhere', '--reason', '高考', '--as', 'zhang-wei'];
  expect((await program.json('blackout', 'start', ...nowhere)).code).not.toBe(0);
});

it('a post is held, put under embargo and released', async () => {
  const held = await program.json('post', 'hold', post, '--reason', '等待统一口径', '--as', 'li-na');
  expect(held.json.held).toContain('等待统一口径');
  const until = ['--until', '2099-11-25 09:00', '--as', 'li-na'];
  expect((await program.json('post', 'embargo', post, ...until)).json.embargoUntil).toBe('2099-11-25T09:00:00+08:00');
  const lifted = await program.json('post', 'embargo', post, '--lift', '--as', 'zhang-wei');
  expect(lifted.json.embargoUntil).toBeNull();
  expect((await program.json('post', 'release', post, '--as', 'zhang-wei')).json.held).toBeNull();
});

it('a program starts, answers and ends one with the token, in the name of a person', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-blackout-'));
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const environment = { ...readEnvironment({}), dataFolder };
  const parts = { environment, clock: systemClock(), log, sandboxUrl: null, worker: 'w', random: () => 0.5 };
  const govcast = await openGovcast(parts);
  const acts = blackoutActs(govcast);
  const body = { as: 'zhang-wei', kind: 'exam', reason: '高考', channels: ['main'], to: '2099-06-08 23:59' };
  const { blackout } = await acts['blackouts/start'](body);
  expect(blackout).toMatchObject({ state: 'open', channels: ['sub'], startedBy: 'zhang-wei' });
  await expect(acts['blackouts/start']({ as: 'zhang-wei' })).rejects.toMatchObject({ code: 'body' });
  const ended = await acts['blackouts/end']({ as: 'zhang-wei', id: blackout.id });
  expect(ended.blackout.state).toBe('over');
  const answer = { as: 'zhang-wei', id: blackout.id, answer: 'move', deliveries: 'all' };
  await expect(acts['blackouts/answer'](answer)).rejects.toMatchObject({ code: 'body' });
  expect(await acts['blackouts/answer']({ ...answer, answer: 'send' })).toMatchObject({ ok: true, answered: [] });
  await govcast.close();
  rmSync(dataFolder, { recursive: true, force: true });
});
