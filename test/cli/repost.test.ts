/** A post from the queue to a repost task, ours placed, others confirmed, as people type it; and the life of the accounts. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { type GovcastProgram, govcastProgram } from './run-govcast.ts';

const FILE = 'content/posts/示例：冬季供暖报修指南.md';
const TITLE = '冬季供暖报修指南';
let config: ConfigFolder;
let program: GovcastProgram;
let server: Server;
let link = '';
let post = '';
let task = '';

beforeAll(async () => {
  server = createServer((_request, response) => response.end(`<h1>${TITLE}</h1><div id="js_content">正文</div>`));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  link = `http://127.0.0.1:${port}/s/1`;
  config = configFolder();
  // The page stands where a rehearsal may look: on the stand-in of the platforms.
  appendFileSync(join(config.folder, 'govcast.yaml'), `\nsandbox:\n  port: ${port}\n`);
  program = govcastProgram({ GOVCAST_CONFIG: config.folder });
  const added = await program.json('queue', 'add', FILE, '--channel', 'sub', '--at', '2099-03-25 09:00');
  post = String(added.json.post);
});
afterAll(() => {
  server.close();
  program.remove();
  config.remove();
});

it('M-02 shows the whole matrix with role, owner and state', async () => {
  const { json, code } = await program.json('channel', 'list');
  expect(code).toBe(0);
  expect(json.channels).toMatchObject([
    { id: 'sub', role: 'main', owner: 'zhang-wei', life: 'running' },
    { id: 'service', role: 'boutique' },
    { id: 'notice-group', role: 'ordinary' },
  ]);
  expect(json.outside).toMatchObject([
    { id: 'housing-centre-weibo', platform: 'weibo', role: 'boutique', owner: '何晓燕', life: 'running' },
    { id: 'property-association', contact: 'xuanchuan@property.example.org' },
  ]);
  expect((await program.run('channel', 'list')).stdout).toContain('housing-centre-weibo');
});

it('issues a task, places ours at once within its hours, and says when nothing was added', async () => {
  const add = ['repost', 'add', `post:${post}`, '--accounts', 'service,property-association', '--hours', '200'];
  const issued = await program.json(...add, '--as', 'li-na');
  expect(issued).toMatchObject({ code: 0, json: { isNew: true, warning: null, hours: 200, title: TITLE } });
  expect(issued.json.accounts).toMatchObject([
    { account: 'property-association', ours: false, state: 'waiting' },
    { account: 'service', ours: true, state: 'placed', problem: null },
  ]);
  task = String(issued.json.task);
  const again = await program.json(...add, '--as', 'li-na');
  expect(again).toMatchObject({ code: 0, json: { isNew: false, task } });
  expect((await program.run(...add, '--as', 'li-na')).stdout).toContain('--again');
  const queued = await program.json('post', 'show', post);
  expect(JSON.stringify(queued.json)).toContain('in-review');
  const auditor = await program.json(...add, '--as', 'tang-xin');
  expect(auditor).toMatchObject({ code: 1, json: { error: { code: 'role-missing' } } });
});

it('gives no text before the post is approved, then the text to paste', async () => {
  expect(await program.json('repost', 'text', task, 'property-association')).toMatchObject({
    ...{ code: 1, json: { approved: false } },
  });
  for (const gate of ['political', 'legal', 'policy', 'wording']) {
    await program.json('post', 'tick', post, gate, '--as', 'zhang-wei');
  }
  await program.json('post', 'tick', post, 'secrecy', '--as', 'qian-feng');
  await program.json('post', 'sign', post, '--as', 'zhang-wei');
  await program.json('post', 'sign', post, '--as', 'wang-jianguo');
  const text = await program.json('repost', 'text', task, 'property-association');
  expect(text).toMatchObject({ code: 0, json: { approved: true, title: TITLE } });
  expect(text.json.text).toContain('来源：示例发布');
  const weibo = await program.run('repost', 'text', task, 'housing-centre-weibo');
  expect(weibo.stdout).toContain(`【${TITLE}】`);
});

it('confirms by a link that is opened; twice changes nothing, and another account cannot use it', async () => {
  const confirm = ['repost', 'confirm', task, 'property-association', '--link', link, '--as', 'li-na'];
  expect(await program.json(...confirm)).toMatchObject({
    code: 0,
    json: { isNew: true, state: 'carried', proof: 'page' },
  });
  expect(await program.json(...confirm)).toMatchObject({ code: 0, json: { isNew: false } });
  const shown = await program.run('repost', 'show', task);
  expect(shown.stdout).toMatch(/1 of 2 in time \(50 %\)/);
  expect(shown.stdout).toContain('unverified');
  expect((await program.json('repost', 'list')).json).toMatchObject({ reposts: [{ task, completion: { inTime: 1 } }] });
  const figures = await program.json('repost', 'figures', '--from', '2020-01-01');
  expect(figures.json.accounts).toMatchObject([{ account: 'service' }, { account: 'property-association', rate: 1 }]);
});

it('excuses, cancels, and asks for what is missing', async () => {
  const excused = await program.json('repost', 'excuse', task, 'service', '--reason', '维护', '--as', 'zhang-wei');
  expect(excused).toMatchObject({ code: 0, json: { state: 'excused' } });
  const page = ['repost', 'add', 'https://www.gov.cn/1.htm', '--accounts', 'all', '--as', 'li-na'];
  expect(await program.json(...page)).toMatchObject({ code: 2, json: { error: { code: 'repost-title' } } });
  const cancelled = await program.json('repost', 'cancel', task, '--reason', '发错了', '--as', 'li-na');
  expect(cancelled).toMatchObject({ code: 0, json: { cancelled: true, cancelReason: '发错了' } });
  expect(await program.json('repost', 'show', 'nothing')).toMatchObject({
    code: 1,
    json: { error: { code: 'repost-unknown' } },
  });
});

it('N-05 files what happens to an account and lists what is not filed; a closed account takes nothing new', async () => {
  const file = [
    'channel',
    'file',
    'service',
    '--event',
    'closed',
    '--on',
    '2026-01-31',
    '--unit',
    '市政府办',
    '--reason',
    '停更',
  ];
  expect(await program.json(...file, '--as', 'zhang-wei')).toMatchObject({ code: 0, json: { outcome: 'recorded' } });
  const open = await program.run('channel', 'log', 'service');
  expect(open.stdout).toContain('not filed: service closed 2026-01-31');
  expect(await program.json(...file, '--number', '备1', '--as', 'zhang-wei')).toMatchObject({ code: 2 });
  const numbered = await program.json(...file, '--number', '备1', '--filed-on', '2026-02-02', '--as', 'zhang-wei');
  expect(numbered).toMatchObject({ code: 0, json: { outcome: 'numbered' } });
  const sheet = join(program.data, 'filings.csv');
  expect(await program.json('channel', 'log', '--csv', sheet)).toMatchObject({ code: 0, json: { csv: sheet } });
  expect(existsSync(sheet) && readFileSync(sheet, 'utf8')).toContain('关停,2026-01-31,,市政府办,备1,2026-02-02,停更');
  await program.json('queue', 'cancel', `post:${post}`, '--channel', 'service', '--as', 'li-na');
  const closed = await program.json('queue', 'add', `post:${post}`, '--channel', 'service', '--at', '2099-03-26 09:00');
  expect(closed).toMatchObject({ code: 1, json: { error: { code: 'channel-closed' } } });
});

it('N-04 asks of each account to keep, merge or close it, once a year', async () => {
  const figures = [
    'channel',
    'figures',
    'sub',
    '--year',
    '2026',
    '--reads',
    '1200',
    '--followers',
    '53',
    '--as',
    'li-na',
  ];
  expect(await program.json(...figures)).toMatchObject({ code: 0, json: { reads: 1200, followers: 53 } });
  expect(await program.json(...figures, '--updates', '4')).toMatchObject({ code: 2 });
  const open = await program.run('channel', 'review', '--year', '2026');
  expect(open.stdout).toContain('keep, merge or close?');
  const decide = [
    'channel',
    'decide',
    'sub',
    '--year',
    '2026',
    '--decision',
    'keep',
    '--reason',
    '主账号',
    '--as',
    'zhang-wei',
  ];
  expect(await program.json(...decide)).toMatchObject({ code: 0, json: { isNew: true } });
  expect(await program.json(...decide)).toMatchObject({ code: 0, json: { isNew: false } });
  const listed = await program.json('channel', 'review', '--year', '2026');
  expect(listed.json.accounts).toContainEqual(
    expect.objectContaining({ account: 'sub', decision: 'keep', reads: 1200 }),
  );
});
