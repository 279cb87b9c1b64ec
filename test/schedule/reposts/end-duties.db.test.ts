import { afterEach, beforeEach, expect, it } from 'vitest';
import { repostConcerns } from '../../../src/schedule/repost-concerns.ts';
import { addRepost } from '../../../src/schedule/reposts/add-repost.ts';
import { cancelRepost } from '../../../src/schedule/reposts/cancel-repost.ts';
import { confirmRepost } from '../../../src/schedule/reposts/confirm-repost.ts';
import { excuseRepost } from '../../../src/schedule/reposts/excuse-repost.ts';
import { repostFigures } from '../../../src/schedule/reposts/list-reposts.ts';
import { reconcileReposts } from '../../../src/schedule/reposts/reconcile-reposts.ts';
import { showRepost } from '../../../src/schedule/reposts/show-repost.ts';
import type { Tx } from '../../../src/store/database.ts';
import { by, HOUR, ISSUED, openRepostWorld, type RepostWorld, TITLE } from './world.ts';

let world: RepostWorld;
beforeEach(async () => {
  world = await openRepostWorld();
});
afterEach(() => world.end());

const issue = async (accounts: string[], post: string) =>
  (await addRepost(world.desk, { matter: { post }, accounts }, by('li-na'))).task.id;
const states = async (id: string) =>
  (await showRepost(world.desk, id)).accounts.map((a) => [a.account, a.state, a.note]);
const atHour = (hours: number) => world.clock.moveTo(ISSUED + hours * HOUR);
const close = (account: string, onDay: string) =>
  world.db
    .insertInto('accountFiling')
    .values({
      ...{ id: account, account, event: 'closed', onDay, untilDay: null, unit: '示例单位', number: null },
      ...{ filedOn: null, reason: '关停', recordedBy: 'li-na', at: ISSUED },
    })
    .execute();

it('an account that is closed before the limit is excused by itself, one that is closed after it stays overdue', async () => {
  const id = await issue(['street-a', 'street-b', 'sub'], await world.post());
  await close('street-a', '2026-11-21');
  await close('street-b', '2026-11-22');
  await close('sub', '2026-11-21');
  atHour(20);
  await reconcileReposts(world.desk);
  atHour(48);
  await reconcileReposts(world.desk);
  expect(await states(id)).toEqual([
    ['street-a', 'excused', '账号已关停'],
    ['street-b', 'waiting', null],
    ['sub', 'excused', '账号已关停'],
  ]);
  expect((await world.ledger()).filter((act) => act === 'repost.excuse')).toHaveLength(2);
});

it('nobody owes a post that was withdrawn; what was carried stays', async () => {
  const post = await world.post();
  const id = await issue(['street-a', 'sub'], post);
  await confirmRepost(
    world.desk,
    { task: id, account: 'street-a' },
    { link: world.page(TITLE), note: '' },
    by('li-na'),
  );
  await world.db.updateTable('post').set({ state: 'withdrawn' }).where('id', '=', post).execute();
  await reconcileReposts(world.desk);
  expect((await states(id)).map(([, state]) => state)).toEqual(['carried', 'excused']);
});

it('an account of others that never had the approved text is not blamed', async () => {
  await issue(['street-a', 'sub'], await world.post(false));
  atHour(24);
  await reconcileReposts(world.desk);
  const { accounts } = await repostFigures(world.desk, ISSUED, ISSUED + 1);
  expect(accounts.map((a) => [a.account, a.overdue])).toEqual([
    ['sub', 1],
    ['street-a', 0],
  ]);
});

it('what is overdue is told for sixty days, as long as it is looked at', async () => {
  await issue(['street-a'], await world.post());
  const told = async (days: number) => (await repostConcerns(world.desk, ISSUED + 24 * HOUR * (1 + days))).length;
  expect([await told(60), await told(61)]).toEqual([1, 0]);
});

it('a link that was not opened confirms nothing, though the duty is free again by the time it is held', async () => {
  const id = await issue(['sub'], await world.post());
  const free = () => world.db.updateTable('repostDuty').set({ state: 'waiting' }).where('task', '=', id).execute();
  // Between reading and holding the place is taken away.
  const transaction = () => ({
    execute: async (work: (tx: Tx) => Promise<unknown>) => {
      await free();
      return world.db.transaction().execute(work);
    },
  });
  const db = new Proxy(world.db, {
    get: (target, name) => {
      if (name === 'transaction') return transaction;
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const proof = { link: 'https://mp.weixin.qq.com/s/none', note: '' };
  const asked = confirmRepost({ ...world.desk, db }, { task: id, account: 'sub' }, proof, by('li-na'));
  await expect(asked).rejects.toMatchObject({ code: 'repost-changed' });
});

it('a task that is cancelled while its link is opened is confirmed by nobody', async () => {
  const id = await issue(['street-a'], await world.post());
  const openLink: typeof world.desk.openLink = async (link, expected) => {
    await cancelRepost(world.desk, id, '不需要了', by('li-na'));
    return world.desk.openLink(link, expected);
  };
  const proof = { link: world.page(TITLE), note: '' };
  const asked = confirmRepost({ ...world.desk, openLink }, { task: id, account: 'street-a' }, proof, by('li-na'));
  await expect(asked).rejects.toMatchObject({ code: 'repost-cancelled' });
});

it('nothing is placed for an account that was excused since it was read', async () => {
  world.refusals.set('sub', { code: 'repost-form', message: 'no cover', remedy: 'Mend it.' });
  const id = await issue(['sub'], await world.post());
  world.refusals.clear();
  atHour(1);
  const publishedOn: typeof world.desk.publishedOn = async (db, post, channel) => {
    const head = by('zhao-min');
    await excuseRepost(world.desk, { task: id, account: 'sub' }, '不适合', head);
    return world.desk.publishedOn(db, post, channel);
  };
  await reconcileReposts({ ...world.desk, publishedOn });
  expect(await world.db.selectFrom('placement').selectAll().execute()).toEqual([]);
});

it('one task that fails holds up no other, and neither does a text that cannot be read', async () => {
  const first = await world.post();
  const [one, two] = [await issue(['sub', 'street-a'], first), await issue(['sub', 'street-a'], await world.post())];
  const publishedOn: typeof world.desk.publishedOn = async (db, post, channel) => {
    if (post === first) throw new Error('broken row');
    return world.desk.publishedOn(db, post, channel);
  };
  await world.db.updateTable('repostDuty').set({ state: 'placed' }).where('account', '=', 'sub').execute();
  await world.db.deleteFrom('placement').execute();
  await reconcileReposts({ ...world.desk, publishedOn });
  expect((await states(one)).find(([account]) => account === 'sub')).toMatchObject(['sub', 'placed', null]);
  expect((await states(two)).find(([account]) => account === 'sub')).toMatchObject(['sub', 'waiting', null]);
  const told = await repostConcerns({ ...world.desk, publishedOn }, ISSUED);
  expect(told.map((c) => [c.kind, c.fields.task])).toContainEqual(['repost.issued', two]);
  expect(world.errors).toContain('the text of a repost task cannot be read');
});
