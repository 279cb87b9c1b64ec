import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { peopleSchema } from '../../src/config/people.ts';
import { parseYaml, readYaml } from '../../src/config/read-yaml.ts';
import { templateNamed, yearlyProblems, yearlySchema } from '../../src/config/yearly.ts';
import type { Actor } from '../../src/ledger/append.ts';
import { applyTemplate } from '../../src/ledger/apply-template.ts';
import { finishTask } from '../../src/ledger/finish-task.ts';
import { listTasks } from '../../src/ledger/list-tasks.ts';
import { reconcileYearly, yearToBegin } from '../../src/ledger/reconcile-yearly.ts';
import { taskConcerns } from '../../src/schedule/task-concerns.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const { value: yearly } = readYaml('config/yearly.yaml', yearlySchema);
const { value: people } = readYaml('config/people.yaml', peopleSchema);
const guide = [templateNamed(yearly, 'disclosure-guide')];
const openMonth = templateNamed(yearly, 'open-month');
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const actor: Actor = { person: 'zhao-min', via: 'cli' };

describe('what comes back every year', () => {
  let store: TestStore;
  const acting = (now: string) => testActing(store.db, testClock(at(now)));
  const tasks = async (today: string) => (await listTasks(store.db, today)).tasks;
  const finish = (now: string, task: string, person = 'zhao-min') =>
    finishTask(acting(now), { ...actor, person }, personOf(people, person), task);

  beforeEach(async () => {
    store = await openTestStore();
  });
  afterEach(() => store.close());

  it('C-06 guide is confirmed once a year', async () => {
    expect(await reconcileYearly(acting('2026-02-01T09:00:00'), guide)).toEqual(['disclosure-guide-2026']);
    expect(await reconcileYearly(acting('2026-02-01T09:01:00'), guide)).toEqual([]);
    expect(await tasks('2026-12-31')).toMatchObject([{ plan: 'disclosure-guide-2026', lead: 'office', late: false }]);
    expect(await reconcileYearly(acting('2027-01-01T00:00:00'), guide)).toEqual([]);
    expect(await tasks('2027-01-01')).toMatchObject([{ title: '核对并确认信息公开指南', late: true, done: false }]);
    await finish('2027-02-01T09:00:00', 'disclosure-guide-2026/1');
    expect(await reconcileYearly(acting('2027-02-01T09:01:00'), guide)).toEqual(['disclosure-guide-2027']);
    expect(await tasks('2027-02-01')).toMatchObject([
      { dueOn: '2026-12-31', done: true, late: false },
      { dueOn: '2027-12-31', done: false, late: false },
    ]);
    await finish('2027-03-01T09:00:00', 'disclosure-guide-2027/1');
    expect(await reconcileYearly(acting('2027-03-01T09:01:00'), guide)).toEqual(['disclosure-guide-2028']);
    await finish('2027-03-02T09:00:00', 'disclosure-guide-2028/1');
    expect(await reconcileYearly(acting('2027-03-02T09:01:00'), guide)).toEqual([]);
  });

  it('E-04 open month in August comes from a template', async () => {
    const now = acting('2026-06-01T09:00:00');
    expect(await applyTemplate(now, actor, openMonth, 2026)).toEqual({ plan: 'open-month-2026', made: 3, changed: 0 });
    expect(await applyTemplate(now, actor, openMonth, 2026)).toEqual({ plan: 'open-month-2026', made: 0, changed: 0 });
    expect(await reconcileYearly(acting('2026-08-01T09:00:00'), [openMonth])).toEqual([]);
    const made = await tasks('2026-06-01');
    expect(made.map((t) => t.dueOn)).toEqual(['2026-08-01', '2026-08-20', '2026-08-31']);
    for (const { dueOn } of made) expect(dueOn >= '2026-08-01' && dueOn <= '2026-08-31').toBe(true);
    expect(await reconcileYearly(acting('2027-06-30T09:00:00'), [openMonth])).toEqual([]);
    expect(await reconcileYearly(acting('2027-07-01T00:00:00'), [openMonth])).toEqual(['open-month-2027']);
    expect(await tasks('2027-07-01')).toHaveLength(6);
  });

  it('is not begun after its last day, when govcast comes late in the year', () => {
    expect(yearToBegin(openMonth, [], '2026-08-31')).toBe(2026);
    expect(yearToBegin(openMonth, [], '2026-09-01')).toBeNull();
    expect(yearToBegin({ starts: 'by-hand', to: '12-31' }, [], '2026-09-01')).toBeNull();
    expect(yearToBegin({ starts: 'when-done', to: '12-31' }, [{ year: 2023, done: true }], '2026-09-01')).toBe(2026);
  });

  it('is closed by a person of the section that leads it or a leader, once in the ledger', async () => {
    await reconcileYearly(acting('2026-02-01T09:00:00'), guide);
    const [task] = await tasks('2026-02-01');
    await expect(finish('2026-03-01T09:00:00', task!.id, 'feng-jie')).rejects.toMatchObject({
      code: 'task-of-another-section',
    });
    await expect(finish('2026-03-01T09:00:00', 'none/1')).rejects.toMatchObject({ code: 'task-unknown' });
    await finish('2026-03-01T09:00:00', task!.id);
    await finish('2026-03-02T09:00:00', task!.id, 'chen-zhiyuan');
    const lines = await store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', 'task.done').execute();
    expect(lines).toMatchObject([{ actor: 'zhao-min', object: `task:${task!.id}` }]);
  });

  it('is told to its section two weeks ahead, and again when it is late', async () => {
    await reconcileYearly(acting('2026-02-01T09:00:00'), guide);
    const told = async (now: string) =>
      (await taskConcerns(store.db, at(now))).map((c) => [c.kind, c.to, c.fields.due]);
    expect(await told('2026-12-16T12:00:00')).toEqual([]);
    expect(await told('2026-12-17T00:00:00')).toEqual([['task.due', [{ section: 'office' }], '2026-12-31']]);
    expect(await told('2027-01-01T00:00:00')).toEqual([['task.late', [{ section: 'office' }], '2026-12-31']]);
  });

  it('is refused in the file when a day lies outside, a section is unknown or a row is there twice', () => {
    const row = "{ number: '1', title: a, lead: office, due: 08-20 }";
    const text = (tasks: string) =>
      `templates:\n  - { id: m, name: a, source: b, from: 08-01, to: 08-31, tasks: [${tasks}] }`;
    expect(() => parseYaml('y', text(row.replace('08-20', '09-01')), yearlySchema)).toThrow(
      /a day from 08-01 to 08-31/,
    );
    expect(() => parseYaml('y', text(row.replace('08-20', '02-30')), yearlySchema)).toThrow(
      /a day that every year has/,
    );
    const twice = parseYaml('y', text(`${row}, ${row.replace('office', 'nobody')}`), yearlySchema).value;
    expect(yearlyProblems(twice, people).map((p) => p.path.join('.'))).toEqual([
      'templates.0.tasks.1.lead',
      'templates.0.tasks.1.number',
    ]);
  });
});
