import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { bundleOfPolicy, interpretationsOf } from '../../src/policy/bundle-store.ts';
import { type PolicyLook, policyReconciler } from '../../src/policy/reconcile-policy.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { office } from './office.ts';
import { storePage } from './portal-items.ts';

const start = Date.parse('2026-11-20T09:00:00+08:00');

describe('the loop that links and makes bundles', () => {
  let store: TestStore;
  let clock: TestClock;
  let look: () => Promise<PolicyLook>;
  let problems: unknown[];
  beforeEach(async () => {
    store = await openTestStore();
    clock = testClock(start);
    problems = [];
    const quiet = () => {};
    const log = {
      debug: quiet,
      info: quiet,
      warn: quiet,
      error: (_: string, fields: unknown) => problems.push(fields),
    };
    look = policyReconciler({
      acting: testActing(store.db, clock),
      ...office,
      calendar: buildCalendar(),
      log,
      thresholds: defaultSettings.linking,
      kindOf: (source) => (source === 'policies' ? 'policy' : 'interpretation'),
    });
  });
  afterEach(() => store.close());

  const policy = {
    id: 'p',
    title: '示例市人民政府关于印发《示例市养老服务补贴办法》的通知',
    number: '示政规〔2026〕3号',
  };
  const reading = { id: 'i', title: '《示例市养老服务补贴办法》政策解读', source: 'readings' };
  const openDates = () => store.db.selectFrom('openDueDate').selectAll().where('closedAt', 'is', null).execute();

  it('links what is new, makes the bundle with its due date, and finds nothing the second time', async () => {
    await storePage(store.db, { ...policy, fetchedAt: start });
    expect(await look()).toEqual({ linked: 1, failed: 0, pairs: 0, bundles: 1 });
    expect(await bundleOfPolicy(store.db, 'p')).toMatchObject({
      publishedOn: '2026-11-20',
      dueOn: '2026-11-25',
      provisional: 0,
      documentNumber: '示政规〔2026〕3号',
    });
    expect(await openDates()).toMatchObject([{ objectKind: 'bundle', startOn: '2026-11-20', dueOn: '2026-11-25' }]);
    expect(await look()).toEqual({ linked: 0, failed: 0, pairs: 0, bundles: 0 });
  });

  it('closes the due date when an interpretation comes out', async () => {
    await storePage(store.db, { ...policy, fetchedAt: start });
    await look();
    clock.moveBy(3_600_000);
    await storePage(store.db, { ...reading, fetchedAt: clock.now() });
    expect(await look()).toEqual({ linked: 1, failed: 0, pairs: 1, bundles: 0 });
    expect(await openDates()).toEqual([]);
    expect(await interpretationsOf(store.db, 'p')).toMatchObject([{ interpretation: 'i', form: '文字' }]);
  });

  it('links a revised page again and opens the due date when the interpretation speaks of something else', async () => {
    await storePage(store.db, { ...policy, fetchedAt: start });
    await storePage(store.db, { ...reading, fetchedAt: start });
    await look();
    clock.moveBy(60_000);
    await storePage(store.db, {
      ...reading,
      title: '《示例市托育服务管理办法》解读',
      revision: 2,
      fetchedAt: clock.now(),
    });
    expect(await look()).toMatchObject({ linked: 1, pairs: 0 });
    expect(await openDates()).toHaveLength(1);
  });

  it('a draft, a page without a date and a page older than the calendar start no clock', async () => {
    const draft = '示例市民政局关于公开征求《示例市养老服务补贴办法（征求意见稿）》意见的公告';
    await storePage(store.db, { id: 'd', title: draft, fetchedAt: start });
    await storePage(store.db, { ...policy, publishedAt: null, fetchedAt: start });
    await storePage(store.db, {
      id: 'o',
      title: '示例市殡葬管理办法',
      publishedAt: Date.parse('1998-05-04'),
      fetchedAt: start,
    });
    expect(await look()).toMatchObject({ linked: 3, bundles: 3 });
    expect(await openDates()).toEqual([]);
    expect(await bundleOfPolicy(store.db, 'd')).toMatchObject({ phase: 'draft', dueOn: null });
    expect(await bundleOfPolicy(store.db, 'p')).toMatchObject({ publishedOn: null, dueOn: null });
    expect(await bundleOfPolicy(store.db, 'o')).toMatchObject({ publishedOn: '1998-05-04', dueOn: null });
  });

  it('one broken page never holds up the others, and is named', async () => {
    await storePage(store.db, { id: 'b', title: '坏页', fetchedAt: start });
    await store.db.updateTable('itemRevision').set({ body: '{' }).where('item', '=', 'b').execute();
    await storePage(store.db, { ...policy, fetchedAt: start + 1 });
    expect(await look()).toMatchObject({ linked: 1, failed: 1, bundles: 1 });
    expect(problems).toMatchObject([{ item: 'b' }]);
  });

  it('goes through more than a page of items, whatever their order', async () => {
    await inTransaction(store.db, async (tx) => {
      for (let i = 0; i < 130; i += 1) {
        await storePage(tx, { id: `n${i}`, title: `第${i}次例会召开`, fetchedAt: start - (i % 7) });
      }
    });
    expect(await look()).toMatchObject({ linked: 130, failed: 0 });
    expect(await look()).toMatchObject({ linked: 0 });
  });

  it('after a crash between keys and pairs the item is linked again', async () => {
    await storePage(store.db, { ...policy, fetchedAt: start });
    await storePage(store.db, { ...reading, fetchedAt: start });
    await look();
    await store.db.deleteFrom('pair').execute();
    await store.db.updateTable('linkEntry').set({ revision: 0 }).where('item', '=', 'i').execute();
    expect(await look()).toMatchObject({ linked: 1, pairs: 1 });
  });
});
