import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../src/clock.ts';
import { defaultSettings } from '../../src/config/settings.ts';
import { Refused } from '../../src/errors.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { decideRelation } from '../../src/policy/decide-relation.ts';
import type { LinkItem } from '../../src/policy/link-item.ts';
import { linkItem } from '../../src/policy/link-items.ts';
import { findPair } from '../../src/policy/link-store.ts';
import { listPairs } from '../../src/policy/list-pairs.ts';
import { listStubs } from '../../src/policy/list-stubs.ts';
import { refusePair } from '../../src/policy/refuse-pair.ts';
import { draftsOf } from '../../src/policy/relation-store.ts';
import { reopenPair } from '../../src/policy/reopen-pair.ts';
import { showPolicy } from '../../src/policy/show-policy.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { storePage } from './portal-items.ts';

const thresholds = defaultSettings.linking;
const at = Date.parse('2026-11-20T09:00:00+08:00');
const DAY_MS = 86_400_000;
const zhou = { person: 'zhou', via: 'cli' as const };
const worker = { person: 'govcast', via: 'worker' as const };

let store: TestStore;
let acting: Acting;
beforeEach(async () => {
  store = await openTestStore();
  acting = testActing(store.db, testClock(at));
});
afterEach(() => store.close());

async function link(id: string, title: string, more: Partial<LinkItem> = {}, revision = 1) {
  if (revision === 1) await storePage(store.db, { id, title, fetchedAt: at });
  const facts = { number: null, issuer: null, column: null, columnKind: null, text: '', links: [], images: 0 };
  const item = { id, title, addressKey: `www/${id}`, publishedAt: at, ...facts, ...more };
  return linkItem(acting, worker, { item, revision, fetchedAt: at }, thresholds);
}
const relations = async () => {
  const rows = await store.db
    .selectFrom('policyRelation')
    .selectAll()
    .orderBy('fromPolicy')
    .orderBy('toPolicy')
    .execute();
  return rows.map((r) => `${r.fromPolicy} ${r.kind} ${r.toPolicy} ${r.decision}`);
};
const pairs = async () =>
  (await listPairs(store.db)).pairs.map((p) => `${p.policy} ${p.interpretation} ${p.decision} ${p.stage}`).sort();
const acts = async () =>
  (await store.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute()).map((l) => l.act);

const NAME = '示例市养老服务补贴办法';
const POLICY = `示例市人民政府关于印发《${NAME}》的通知`;
const DRAFT = `示例市民政局关于公开征求《${NAME}（征求意见稿）》意见的公告`;

describe('the stages of one policy (I-06)', () => {
  const inAugust = { publishedAt: at - 90 * DAY_MS };

  it('I-06 a draft and its final text are one policy, whichever comes first', async () => {
    await link('d', DRAFT, inAugust);
    await link('p', POLICY);
    expect(await relations()).toEqual(['d draft-of p made']);
    await link('q', '示例市托育服务管理办法');
    await link('e', '示例市托育服务管理办法（征求意见稿）', inAugust);
    expect(await relations()).toEqual(['d draft-of p made', 'e draft-of q made']);
    expect(await draftsOf(store.db, 'p')).toEqual(['d']);
  });

  it('I-06 an interpretation has the stage 草案, 发布 or 施行后, and those of the draft count for the final text', async () => {
    await link('d', DRAFT, inAugust);
    await link('x', `《${NAME}（征求意见稿）》起草说明`, { publishedAt: at - 89 * DAY_MS });
    await link('p', POLICY, { text: '本办法自2026年12月1日起施行。' });
    await link('y', `《${NAME}》政策解读`);
    await link('z', `一图读懂《${NAME}》`, { publishedAt: at + 12 * DAY_MS });
    expect(await pairs()).toEqual(['d x made draft', 'p y made release', 'p z made in-force']);
    const { stages } = await showPolicy(store.db, 'p');
    expect([stages.draft, stages.release, stages['in-force']].map((all) => all.map((p) => p.interpretation))).toEqual([
      ['x'],
      ['y'],
      ['z'],
    ]);
  });

  it.each([
    ['another year', '示例市2025年养老服务补贴办法（征求意见稿）', '示例市2026年养老服务补贴办法', 90],
    ['another place', `邻江市养老服务补贴办法（征求意见稿）`, NAME, 90],
    ['a district of the city', '示例市东城区养老服务补贴办法（征求意见稿）', NAME, 90],
    ['a text from before the draft', DRAFT, POLICY, -30],
    ['a text four years later', DRAFT, POLICY, 4 * 365],
    ['a forwarding', DRAFT, `示例市东城区人民政府关于转发《${NAME}》的通知`, 90],
    ['a repeal', DRAFT, `示例市人民政府关于废止《${NAME}》的通知`, 90],
  ])('never joins a draft to %s', async (_, draft, final, days) => {
    await link('d', draft, { publishedAt: at - days * DAY_MS });
    await link('p', final);
    expect(await relations()).toEqual([]);
  });

  it('the text of another genre is offered, and a person decides for good', async () => {
    await link('d', DRAFT, inAugust);
    await link('p', '示例市人民政府关于印发《示例市养老服务补贴暂行规定》的通知');
    expect(await relations()).toEqual(['d draft-of p offered']);
    const these = { from: 'd', to: 'p', kind: 'draft-of' as const };
    await decideRelation(acting, zhou, these, 'refused', thresholds, '另一项政策');
    await link('d', DRAFT, inAugust, 2);
    await link('p', '示例市人民政府关于印发《示例市养老服务补贴暂行规定》的通知', {}, 2);
    expect(await relations()).toEqual(['d draft-of p refused']);
    await decideRelation(acting, zhou, these, 'open', thresholds);
    expect(await relations()).toEqual(['d draft-of p offered']);
    await decideRelation(acting, zhou, these, 'made', thresholds);
    await decideRelation(acting, zhou, these, 'made', thresholds);
    expect(await acts()).toEqual(['relation.offer', 'relation.refuse', 'relation.reopen', 'relation.confirm']);
    await expect(decideRelation(acting, zhou, { ...these, to: 'x' }, 'made', thresholds)).rejects.toThrow(Refused);
  });
});

describe('replaced and repealed policies', () => {
  const inYear = (year: number) => ({ publishedAt: Date.parse(`${year}-03-01T09:00:00+08:00`) });
  const end = `本办法自2026年12月1日起施行，《${NAME}》（示政发〔2019〕3号）同时废止。`;

  it('follows the clause that ends the old document, and gives its interpretation to no other', async () => {
    await link('new', POLICY, { number: '示政发〔2026〕8号', text: end });
    await link('old', POLICY, { number: '示政发〔2019〕3号', ...inYear(2019) });
    expect(await relations()).toEqual(['new replaces old made']);
    await link('x', `《${NAME}》解读`, inYear(2019));
    await link('y', `《${NAME}》解读`);
    expect(await pairs()).toEqual(['new y made release', 'old x made release']);
  });

  it('an interpretation of the old document is not given to the new one even when the old one is not there', async () => {
    await link('new', POLICY, { number: '示政发〔2026〕8号', text: end });
    await link('x', `《${NAME}》解读`, inYear(2019));
    await link('y', `《${NAME}》（示政发〔2019〕3号）政策解读`, { publishedAt: null });
    expect(await pairs()).toEqual([]);
  });

  it('tells repeal, amendment and revision apart', async () => {
    await link('old', NAME, { number: '示政发〔2019〕3号', ...inYear(2019) });
    await link('other', '示例市殡葬管理办法', { number: '示政发〔2018〕9号', ...inYear(2018) });
    await link('r', '示例市人民政府关于废止部分文件的决定', {
      text: '决定废止《示例市殡葬管理办法》（示政发〔2018〕9号）。',
    });
    await link('a', `示例市人民政府关于修改《${NAME}》的决定`);
    await link('v', `示例市人民政府关于印发《${NAME}（2026年修订）》的通知`, { publishedAt: at + DAY_MS });
    expect(await relations()).toEqual(['a amends old made', 'r repeals other made', 'v replaces old offered']);
  });

  it('a validity that ends, a plan to repeal and a law it rests on repeal nothing', async () => {
    await link('old', NAME, { number: '示政发〔2019〕3号', ...inYear(2019) });
    const text = `根据《${NAME}》（示政发〔2019〕3号）制定。本细则有效期五年，期满自动失效。除《${NAME}》外尚未废止的继续有效。`;
    await link('n', '示例市养老服务补贴实施细则', { text });
    expect(await relations()).toEqual([]);
  });
});

describe('policies from above that no portal here has', () => {
  const TITLE = '国务院办公厅关于推进养老服务发展的意见';
  const READING = `一图读懂《${TITLE}》`;
  const city = { issuer: '示例市民政局' };
  const stubs = async () => (await listStubs(store.db)).stubs;

  it('stand as a stub with title, number and issuer, one for all who explain them', async () => {
    const text = `近日，国务院办公厅印发《${TITLE}》（国办发〔2019〕5号）。`;
    await link('i', READING, { ...city, text });
    await link('j', `《${TITLE}》政策解读`, city);
    expect(await stubs()).toMatchObject([
      { title: TITLE, number: '国办发〔2019〕5号', issuer: '国务院办公厅', level: 'state', interpretations: 2 },
    ]);
    expect((await pairs()).map((pair) => pair.split(' ').slice(1).join(' '))).toEqual([
      'i made release',
      'j made release',
    ]);
    expect(await acts()).toEqual(['stub.make', 'pair.make', 'pair.make']);
  });

  it('make no bundle and no clock', async () => {
    await link('i', READING, city);
    expect(await store.db.selectFrom('bundle').selectAll().execute()).toEqual([]);
    expect(await store.db.selectFrom('openDueDate').selectAll().execute()).toEqual([]);
  });

  it('become the real policy when it is crawled: the pairs move over, a refusal too', async () => {
    await link('i', READING, city);
    await link('j', `《${TITLE}》政策解读`, city);
    const [stub] = await stubs();
    await refusePair(acting, zhou, { policy: stub?.id ?? '', interpretation: 'j' }, thresholds);
    await link('p', TITLE, { number: '国办发〔2019〕5号' });
    expect(await pairs()).toEqual(['p i made release', 'p j refused release']);
    expect(await stubs()).toEqual([]);
    expect((await showPolicy(store.db, 'p')).policy).toMatchObject({ stub: false });
    await link('k', `《${TITLE}》解读`, city);
    expect(await stubs()).toEqual([]);
    expect(await verifyLedger(store.db)).toMatchObject({ ok: true });
  });

  it('go when nothing explains them any more', async () => {
    await link('i', READING, city);
    await link('i', `一图读懂《${NAME}》`, city, 2);
    expect(await stubs()).toEqual([]);
    expect(await pairs()).toEqual([]);
    expect(await store.db.selectFrom('linkKey').select('item').where('item', '<>', 'i').execute()).toEqual([]);
  });

  it.each([
    ['one’s own level', `一图读懂《${NAME}》`],
    ['a name without an issuer', '一图读懂《关于推进养老服务发展的意见》'],
  ])('are not invented for %s', async (_, title) => {
    await link('i', title, city);
    expect(await stubs()).toEqual([]);
  });
});

describe('a person’s word on a pair', () => {
  it('taking a refusal back lets linking decide again, and all of it stands in the ledger', async () => {
    await link('p', POLICY);
    await link('i', `《${NAME}》解读`);
    const pair = { policy: 'p', interpretation: 'i' };
    await refusePair(acting, zhou, pair, thresholds, '另一份文件');
    expect(await findPair(store.db, 'p', 'i')).toMatchObject({
      decision: 'refused',
      decidedBy: 'zhou',
      note: '另一份文件',
    });
    await reopenPair(acting, zhou, pair, thresholds, '看错了');
    await reopenPair(acting, zhou, pair, thresholds);
    expect(await findPair(store.db, 'p', 'i')).toMatchObject({ decision: 'made', decidedBy: null, note: null });
    expect(await acts()).toEqual(['pair.make', 'pair.refuse', 'pair.reopen', 'pair.make']);
    const lines = await store.db.selectFrom('ledgerEntry').select('after').where('act', '=', 'pair.refuse').execute();
    expect(lines[0]?.after).toContain('另一份文件');
  });
});
