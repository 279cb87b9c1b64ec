import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { Refused } from '../../src/errors.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { confirmPair } from '../../src/policy/confirm-pair.ts';
import type { LinkItem } from '../../src/policy/link-item.ts';
import { linkItem } from '../../src/policy/link-items.ts';
import { findPair } from '../../src/policy/link-store.ts';
import { refusePair } from '../../src/policy/refuse-pair.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { storePage } from './portal-items.ts';

const thresholds = defaultSettings.linking;
const at = Date.parse('2026-11-20T09:00:00+08:00');
const zhou = { person: 'zhou', via: 'cli' as const };
const worker = { person: 'govcast', via: 'worker' as const };

describe('linking one item at a time', () => {
  let store: TestStore;
  let acting: Acting;
  beforeEach(async () => {
    store = await openTestStore();
    acting = testActing(store.db, testClock(at));
  });
  afterEach(() => store.close());

  const link = async (id: string, title: string, more: Partial<LinkItem> = {}, revision = 1) => {
    if (revision === 1) await storePage(store.db, { id, title, fetchedAt: at });
    const facts = { number: null, issuer: null, column: null, columnKind: null, text: '', links: [], images: 0 };
    const item = { id, title, addressKey: `www/${id}`, publishedAt: at, ...facts, ...more };
    return linkItem(acting, worker, { item, revision, fetchedAt: at }, thresholds);
  };
  const pairs = async () => {
    const rows = await store.db.selectFrom('pair').selectAll().orderBy('policy').orderBy('interpretation').execute();
    return rows.map((p) => `${p.policy} ${p.interpretation} ${p.decision}`);
  };
  const acts = async () =>
    (await store.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute()).map(({ act }) => act);
  const POLICY = '示例市人民政府关于印发《示例市养老服务补贴办法》的通知';
  const READING = '一图读懂《示例市养老服务补贴办法》';

  it('makes the pair when the policy comes first', async () => {
    await link('p', POLICY);
    expect((await link('i', READING)).changes).toMatchObject([{ policy: 'p', interpretation: 'i', after: 'made' }]);
    expect(await pairs()).toEqual(['p i made']);
    expect(await findPair(store.db, 'p', 'i')).toMatchObject({ form: '图解', stage: 'release', decidedBy: null });
    expect(await acts()).toEqual(['pair.make']);
  });

  it('makes the pair when the interpretation comes first', async () => {
    await link('i', READING);
    await link('p', POLICY);
    expect(await pairs()).toEqual(['p i made']);
  });

  it('finds pairs by a link of the page that came first', async () => {
    await link('p', POLICY, { links: ['www/i'] });
    await link('i', '【政策问答】养老补贴怎么领');
    expect(await pairs()).toEqual(['p i made']);
  });

  it('offers a page that reads as no interpretation to the policy that links to it, whichever comes first', async () => {
    const report = '示例市：三项举措让老人安心';
    await link('p', POLICY, { links: ['www/i', 'www/j'] });
    await link('i', report);
    await link('j', report);
    await link('k', report);
    await link('q', '示例市托育服务管理办法', { links: ['www/k'] });
    expect(await pairs()).toEqual(['p i offered', 'p j offered', 'q k offered']);
    await refusePair(acting, zhou, { policy: 'p', interpretation: 'j' }, thresholds);
    await link('p', POLICY, { links: ['www/j'] }, 2);
    await link('k', report, {}, 2);
    expect(await pairs()).toEqual(['p j refused', 'q k offered']);
    expect(await acts()).toEqual(['pair.offer', 'pair.offer', 'pair.offer', 'pair.refuse', 'pair.drop']);
  });

  it('linking the same revision again changes nothing', async () => {
    await link('p', POLICY);
    await link('i', READING);
    expect((await link('i', READING, {}, 2)).changes).toEqual([]);
    expect((await link('p', POLICY, {}, 2)).changes).toEqual([]);
    expect(await acts()).toEqual(['pair.make']);
  });

  it('lets a better policy take the interpretation over, and drops a pair whose title changed', async () => {
    await link('d', '示例市民政局关于公开征求《示例市养老服务补贴办法（征求意见稿）》意见的公告');
    await link('i', READING);
    expect(await pairs()).toEqual(['d i offered']);
    await link('p', POLICY);
    expect(await pairs()).toEqual(['p i made']);
    await link('i', '一图读懂《示例市托育服务管理办法》', {}, 2);
    expect(await pairs()).toEqual([]);
    expect(await acts()).toEqual(['pair.offer', 'pair.make', 'pair.drop', 'relation.make', 'pair.drop']);
  });

  it('a refused pair stays refused whatever comes later', async () => {
    await link('p', POLICY);
    await link('i', READING);
    await refusePair(acting, zhou, { policy: 'p', interpretation: 'i' }, thresholds);
    await refusePair(acting, zhou, { policy: 'p', interpretation: 'i' }, thresholds);
    await link('i', READING, { links: ['www/p'] }, 2);
    await link('p', POLICY, { links: ['www/i'] }, 2);
    expect(await findPair(store.db, 'p', 'i')).toMatchObject({ decision: 'refused', decidedBy: 'zhou' });
    expect(await acts()).toEqual(['pair.make', 'pair.refuse']);
  });

  it('refusing the wrong one of two twins makes the other', async () => {
    await link('p1', POLICY, { number: '示政规〔2026〕1号' });
    await link('p2', POLICY, { number: '示政规〔2026〕2号' });
    await link('i', READING);
    expect(await pairs()).toEqual(['p1 i offered', 'p2 i offered']);
    await refusePair(acting, zhou, { policy: 'p1', interpretation: 'i' }, thresholds);
    expect(await pairs()).toEqual(['p1 i refused', 'p2 i made']);
  });

  it('a confirmed pair stays made', async () => {
    await link('d', '示例市民政局关于公开征求《示例市养老服务补贴办法（征求意见稿）》意见的公告');
    await link('i', READING);
    await confirmPair(acting, zhou, { policy: 'd', interpretation: 'i' });
    await confirmPair(acting, zhou, { policy: 'd', interpretation: 'i' });
    await link('i', READING, {}, 2);
    expect(await pairs()).toEqual(['d i made']);
    expect(await acts()).toEqual(['pair.offer', 'pair.confirm']);
    expect(await verifyLedger(store.db)).toMatchObject({ ok: true });
  });

  it('refuses to decide about a pair that nobody made or offered', async () => {
    const unknown = { policy: 'p', interpretation: 'i' };
    await expect(refusePair(acting, zhou, unknown, thresholds)).rejects.toThrow(Refused);
    await expect(confirmPair(acting, zhou, unknown)).rejects.toThrow(Refused);
  });

  it('sees each other when policy and interpretation arrive at once', async () => {
    for (let i = 0; i < 5; i += 1) {
      const name = `示例市第${'一二三四五'.charAt(i)}批养老服务设施规划`;
      await Promise.all([link(`p${i}`, name), link(`i${i}`, `《${name}》解读`)]);
    }
    expect(await pairs()).toEqual([0, 1, 2, 3, 4].map((i) => `p${i} i${i} made`));
  });
});
