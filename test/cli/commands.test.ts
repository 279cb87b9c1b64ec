/** What the commands over the database answer, as programs read them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { govcastProgram } from './run-govcast.ts';

const folders: ConfigFolder[] = [];
/** Ports that nobody listens on, so that a rehearsal elsewhere on this machine is left alone. */
const alone = configFolder();
folders.push(alone);
alone.edit('govcast.yaml', 'ledger:', 'sandbox:\n  port: 9\nledger:');
const program = govcastProgram({ GOVCAST_CONFIG: alone.folder });

afterAll(() => {
  program.remove();
  for (const folder of folders) folder.remove();
});

/** A list of an answer, each entry by its keys. */
function rowsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list : [];
}

it('a rehearsal portal without its sandbox, and an unknown source, are told apart', async () => {
  const silent = await program.json('crawl');
  expect(silent).toMatchObject({ code: 1, json: { error: { code: 'sandbox-silent' } } });
  expect(silent.json.error).toMatchObject({ remedy: expect.stringContaining('govcast start') });
  const unknown = await program.json('crawl', 'shili/none');
  expect(unknown).toMatchObject({ code: 2, json: { error: { code: 'source-unknown' } } });
  expect(unknown.json.error).toMatchObject({ remedy: expect.stringContaining('shili/zcwj') });
});

it('doctor prints every check with its remedy and is ok while accounts only rehearse', async () => {
  const { code, json } = await program.json('doctor');
  const checks = rowsOf(json.checks);
  expect({ code, ok: json.ok }).toEqual({ code: 0, ok: true });
  for (const check of checks) {
    expect(check).toEqual({
      name: expect.any(String),
      ok: true,
      level: expect.stringMatching(/^(info|warning)$/),
      message: expect.any(String),
      remedy: expect.any(String),
    });
  }
  const names = checks.map((c) => c.name);
  expect(names).toEqual(
    expect.arrayContaining(['config', 'calendar', 'store.schema', 'store.durable', 'queue', 'delivery', 'channel.sub']),
  );
  expect(names).toEqual(expect.arrayContaining(['fonts', 'clock', 'disk', 'log']));
  expect(checks.find((c) => c.name === 'store.durable')?.message).toContain('journal_mode wal, synchronous 2');
});

it('lists are empty but whole before anything happened', async () => {
  const pairs = await program.json('pair', 'list');
  const posts = await program.json('post', 'list');
  const requests = await program.json('inbox', 'list');
  const tasks = await program.json('task', 'list');
  const changes = await program.json('due-dates', 'changes');
  const cadence = await program.json('cadence');
  const channels = await program.json('channel', 'list');
  expect(pairs.json).toEqual({ pairs: [] });
  expect(posts.json).toEqual({ posts: [] });
  expect(requests.json).toEqual({ requests: [] });
  expect(tasks.json).toEqual({ tasks: [] });
  expect(changes.json).toEqual({ changes: [] });
  const [clock] = [cadence.json.clocks].flat();
  for (const key of ['channel', 'rule', 'lastUpdateAt', 'dueAt', 'left', 'unit', 'state', 'provisional', 'planned']) {
    expect(clock).toHaveProperty(key);
  }
  expect(rowsOf(channels.json.channels).map((c) => [c.id, c.paused])).toEqual([
    ['sub', null],
    ['service', null],
    ['notice-group', null],
  ]);
});

it('acts need a person, and whoever it is stands in the ledger with the way and the account of the system', async () => {
  const unnamed = await program.spawn('channel', 'pause', 'main', '--reason', '账号迁移', '--json');
  expect(unnamed).toMatchObject({ code: 2, json: { error: { code: 'usage' } } });
  expect(unnamed.json.error).toMatchObject({ message: expect.stringContaining('--as') });
  const paused = await program.json('channel', 'pause', 'main', '--reason', '账号迁移', '--as', 'zhang-wei');
  expect(paused.json).toEqual({ channel: 'sub', paused: true, reason: '账号迁移', by: 'zhang-wei' });
  expect((await program.json('channel', 'resume', 'sub', '--as', 'zhang-wei')).json).toMatchObject({ paused: false });
  const db = new BetterSqlite3(join(program.data, 'govcast.db'), { readonly: true });
  const line = db.prepare("select actor, via from ledger_entry where act = 'channel.pause'").get();
  db.close();
  expect(line).toMatchObject({ actor: expect.stringMatching(/^zhang-wei/), via: expect.stringMatching(/^cli/) });
});

it('a text with blocking findings is kept as a draft, neither placed nor submitted', async () => {
  const file = join(program.data, 'secret.md');
  const head = ['title: 内部通知', 'kind: notice', 'job: publish', 'marking: 依申请公开', 'public_until: 长期'];
  writeFileSync(file, ['---', ...head, 'author: 示例', '---', '', '本通知内容仅供查阅。', ''].join('\n'));
  const added = await program.json('queue', 'add', file, '--channel', 'main', '--as', 'li-na');
  expect(added).toMatchObject({ code: 1, json: { ok: false, state: 'draft', placement: null, deliveries: [] } });
  expect(added.json.findings).toEqual(
    expect.arrayContaining([expect.objectContaining({ check: 'marking', severity: 'blocking', rule: 'A-11' })]),
  );
  const composed = await program.json('compose', `post:${added.json.post}`);
  expect(composed.json).toMatchObject({ articles: [{ title: '内部通知' }] });
  const submitted = await program.json('post', 'submit', String(added.json.post), '--as', 'li-na');
  expect(submitted).toMatchObject({ code: 1, json: { error: { code: 'findings-block' } } });
});

it('changed files are taken over once, by name, and written out again unchanged', async () => {
  const first = await program.json('config', 'apply', '--as', 'he-yong');
  expect([first.json.changed].flat().length).toBeGreaterThan(20);
  expect((await program.json('config', 'apply', '--as', 'he-yong')).json).toEqual({
    changed: [],
    gone: [],
    movedDueDates: 0,
  });
  const out = join(program.data, 'exported');
  const exported = await program.json('config', 'export', out);
  expect([exported.json.files].flat()).toEqual(expect.arrayContaining(['people.yaml', join('portals', 'shili.yaml')]));
  expect(readFileSync(join(out, 'people.yaml'), 'utf8')).toBe(readFileSync(join(alone.folder, 'people.yaml'), 'utf8'));
  expect(await program.json('config', 'export', out)).toMatchObject({
    code: 2,
    json: { error: { code: 'export-exists' } },
  });
});

it('a plan becomes tasks once; one that names an unknown section is refused with its line', async () => {
  const imported = await program.json('task', 'import', 'config/plans/2026.yaml', '--as', 'zhao-min');
  expect(imported.json).toEqual({ plans: [{ plan: '2026', rows: 12, made: 12, changed: 0 }] });
  const { json } = await program.json('task', 'list');
  expect([json.tasks].flat()).toHaveLength(12);
  const broken = join(program.data, 'plan.yaml');
  writeFileSync(broken, readFileSync('config/plans/2026.yaml', 'utf8').replace('lead: property', 'lead: nobody'));
  const refused = await program.json('task', 'import', broken, '--as', 'zhao-min');
  expect(refused).toMatchObject({ code: 1, json: { error: { place: `${broken}:10` } } });
});

it('ledger verify exits 1 and names the entry when somebody changed one', async () => {
  const db = new BetterSqlite3(join(program.data, 'govcast.db'));
  db.prepare("update ledger_entry set actor = 'li-na' where seq = 2").run();
  db.close();
  expect(await program.spawn('ledger', 'verify', '--json')).toMatchObject({
    code: 1,
    json: { ok: false, firstBroken: 2 },
  });
});

it('a wrong key of the configuration names file, line and remedy, for doctor too', async () => {
  const broken = configFolder();
  folders.push(broken);
  broken.edit('govcast.yaml', 'level: info', 'levle: info');
  const other = govcastProgram({ GOVCAST_CONFIG: broken.folder });
  const line =
    readFileSync(join(broken.folder, 'govcast.yaml'), 'utf8')
      .split('\n')
      .findIndex((l) => l.includes('levle')) + 1;
  const listed = await other.json('queue', 'list');
  expect(listed).toMatchObject({
    code: 1,
    json: { error: { code: 'config-unknown-key', place: `${join(broken.folder, 'govcast.yaml')}:${line}` } },
  });
  const { code, json } = await other.json('doctor');
  expect({ code, ok: json.ok }).toEqual({ code: 1, ok: false });
  expect([json.checks].flat()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'config', ok: false, message: expect.stringContaining(`govcast.yaml:${line}`) }),
      expect.objectContaining({ name: 'disk', ok: true }),
    ]),
  );
  other.remove();
});

it('a database that is none is a clear error and is not touched', async () => {
  const other = govcastProgram();
  const text = 'not a database, but longer than a header of one hundred bytes'.repeat(4);
  writeFileSync(join(other.data, 'govcast.db'), text);
  const { code, json } = await other.json('queue', 'list');
  expect({ code, json }).toMatchObject({ code: 1, json: { error: { code: 'store-open' } } });
  expect(readFileSync(join(other.data, 'govcast.db'), 'utf8')).toBe(text);
  other.remove();
});
