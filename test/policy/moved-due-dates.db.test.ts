import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { recomputeDueDates } from '../../src/calendar/recompute-due-dates.ts';
import { testClock } from '../../src/clock.ts';
import { calendarYear } from '../../src/config/calendar.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { bundleOfPolicy } from '../../src/policy/bundle-store.ts';
import { policyReconciler } from '../../src/policy/reconcile-policy.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { office } from './office.ts';
import { storePage } from './portal-items.ts';

const start = Date.parse('2026-11-20T09:00:00+08:00');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const actor = { person: 'govcast', via: 'worker' as const };

let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

it('a bundle shows the due date that a changed calendar gives it, and the old one is kept beside the new', async () => {
  const acting = testActing(store.db, testClock(start));
  const announced = buildCalendar();
  const parts = { acting, ...office, log: quiet, thresholds: defaultSettings.linking, kindOf: () => 'policy' as const };
  const title = '示例市人民政府关于印发《示例市养老服务补贴办法》的通知';
  await storePage(store.db, { id: 'p', title, number: '示政规〔2026〕3号', fetchedAt: start });
  await policyReconciler({ ...parts, calendar: announced })();
  const before = await bundleOfPolicy(store.db, 'p');

  const dayAfter = before?.publishedOn === null ? '' : (before?.dueOn ?? '').slice(5);
  const amended = buildCalendar([calendarYear(2026, { off: [dayAfter], work: [] }, 'an amended notice')]);
  const record: Parameters<typeof recomputeDueDates>[0]['record'] = (tx, line) => acting.record(tx, { ...line, actor });
  const [change] = await recomputeDueDates({ ...acting, record }, amended);
  await policyReconciler({ ...parts, calendar: amended })();

  const after = await bundleOfPolicy(store.db, 'p');
  expect(change).toMatchObject({ oldDueOn: before?.dueOn, newDueOn: after?.dueOn });
  expect(after?.dueOn).not.toBe(before?.dueOn);
});
