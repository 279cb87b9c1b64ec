/** What people do with the text of a post before it is signed, by the command line. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { govcastProgram } from './run-govcast.ts';

const long = '示例市住房和城乡建设局关于印发《示例市城镇燃气安全专项整治三年行动实施方案》的通知';
const head = `title: ${long}\nkind: 通知\njob: 信息发布\nmarking: 主动公开\npublic_until: 长期`;
const program = govcastProgram();
const folder = mkdtempSync(join(tmpdir(), 'govcast-post-text-'));
let post = '';

beforeAll(async () => {
  const file = join(folder, 'x.md');
  writeFileSync(file, `---\n${head}\n---\n\n各区应当落实燃气安全责任。\n`);
  const added = await program.json('queue', 'add', file, '--channel', 'main', '--as', 'li-na');
  expect(added.json).toMatchObject({ ok: false, state: 'draft' });
  post = String(added.json.post);
});
afterAll(() => {
  program.remove();
  rmSync(folder, { recursive: true });
});

it('a proposed title is taken by a person, and the post can be queued', async () => {
  const both = await program.json('post', 'title', post, '--take', '--to', '一', '--as', 'li-na');
  const role = await program.json('post', 'title', post, '--take', '--as', 'qian-feng');
  const taken = await program.json('post', 'title', post, '--take', '--as', 'li-na');
  expect(both).toMatchObject({ code: 2, json: { error: { code: 'title-asked' } } });
  expect(role).toMatchObject({ code: 1, json: { error: { code: 'role-missing' } } });
  expect(taken).toMatchObject({ code: 0, json: { revision: 2, left: [] } });
  expect(taken.json.title).toBe('《示例市城镇燃气安全专项整治三年行动实施方案》印发');
  const queued = await program.json('queue', 'add', `post:${post}`, '--channel', 'main', '--as', 'li-na');
  expect(queued.json).toMatchObject({ ok: true, state: 'in-review' });
});

it('job, period and manner are set by a person, and lists and the mix show them', async () => {
  const day = await program.json('post', 'set', post, '--public-until', '明年', '--as', 'li-na');
  const nothing = await program.json('post', 'set', post, '--as', 'li-na');
  const set = ['--job', '办事服务', '--public-until', '2027-12-31', '--manner', '政府网站,新闻发布会'];
  const done = await program.json('post', 'set', post, ...set, '--as', 'li-na');
  expect(day).toMatchObject({ code: 2, json: { error: { code: 'public-until' } } });
  expect(nothing).toMatchObject({ code: 1, json: { error: { code: 'nothing-set' } } });
  expect(done).toMatchObject({ code: 0, json: { revision: 3, voided: true, manner: ['web', 'press'] } });
  const shown = await program.json('post', 'show', post);
  expect(shown.json).toMatchObject({ job: 'serve', publicUntil: '2027-12-31', manner: ['web', 'press'] });
  const listed = await program.json('post', 'list', '--kind', '通知');
  expect(listed.json.posts).toMatchObject([{ id: post, job: 'serve', unit: null }]);
  expect((await program.json('post', 'list', '--kind', '经验')).json.posts).toEqual([]);
  const mix = await program.json('post', 'mix');
  expect(mix.json.jobs).toContainEqual({ job: 'serve', posts: 1, share: 100, wanted: 20 });
});

it('a post of a file is edited in its file, and says so', async () => {
  const again = await program.json('post', 'recompose', post, '--layout', 'parts', '--as', 'li-na');
  expect(again).toMatchObject({ code: 1, json: { error: { code: 'post-of-file' } } });
});
