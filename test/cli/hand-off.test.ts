/** From a file to a hand-off and back with the article's link, as people type it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { type GovcastProgram, govcastProgram } from './run-govcast.ts';

const FILE = 'content/posts/示例：冬季供暖报修指南.md';
let config: ConfigFolder;
let program: GovcastProgram;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let delivery = '';
let post = '';

beforeAll(async () => {
  config = configFolder();
  config.edit('channels.yaml', '    defaultAct: publish\n', '    defaultAct: publish\n    handOff: always\n');
  program = govcastProgram({ GOVCAST_CONFIG: config.folder });
  sandbox = await startSandbox({ port: 0, dataDir: join(program.data, 'sandbox'), clock: systemClock() });
  config.edit('govcast.yaml', 'ledger:', `sandbox:\n  port: ${new URL(sandbox.url).port}\nledger:`);
  const added = await program.json('queue', 'add', FILE, '--at', '2099-03-25 09:00');
  expect(added.json).toMatchObject({ ok: true, state: 'in-review', placements: [{ channel: 'sub', isNew: true }] });
  post = String(added.json.post);
  for (const gate of ['political', 'legal', 'policy', 'wording']) {
    await program.json('post', 'tick', post, gate, '--as', 'zhang-wei');
  }
  await program.json('post', 'tick', post, 'secrecy', '--as', 'qian-feng');
  await program.json('post', 'sign', post, '--as', 'zhang-wei');
  const signed = await program.json('post', 'sign', post, '--as', 'wang-jianguo');
  delivery = String([signed.json.deliveries].flat()[0]);
});
afterAll(async () => {
  await sandbox.stop();
  program.remove();
  config.remove();
});

it('what goes by hand is named by doctor and by the list of channels', async () => {
  const { json } = await program.json('doctor');
  const said = JSON.stringify(json.checks);
  expect(said).toContain('"channel.sub.by-hand"');
  expect(said).not.toContain('"channel.sub.token"');
  expect((await program.json('channel', 'list')).stdout).toContain('"handOff":"always"');
});

it('a hand-off is written once, as a folder or a zip, and nobody else than those who publish takes it', async () => {
  const auditor = await program.json('hand-off', delivery, '--as', 'tang-xin');
  expect(auditor).toMatchObject({ code: 1, json: { error: { code: 'role-missing' } } });
  const out = join(program.data, '包');
  const taken = await program.json('hand-off', delivery, '--out', out, '--as', 'li-na');
  expect(taken).toMatchObject({ code: 0, json: { delivery, post, written: true, takenBy: 'li-na' } });
  // The question itself says where the console does it; the terminal adds its commands.
  expect((await program.run('delivery', 'show', delivery)).stdout).toMatch(/“打开人工发布”[\s\S]*\ngovcast hand-off /);
  expect(existsSync(join(out, 'index.html'))).toBe(true);
  expect(readFileSync(join(out, 'article-1', 'title.txt'), 'utf8')).toBe('冬季供暖报修指南');
  expect((await program.json('hand-off', delivery, '--out', out, '--as', 'li-na')).json).toMatchObject({
    written: false,
  });
  const zip = await program.run('hand-off', delivery, '--out', join(program.data, '包.zip'), '--as', 'li-na');
  expect(zip.stdout).toContain(`govcast delivery confirm ${delivery}`);
});

it('a link elsewhere is refused with its reason, the article closes the delivery, and twice changes nothing', async () => {
  const missing = await program.json('delivery', 'confirm', delivery, '--as', 'li-na');
  expect(missing).toMatchObject({ code: 2, json: { error: { code: 'answer-link' } } });
  const elsewhere = await program.json(
    'delivery',
    'confirm',
    delivery,
    '--link',
    'https://example.com/',
    '--as',
    'li-na',
  );
  expect(elsewhere).toMatchObject({ code: 1, json: { error: { code: 'link-other-host' } } });
  const articles = [{ title: '冬季供暖报修指南', content: '<p>正文</p>' }];
  const pasted = await fetch(`${sandbox.url}/_control/paste-by-hand`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account: '示例发布', articles }),
  });
  const { urls } = (await pasted.json()) as { urls: string[] };
  const confirm = ['delivery', 'confirm', delivery, '--link', String(urls[0]), '--as', 'li-na'];
  expect(await program.json(...confirm)).toMatchObject({ code: 0, json: { state: 'published', isNew: true } });
  expect(await program.json(...confirm)).toMatchObject({ code: 0, json: { state: 'published', isNew: false } });
  expect((await program.run('delivery', 'show', delivery)).stdout).toContain('taken by li-na');
});
