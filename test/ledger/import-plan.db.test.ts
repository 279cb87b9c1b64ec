import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseBeijing } from '../../src/calendar/beijing-time.ts';
import { testClock } from '../../src/clock.ts';
import { actorOf } from '../../src/config/acting-person.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { importPlan } from '../../src/ledger/import-plan.ts';
import { lateTasksByLead, tasksOfPlan } from '../../src/ledger/task-store.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const config = loadConfig(shippedConfig);
const [plan] = config.plans;
const actor = actorOf(config, 'zhao-min', 'cli');
const clock = testClock(parseBeijing('2026-03-16 09:00') ?? 0);
const ledgerLines = () => store.db.selectFrom('ledgerEntry').select('seq').execute();

test('O-12 a plan of 12 rows becomes 12 tasks with owner and limit, and importing it again makes none', async () => {
  const acting = testActing(store.db, clock);
  expect(plan!.tasks).toHaveLength(12);
  expect(await importPlan(acting, actor, plan!)).toEqual({ made: 12, changed: 0 });
  expect(await importPlan(acting, actor, plan!)).toEqual({ made: 0, changed: 0 });
  const tasks = await tasksOfPlan(store.db, '2026');
  expect(tasks).toHaveLength(12);
  for (const t of tasks) expect(`${t.leadSection} ${t.dueOn}`).toMatch(/^[a-z-]+ 2026-\d\d-\d\d$/);
  expect(await ledgerLines()).toHaveLength(1);
});

test('O-04 a late task counts against its lead only, from the first moment after its last day', async () => {
  const training = (await tasksOfPlan(store.db, '2026')).find((t) => t.number === '8')!;
  expect([training.leadSection, training.withSections]).toEqual(['office', '["news-centre"]']);
  await store.db.updateTable('task').set({ doneAt: 1 }).where('number', '<>', '8').execute();
  expect([...(await lateTasksByLead(store.db, '2026-11-30'))]).toEqual([]);
  expect([...(await lateTasksByLead(store.db, '2026-12-01'))]).toEqual([['office', 1]]);
});

test('a row changed in the plan changes its task and leaves a line in the ledger', async () => {
  const rows = plan!.tasks.map((t) => (t.number === '8' ? { ...t, dueOn: '2026-12-15' } : t));
  const result = await importPlan(testActing(store.db, clock), actor, { ...plan!, tasks: rows });
  expect(result).toEqual({ made: 0, changed: 1 });
  expect(await ledgerLines()).toHaveLength(2);
});
