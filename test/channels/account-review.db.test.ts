import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAccount } from '../../src/channels/file-account.ts';
import { listAccountReviews } from '../../src/channels/list-account-reviews.ts';
import { matrixAccounts } from '../../src/channels/matrix.ts';
import { enterFigures, reviewAccount } from '../../src/channels/review-account.ts';
import { testClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const { people, channels, outside } = loadConfig(shippedConfig);
const matrix = matrixAccounts(channels, outside);
const at = (moment: string) => Date.parse(`${moment}+08:00`);
const NOW = at('2026-12-03T09:00:00');
const by = (person: string) => ({ person, via: 'cli' as const });
let store: TestStore;
beforeEach(async () => {
  store = await openTestStore();
});
afterEach(() => store.close());

const acting = () => ({ ...testActing(store.db, testClock(NOW)), people });
const list = () => listAccountReviews(store.db, matrix, 2026, NOW);
const of = async (id: string) => (await list()).accounts.find((a) => a.account === id);

async function published(externalId: string, moment: string, goneAt: number | null = null) {
  const row = { channel: 'sub', delivery: null, act: 'publish' as const, externalId, title: '标题', url: null };
  const rest = { publicAt: at(moment), seenAt: NOW, original: 1, repost: 0, linkOk: null, goneAt, removedBy: null };
  for (const position of [1, 2]) {
    const id = `${externalId}-${position}`;
    await store.db
      .insertInto('publication')
      .values({ id, position, ...row, ...rest })
      .execute();
  }
}

it('N-04 yearly account review lists each account with updates, reads and followers, asks, and records the decision', async () => {
  await published('old', '2025-12-31T23:59:59');
  await published('first', '2026-01-01T00:00:00');
  await published('gone', '2026-06-01T09:00:00', at('2026-06-02T09:00:00'));
  const sub = { account: 'sub', name: '示例发布', role: 'main', state: 'running', owner: 'zhang-wei' };
  expect(await of('sub')).toMatchObject({ ...sub, updates: 1, gone: 1, reads: null, followers: null, decision: null });
  await enterFigures(acting(), { account: 'sub', year: 2026 }, { reads: 120_000, followers: 5300 }, by('li-na'));
  const weibo = { account: 'housing-centre-weibo', year: 2026 };
  await enterFigures(acting(), weibo, { updates: 12 }, by('li-na'));
  expect(await of('sub')).toMatchObject({ updates: 1, reads: 120_000, followers: 5300 });
  expect(await of(weibo.account)).toMatchObject({ ours: false, updates: 12, gone: null, reads: null });
  expect(await list()).toMatchObject({ open: 4 });
  const merge = { ...weibo, decision: 'merge' as const, mergeInto: 'sub', reason: '更新少，读者少' };
  expect(await reviewAccount(acting(), merge, by('wang-jianguo'))).toMatchObject({ isNew: true });
  expect(await of(weibo.account)).toMatchObject({ decision: 'merge', mergeInto: 'sub', decidedBy: 'wang-jianguo' });
  expect(await list()).toMatchObject({ open: 3 });
  const lines = await store.db.selectFrom('ledgerEntry').select(['act', 'object']).orderBy('seq').execute();
  expect(lines.at(-1)).toEqual({ act: 'channel.review', object: 'channel:housing-centre-weibo' });
});

it('there is one review of an account a year: the same decision again changes nothing, another one is refused', async () => {
  const keep = { account: 'sub', year: 2026, decision: 'keep' as const, reason: '主账号' };
  await reviewAccount(acting(), keep, by('zhang-wei'));
  expect(await reviewAccount(acting(), keep, by('zhang-wei'))).toMatchObject({ isNew: false });
  await expect(reviewAccount(acting(), { ...keep, decision: 'close' }, by('zhang-wei'))).rejects.toMatchObject({
    code: 'review-decided',
  });
  expect(await reviewAccount(acting(), { ...keep, year: 2027 }, by('zhang-wei'))).toMatchObject({ isNew: true });
  await expect(reviewAccount(acting(), { ...keep, decision: 'merge' }, by('zhang-wei'))).rejects.toMatchObject({
    code: 'review-merge',
  });
  await expect(reviewAccount(acting(), keep, by('li-na'))).rejects.toMatchObject({ code: 'role-missing' });
});

it('accounts that were closed before the year, or opened after it, and groups of our own are not reviewed', async () => {
  const closing = { event: 'closed' as const, onDay: '2025-12-31', unit: '市政府办', reason: '停更' };
  await fileAccount(acting(), { account: 'property-association', ...closing }, by('zhang-wei'));
  expect((await list()).accounts.map((a) => a.account)).toEqual(['sub', 'service', 'housing-centre-weibo']);
  expect((await listAccountReviews(store.db, matrix, 2019, NOW)).accounts.map((a) => a.account)).toEqual(['sub']);
});
