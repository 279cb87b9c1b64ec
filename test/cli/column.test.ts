/** What the commands of columns and yearly tasks answer. */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';
import { govcastProgram } from './run-govcast.ts';

const folder: ConfigFolder = configFolder();
folder.edit('govcast.yaml', 'ledger:', 'sandbox:\n  port: 9\nledger:');
const program = govcastProgram({ GOVCAST_CONFIG: folder.folder });
const table = 'test/fixtures/schedule/update-deadlines.csv';
const columnsFile = join(folder.folder, 'columns.yaml');

afterAll(() => {
  program.remove();
  folder.remove();
});

function rowsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list : [];
}

it('column list has every row of the table with its owner, limit and state', async () => {
  const { code, json } = await program.json('column', 'list');
  expect(code).toBe(0);
  expect(rowsOf(json.columns)).toHaveLength(54);
  expect(json.classes).toMatchObject({ result: 'immediately', source: expect.stringContaining('E-05') });
  expect(rowsOf(json.columns)[5]).toMatchObject({
    ...{ column: 6, path: '政务公开/组织机构/领导班子', owner: '人事科', limit: '实时更新', rule: 'real-time' },
    ...{ state: 'green', without: null, dueAt: null },
  });
  expect((await program.run('column', 'list')).stdout).toContain('领导班子');
});

it('cadence --columns gives clocks with the key column, and says which columns run none', async () => {
  const { code, json } = await program.json('cadence', '--columns');
  const clocks = rowsOf(json.clocks);
  expect(code).toBe(0);
  expect(clocks.length + rowsOf(json.without).length).toBe(54);
  expect(clocks.find((c) => c.column === 22)).toMatchObject({
    ...{ path: '政务公开/重点领域信息公开/双随机', rule: 'real-time', unit: 'working-day', state: 'green' },
    ...{ lastUpdateAt: null, dueAt: null, left: null, provisional: false, planned: null },
  });
  expect(rowsOf(json.without).find((c) => c.column === 34)).toMatchObject({ why: 'none' });
  const plain = await program.json('cadence');
  expect(rowsOf(plain.json.clocks).every((c) => c.channel !== undefined)).toBe(true);
});

it('what is formed waits, is shown, and is closed or taken back by those who may', async () => {
  const formed = await program.json(
    ...['column', 'formed', '双随机', '--title', '抽查结果', '--on', '2026-01-05', '--as', 'sun-lei'],
  );
  expect(formed).toMatchObject({ code: 0, json: { column: 22, scheduleClass: 'immediately', isNew: true } });
  const shown = await program.json('column', 'show', '22');
  expect(shown.json).toMatchObject({
    clock: { state: 'breached', limit: 'hard', pending: 1 },
    formed: [{ title: '抽查结果', state: 'open', formedAt: '2026-01-05T00:00:00+08:00' }],
  });
  expect(shown.json.limitSource).toContain('X-07');
  const id = String(formed.json.id);
  const unable = await program.json('column', 'done', id, '--as', 'tang-xin');
  expect(unable).toMatchObject({ code: 1, json: { error: { code: 'role-missing' } } });
  const done = await program.json('column', 'done', `formed:${id}`, '--at', '2026-01-06 09:00', '--as', 'sun-lei');
  expect(done).toMatchObject({ code: 0, json: { id, doneAt: '2026-01-06T09:00:00+08:00' } });
  const other = await program.json('column', 'formed', '6', '--title', '误登', '--as', 'sun-lei');
  const taken = ['column', 'void', String(other.json.id), '--reason', '重复'];
  expect(await program.json(...taken, '--as', 'li-na')).toMatchObject({ code: 1 });
  expect(await program.json(...taken, '--as', 'sun-lei')).toMatchObject({ code: 0, json: { void: true } });
  const wrong = await program.json('column', 'formed', '6', '--title', 'x', '--kind', 'rumour', '--as', 'sun-lei');
  expect(wrong).toMatchObject({ code: 2, json: { error: { code: 'argument' } } });
  expect(await program.json('column', 'show', '99')).toMatchObject({
    code: 1,
    json: { error: { code: 'column-unknown' } },
  });
});

it('column import says how it read each line, writes the file once and then changes nothing', async () => {
  const shipped = readFileSync(columnsFile, 'utf8');
  const same = await program.json('column', 'import', table, '--write');
  expect(same).toMatchObject({ code: 0, json: { columns: 54, changed: false, written: false } });
  expect(readFileSync(columnsFile, 'utf8')).toBe(shipped);
  rmSync(columnsFile);
  const shown = await program.run('column', 'import', table);
  expect(shown.stdout).toContain('领导班子');
  expect(shown.stderr).toContain('LOOK');
  const written = await program.json('column', 'import', table, '--write');
  expect(written).toMatchObject({ code: 0, json: { changed: true, written: true } });
  expect(await program.json('column', 'import', table, '--write')).toMatchObject({ json: { changed: false } });
  expect(rowsOf((await program.json('column', 'list')).json.columns)).toHaveLength(54);
  copyFileSync('config/columns.yaml', columnsFile);
});

it('without columns.yaml and yearly.yaml an older folder still works', async () => {
  rmSync(columnsFile);
  const yearly = join(folder.folder, 'yearly.yaml');
  rmSync(yearly);
  expect((await program.json('column', 'list')).json).toMatchObject({ columns: [] });
  expect(await program.json('cadence', '--columns')).toMatchObject({ code: 0, json: { clocks: [], without: [] } });
  copyFileSync('config/columns.yaml', columnsFile);
  copyFileSync('config/yearly.yaml', yearly);
});

it('a template is applied to a year once, and a task that is done begins the next year', async () => {
  const apply = ['task', 'apply', 'open-month', '--year', '2026', '--as', 'zhao-min'];
  expect((await program.json(...apply)).json).toEqual({ plan: 'open-month-2026', made: 3, changed: 0 });
  expect((await program.json(...apply)).json).toEqual({ plan: 'open-month-2026', made: 0, changed: 0 });
  expect(await program.json('task', 'apply', 'none', '--as', 'zhao-min')).toMatchObject({
    ...{ code: 1, json: { error: { code: 'template-unknown', remedy: expect.stringContaining('disclosure-guide') } } },
  });
  const done = await program.json('task', 'done', 'open-month-2026/1', '--as', 'li-na');
  expect(done).toMatchObject({ code: 0, json: { plan: 'open-month-2026', number: '1', done: true } });
});
