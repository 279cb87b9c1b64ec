/** What `govcast bundle` and `govcast decision` answer over a database with one policy. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { ledgerRecorder } from '../../src/ledger/append.ts';
import { policyReconciler } from '../../src/policy/reconcile-policy.ts';
import { idGenerator } from '../../src/store/ids.ts';
import { openStore } from '../../src/store/open-store.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { storePage } from '../policy/portal-items.ts';
import { govcastProgram } from './run-govcast.ts';

const program = govcastProgram();
const start = Date.parse('2026-11-20T09:00:00+08:00');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
let bundle: string;

/** A list of an answer, each entry by its keys. */
function rowsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list : [];
}

beforeAll(async () => {
  await program.json('bundle', 'list');
  const db = openStore({ sqlite: join(program.data, 'govcast.db') });
  const clock = testClock(start);
  const { people, settings } = loadConfig(shippedConfig);
  const title = '示例市人民政府关于印发《示例市养老服务补贴办法》的通知';
  await storePage(db, { id: 'p', title, number: '示政规〔2026〕3号', fetchedAt: start });
  await policyReconciler({
    acting: { db, clock, newId: idGenerator(clock), record: ledgerRecorder('sm3') },
    calendar: buildCalendar(),
    people,
    settings: settings.policy,
    telephone: settings.office.telephone,
    log: quiet,
    thresholds: settings.linking,
    kindOf: () => 'policy',
  })();
  await db.destroy();
  const { json } = await program.json('bundle', 'list');
  bundle = String(rowsOf(json.bundles)[0]?.bundle);
});
afterAll(() => program.remove());

it('bundles are listed by what is due first, shown whole, and their duties told for a day', async () => {
  const { json } = await program.json('bundle', 'list');
  expect(json).toMatchObject({
    bundles: [
      { bundle, policy: 'p', phase: 'final', publishedOn: '2026-11-20', dueOn: '2026-11-25', nextDueOn: '2026-11-25' },
    ],
    next: null,
  });
  const shown = await program.json('bundle', 'show', 'p', '--on', '2026-11-24');
  expect(shown.json).toMatchObject({
    id: bundle,
    clock: { state: 'missing', dueOn: '2026-11-25', warn: true },
    steps: ['同步起草', '同步审签', '同步发布'],
    holding: ['interpretation'],
  });
  const { json: day } = await program.json('bundle', 'owed', '--on', '2026-11-26');
  expect(day.on).toBe('2026-11-26');
  expect([day.owed].flat()[0]).toMatchObject({
    bundle,
    what: 'interpretation',
    state: 'late',
    rule: 'I-02',
    remind: true,
  });
  expect(day.next).toBeNull();
  const first = [day.owed].flat()[0];
  const cursor = `2026-11-25/${bundle}/interpretation/`;
  const { json: rest } = await program.json('bundle', 'owed', '--on', '2026-11-26', '--after', cursor);
  expect([rest.owed].flat()).toEqual([day.owed].flat().filter((each) => each !== first));
  expect(await program.json('bundle', 'owed', '--on', 'tomorrow')).toMatchObject({
    code: 2,
    json: { error: { code: 'day' } },
  });
  expect((await program.run('bundle', 'show', bundle)).stdout).toContain('同步起草 同步审签 同步发布');
});

it('acts take a person and a role, answer with the bundle as it stands, and refuse with a remedy', async () => {
  const assigned = await program.json('bundle', 'section', bundle, 'housing-security', '--as', 'sun-lei');
  expect(assigned.json).toMatchObject({ id: bundle, draftingSection: 'housing-security', section: 'housing-security' });
  const other = ['--form', '发布会', '--title', '新闻发布会', '--on', '2026-11-24', '--as', 'zhou-ting'];
  expect(await program.json('bundle', 'interpret', bundle, ...other)).toMatchObject({
    code: 1,
    json: { error: { code: 'bundle-other-section', remedy: expect.stringContaining('bundle handover') } },
  });
  const moved = await program.json('bundle', 'handover', bundle, 'property', '--reason', '业务划转', '--as', 'sun-lei');
  expect(moved.json).toMatchObject({ section: 'property' });
  const planned = 'form=发布会 channels=main on=2026-11-25 by=周婷 role=drafter';
  expect((await program.json('bundle', 'plan', bundle, '--line', planned, '--as', 'zhou-ting')).json).toMatchObject({
    plan: { lines: [{ form: '发布会', channels: ['main'], by: { name: '周婷', role: 'drafter' } }] },
  });
  const given = await program.json('bundle', 'interpret', bundle, ...other);
  expect(given.json).toMatchObject({ interpretations: [{ form: '发布会', on: '2026-11-24', given: true }] });
  const shown = await program.json('bundle', 'show', bundle, '--on', '2026-11-30');
  expect(shown.json).toMatchObject({ clock: { state: 'within' }, labels: ['未与文件同步', '3 个工作日内'] });
  const wrong = await program.json('bundle', 'waive', bundle, '--as', 'sun-lei');
  expect(wrong).toMatchObject({ code: 1, json: { error: { code: 'waiver-reason' } } });
  const half = await program.json('bundle', 'consult', bundle, '--opens', '2026-11-01', '--as', 'sun-lei');
  expect(half).toMatchObject({ code: 2, json: { error: { code: 'consultation-days' } } });
  expect((await program.json('bundle', 'show', 'nothing')).json).toMatchObject({ error: { code: 'bundle-unknown' } });
});

it('the rules on policies are printed as they were understood, each with its source', async () => {
  const { json } = await program.json('bundle', 'rules');
  const rules = rowsOf(json.rules);
  expect(rules.map(({ rule }) => rule)).toEqual(['N-15', 'X-01', 'I-05', 'X-02', 'I-08', 'X-09', 'E-08', 'C-15']);
  for (const line of rules) expect(line.source, String(line.rule)).not.toBe('');
  const { json: doctor } = await program.json('doctor');
  const check = rowsOf(doctor.checks).find(({ name }) => name === 'config.policy');
  expect(check?.message).toMatch(/N-15 .*3 个工作日.*source 政策解读时限要求/);
});

it('C-15 major decision is followed by stage: the yearly list shows the latest stage and its day', async () => {
  const added = await program.json('decision', 'add', '老旧小区改造三年计划', '--year', '2026', '--as', 'sun-lei');
  const decision = String(added.json.decision);
  expect(await program.json('decision', 'add', '另一项', '--as', 'li-na')).toMatchObject({
    code: 1,
    json: { error: { code: 'role-missing' } },
  });
  const follow = (stage: string, ...more: string[]) =>
    program.json('decision', 'follow', decision, 'p', stage, ...more, '--as', 'li-na');
  expect((await follow('rumour')).json).toMatchObject({ error: { code: 'decision-stage' } });
  expect((await follow('opinions')).code).toBe(0);
  const { json } = await program.json('decision', 'list', '--year', '2026');
  expect(json).toMatchObject({
    year: 2026,
    decisions: [
      { decision, latest: { stage: 'opinions', stageName: '公众参与', on: '2026-11-20' }, entries: [{ item: 'p' }] },
    ],
  });
  await follow('published', '--on', '2026-12-01');
  expect((await program.json('decision', 'list', '--year', '2026')).json).toMatchObject({
    decisions: [{ latest: { stage: 'published', on: '2026-12-01' } }],
  });
  expect((await program.json('decision', 'list', '--year', '2025')).json).toEqual({ year: 2025, decisions: [] });
});
