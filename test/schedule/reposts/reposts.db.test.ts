import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isoBeijing } from '../../../src/calendar/beijing-time.ts';
import { fileAccount } from '../../../src/channels/file-account.ts';
import { defaultSettings, settingsSchema } from '../../../src/config/settings.ts';
import { cancelPlacement } from '../../../src/schedule/placement-store.ts';
import { addRepost } from '../../../src/schedule/reposts/add-repost.ts';
import { cancelRepost } from '../../../src/schedule/reposts/cancel-repost.ts';
import { confirmRepost, type RepostProof } from '../../../src/schedule/reposts/confirm-repost.ts';
import { excuseRepost } from '../../../src/schedule/reposts/excuse-repost.ts';
import { listReposts, repostFigures } from '../../../src/schedule/reposts/list-reposts.ts';
import { reconcileReposts } from '../../../src/schedule/reposts/reconcile-reposts.ts';
import { showRepost } from '../../../src/schedule/reposts/show-repost.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { by, HOUR, ISSUED, openRepostWorld, type RepostWorld, TITLE } from './world.ts';

let world: RepostWorld;
beforeEach(async () => {
  world = await openRepostWorld();
});
afterEach(() => world.end());

const issue = async (accounts: string[], more: { hours?: number; again?: boolean; post?: string } = {}) => {
  const { post = await world.post(), ...rest } = more;
  const { task, isNew } = await addRepost(world.desk, { matter: { post }, accounts, ...rest }, by('li-na'));
  return { id: task.id, post, isNew, task };
};
const confirm = (task: string, account: string, proof: Partial<RepostProof> & { link: string }) =>
  confirmRepost(world.desk, { task, account }, { note: '', ...proof }, by('li-na'));
const shown = async (id: string) => (await showRepost(world.desk, id)).accounts;
const of = async (id: string, account: string) => (await shown(id)).find((a) => a.account === account);
const atHour = (hours: number) => world.clock.moveTo(ISSUED + hours * HOUR);

describe('a repost task', () => {
  it('M-03 repost task is followed account by account: each with its time or overdue, and late is not done in time', async () => {
    const accounts = ['sub', 'service', 'housing-centre-weibo', 'property-association', 'street-a'];
    const { id, post } = await issue(accounts);
    await world.publish(post, 'sub', ISSUED + 2 * HOUR, { url: 'https://mp.weixin.qq.com/s/1' });
    atHour(3);
    await reconcileReposts(world.desk);
    await confirm(id, 'property-association', { link: world.page(TITLE), at: ISSUED + 2.5 * HOUR });
    atHour(25);
    await confirm(id, 'street-a', { link: world.page(TITLE) });
    await world.publish(post, 'service', ISSUED + 25 * HOUR);
    atHour(26);
    await reconcileReposts(world.desk);
    const told = (await shown(id)).map((a) => [a.account, a.state, a.carriedAt, a.minutes, a.overdue]);
    expect(told).toEqual([
      ['housing-centre-weibo', 'waiting', null, null, true],
      ['property-association', 'carried', isoBeijing(ISSUED + 2.5 * HOUR), 150, false],
      ['service', 'late', isoBeijing(ISSUED + 25 * HOUR), 1500, false],
      ['street-a', 'late', isoBeijing(ISSUED + 25 * HOUR), 1500, false],
      ['sub', 'carried', isoBeijing(ISSUED + 2 * HOUR), 120, false],
    ]);
    const { completion, overdue } = await showRepost(world.desk, id);
    expect(completion).toEqual({
      ...{ owed: 5, inTime: 2, late: 2, overdue: 1, open: 0, excused: 0, rate: 0.4, medianMinutes: 825 },
    });
    expect(overdue).toEqual(['housing-centre-weibo']);
  });

  it('N-14 repost limit is 24 hours by default, with its source, and another setting holds', async () => {
    expect(defaultSettings.matrix.repost).toMatchObject({ hours: 24, source: expect.stringContaining('unverified') });
    const { id, task } = await issue(['property-association']);
    expect(isoBeijing(task.dueAt)).toBe('2026-11-21T17:00:00+08:00');
    world.clock.moveTo(task.dueAt - 1);
    expect(await of(id, 'property-association')).toMatchObject({ overdue: false });
    world.clock.moveTo(task.dueAt);
    expect(await of(id, 'property-association')).toMatchObject({ overdue: true });
    expect((await showRepost(world.desk, id)).limit).toEqual({
      ...{ hours: 24, source: expect.stringContaining('国办发〔2017〕47号') },
    });
    world.clock.moveTo(ISSUED + 24 * HOUR);
    const settings = settingsSchema.parse({ matrix: { repost: { hours: 48 } } }).matrix.repost;
    const matter = { post: await world.post() };
    const longer = await addRepost({ ...world.desk, settings }, { matter, accounts: ['sub'] }, by('li-na'));
    expect(longer.task.dueAt - longer.task.issuedAt).toBe(48 * HOUR);
  });

  it('what is public at the very end of the limit is late, a millisecond before it is in time', async () => {
    const { id, post, task } = await issue(['sub', 'service']);
    await world.publish(post, 'sub', task.dueAt - 1);
    await world.publish(post, 'service', task.dueAt);
    world.clock.moveTo(task.dueAt);
    await reconcileReposts(world.desk);
    expect((await shown(id)).map((a) => [a.account, a.state])).toEqual([
      ['service', 'late'],
      ['sub', 'carried'],
    ]);
  });

  it('places our accounts within the limit, once; the worker goes on where a crash stopped', async () => {
    const { id, post } = await issue(['sub', 'service', 'street-a']);
    expect((await shown(id)).map((a) => [a.account, a.state])).toEqual([
      ['service', 'placed'],
      ['street-a', 'waiting'],
      ['sub', 'placed'],
    ]);
    const placed = async () => (await world.db.selectFrom('placement').selectAll().execute()).length;
    // As if the worker had stopped after it placed the post and before it noted so, and on the other before it placed it.
    await world.db.updateTable('repostDuty').set({ state: 'waiting', tryAt: ISSUED }).execute();
    await inTransaction(world.db, (tx) => cancelPlacement(tx, post, 'service', ISSUED));
    await reconcileReposts(world.desk);
    await reconcileReposts(world.desk);
    expect((await shown(id)).filter((a) => a.ours).map((a) => a.state)).toEqual(['placed', 'placed']);
    expect(await placed()).toBe(3);
  });

  it('says at once what an account cannot take, and tries again later', async () => {
    world.refusals.set('service', { code: 'repost-form', message: 'no cover', remedy: 'Mend it.' });
    const { id } = await issue(['service']);
    expect(await of(id, 'service')).toMatchObject({ state: 'waiting', problem: { code: 'repost-form' } });
    world.refusals.clear();
    await reconcileReposts(world.desk);
    expect(await of(id, 'service')).toMatchObject({ state: 'waiting' });
    atHour(1);
    await reconcileReposts(world.desk);
    expect(await of(id, 'service')).toMatchObject({ state: 'placed', problem: null });
    expect(await world.ledger()).toEqual(expect.arrayContaining(['repost.issue', 'repost.blocked', 'repost.place']));
  });

  it('a post that a person took off the account waits for a person and is not put back by itself', async () => {
    const { id, post } = await issue(['sub']);
    await inTransaction(world.db, (tx) => cancelPlacement(tx, post, 'sub', ISSUED));
    atHour(1);
    await reconcileReposts(world.desk);
    await reconcileReposts(world.desk);
    expect(await of(id, 'sub')).toMatchObject({ state: 'waiting', problem: { code: 'repost-unplaced' } });
  });

  it('an article that is deleted within the time falls back to waiting; after it, it was in time', async () => {
    const { id, post, task } = await issue(['sub', 'service']);
    const first = await world.publish(post, 'sub', ISSUED + HOUR);
    const second = await world.publish(post, 'service', ISSUED + HOUR);
    atHour(2);
    await reconcileReposts(world.desk);
    const gone = (publication: string, goneAt: number) =>
      world.db.updateTable('publication').set({ goneAt, removedBy: 'us' }).where('id', '=', publication).execute();
    await gone(first, ISSUED + 2 * HOUR);
    await gone(second, task.dueAt + HOUR);
    atHour(30);
    await reconcileReposts(world.desk);
    await reconcileReposts(world.desk);
    expect(await of(id, 'sub')).toMatchObject({
      ...{ state: 'waiting', carriedAt: null, overdue: true, problem: { code: 'repost-gone' } },
    });
    expect(await of(id, 'service')).toMatchObject({ state: 'carried' });
    await world.publish(post, 'sub', ISSUED + 31 * HOUR);
    atHour(32);
    await reconcileReposts(world.desk);
    expect(await of(id, 'sub')).toMatchObject({ state: 'late', carriedAt: isoBeijing(ISSUED + 31 * HOUR) });
  });

  it('an article that a colleague made by hand under this title carries it, too, and one from before the issue took no time', async () => {
    const before = await world.post();
    await world.publish(before, 'sub', ISSUED - 5 * HOUR);
    const { id } = await issue(['sub', 'service'], { post: before });
    await world.publish('other', 'service', ISSUED + HOUR, { delivery: null, title: '关于冬季 供暖的通知' });
    atHour(2);
    await reconcileReposts(world.desk);
    expect(await of(id, 'sub')).toMatchObject({ state: 'carried', minutes: 0 });
    expect(await of(id, 'service')).toMatchObject({ state: 'carried', minutes: 60, proof: 'publication' });
  });

  it('the same post on the same day is issued once, and again only on purpose', async () => {
    const { id, post } = await issue(['street-a']);
    expect(await issue(['street-a', 'street-b'], { post })).toMatchObject({ id, isNew: false });
    expect(await shown(id)).toHaveLength(1);
    expect(await issue(['street-b'], { post, again: true })).toMatchObject({ isNew: true });
    world.clock.moveBy(24 * HOUR);
    expect(await issue(['street-a'], { post })).toMatchObject({ isNew: true });
  });

  it('two who issue the same post at the same moment make one task', async () => {
    const post = await world.post();
    const both = await Promise.all([issue(['street-a'], { post }), issue(['street-a'], { post })]);
    expect(both.map((b) => b.isNew).sort()).toEqual([false, true]);
    expect(new Set(both.map((b) => b.id)).size).toBe(1);
  });

  it('a page elsewhere is carried by an article of its title, ours by its publication, others by their link', async () => {
    const matter = { url: 'https://www.gov.cn/zhengce/1.htm', title: TITLE };
    const { task } = await addRepost(world.desk, { matter, accounts: ['sub', 'street-a'] }, by('li-na'));
    await world.publish('any', 'sub', ISSUED + HOUR, { delivery: null });
    atHour(2);
    await reconcileReposts(world.desk);
    await confirm(task.id, 'street-a', { link: world.page(TITLE) });
    expect((await shown(task.id)).map((a) => a.state)).toEqual(['carried', 'carried']);
  });
});

describe('the accounts of a task', () => {
  it('by role and all leave out closed accounts and groups of our own', async () => {
    const closing = { event: 'closed' as const, onDay: '2026-11-01', unit: '市政府办', reason: '停更' };
    await fileAccount(world.desk, { account: 'street-c', ...closing }, by('zhang-wei'));
    const { id } = await issue(['role:ordinary']);
    expect((await shown(id)).map((a) => a.account)).toEqual(['property-association', 'street-a', 'street-b']);
    const all = await issue(['all']);
    expect(await shown(all.id)).toHaveLength(6);
    await expect(issue(['street-c'])).rejects.toMatchObject({ code: 'channel-closed' });
  });

  it('unknown ones are named with the nearest, and nobody is an error', async () => {
    await expect(issue(['street-x'])).rejects.toMatchObject({ code: 'account-unknown' });
    await expect(issue(['role:great'])).rejects.toMatchObject({ code: 'repost-accounts' });
    await expect(issue([])).rejects.toMatchObject({ code: 'repost-accounts' });
  });
});

describe('a confirmation', () => {
  it('is believed when the link opens and shows the title; twice by one link changes nothing', async () => {
    const { id } = await issue(['street-a']);
    const link = world.page(TITLE);
    expect(await confirm(id, 'street-a', { link })).toMatchObject({ isNew: true, duty: { proof: 'page', link } });
    const lines = await world.ledger();
    expect(await confirm(id, 'street-a', { link: `${link}#rd` })).toMatchObject({ isNew: false });
    expect(await world.ledger()).toEqual(lines);
    await expect(confirm(id, 'street-a', { link: world.page(TITLE) })).rejects.toMatchObject({
      code: 'repost-confirmed',
    });
  });

  it('takes the time of the page before that of the person, and none that is to come', async () => {
    const { id } = await issue(['street-a', 'street-b']);
    const seconds = ISSUED / 1000 + 3600;
    atHour(30);
    const link = world.page(TITLE, `<script>var ct = "${seconds}";</script>`);
    await confirm(id, 'street-a', { link, at: ISSUED + 20 * HOUR });
    expect(await of(id, 'street-a')).toMatchObject({ state: 'carried', minutes: 60 });
    const soon = { link: world.page(TITLE), at: ISSUED + 31 * HOUR };
    await expect(confirm(id, 'street-b', soon)).rejects.toMatchObject({ code: 'repost-at' });
  });

  it('by a page of another title, another account or none is refused', async () => {
    const { id } = await issue(['street-a']);
    const note = '李娜看过';
    await expect(confirm(id, 'street-a', { link: world.page('别的'), note })).rejects.toMatchObject({
      code: 'link-other-page',
    });
    const other = world.page(TITLE, '<span id="js_name">别的账号</span>');
    await expect(confirm(id, 'street-a', { link: other, note })).rejects.toMatchObject({ code: 'link-other-account' });
    await expect(confirm(id, 'street-a', { link: 'file:///etc/passwd', note })).rejects.toMatchObject({
      code: 'link-not-open',
    });
    expect(await of(id, 'street-a')).toMatchObject({ state: 'waiting' });
  });

  it('on a platform that shows nothing to a program stands on the word of a person, kept as such', async () => {
    const { id } = await issue(['housing-centre-weibo']);
    const link = world.shell();
    await expect(confirm(id, 'housing-centre-weibo', { link })).rejects.toMatchObject({ code: 'repost-word' });
    await confirm(id, 'housing-centre-weibo', { link, note: '李娜在手机上看到' });
    expect(await of(id, 'housing-centre-weibo')).toMatchObject({
      ...{ state: 'carried', proof: 'word', note: '李娜在手机上看到', confirmedBy: 'li-na', link },
    });
  });

  it('stands on no word for a link that leads elsewhere than to the platform', async () => {
    const { matrix } = world.desk;
    const real = { ...world.desk, matrix: matrix.map((account) => ({ ...account, sandbox: false })) };
    const { id } = await issue(['housing-centre-weibo', 'street-a']);
    const note = '李娜看过';
    for (const account of ['housing-centre-weibo', 'street-a']) {
      const proof = { link: 'https://example.com/1', note };
      await expect(confirmRepost(real, { task: id, account }, proof, by('li-na'))).rejects.toMatchObject({
        code: 'link-other-host',
      });
    }
  });

  it('never takes one link for two accounts, nor the article of ours', async () => {
    const { id, post } = await issue(['street-a', 'street-b', 'sub']);
    const link = world.page(TITLE);
    await world.publish(post, 'sub', ISSUED, { url: world.page(TITLE) });
    await confirm(id, 'street-a', { link });
    await expect(confirm(id, 'street-b', { link })).rejects.toMatchObject({ code: 'link-used' });
    const [ours] = await world.db.selectFrom('publication').select('url').execute();
    await expect(confirm(id, 'street-b', { link: ours?.url ?? '' })).rejects.toMatchObject({ code: 'link-used' });
  });

  it('by two people at the same moment is one; by one link for two accounts one of them is refused', async () => {
    const { id } = await issue(['street-a', 'street-b', 'street-c']);
    const link = world.page(TITLE);
    const both = await Promise.all([confirm(id, 'street-a', { link }), confirm(id, 'street-a', { link })]);
    expect(both.map((b) => b.isNew).sort()).toEqual([false, true]);
    const other = world.page(TITLE);
    const two = await Promise.allSettled([
      confirm(id, 'street-b', { link: other }),
      confirm(id, 'street-c', { link: other }),
    ]);
    expect(two.map((t) => t.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(two.find((t) => t.status === 'rejected')).toMatchObject({ reason: { code: 'link-used' } });
  });

  it('is for those who publish, and not for what a delivery of ours carries', async () => {
    const { id } = await issue(['sub', 'street-a']);
    const link = world.page(TITLE);
    await expect(confirm(id, 'sub', { link })).rejects.toMatchObject({ code: 'repost-confirmed' });
    const auditor = confirmRepost(world.desk, { task: id, account: 'street-a' }, { link, note: '' }, by('tang-xin'));
    await expect(auditor).rejects.toMatchObject({ code: 'role-missing' });
    await expect(confirm(id, 'street-b', { link })).rejects.toMatchObject({ code: 'repost-account' });
  });
});

describe('excuses, cancelling and figures', () => {
  it('an account that is excused counts in no figure; one that carried it late stays late', async () => {
    const { id } = await issue(['street-a', 'street-b']);
    const asked = { task: id, account: 'street-a' };
    await expect(excuseRepost(world.desk, asked, '停电', by('li-na'))).rejects.toMatchObject({ code: 'role-missing' });
    await excuseRepost(world.desk, asked, '停电', by('zhang-wei'));
    await excuseRepost(world.desk, asked, '停电', by('zhang-wei'));
    atHour(25);
    await confirm(id, 'street-b', { link: world.page(TITLE) });
    const late = excuseRepost(world.desk, { task: id, account: 'street-b' }, '忙', by('zhang-wei'));
    await expect(late).rejects.toMatchObject({ code: 'repost-carried' });
    const { completion } = await showRepost(world.desk, id);
    expect(completion).toMatchObject({ owed: 1, excused: 1, late: 1, rate: 0 });
    expect((await world.ledger()).filter((act) => act === 'repost.excuse')).toHaveLength(1);
  });

  it('a cancelled task is owed by nobody, and the same post can be issued again that day', async () => {
    const { id, post } = await issue(['street-a']);
    await cancelRepost(world.desk, id, '发错了', by('li-na'));
    await cancelRepost(world.desk, id, '另一个理由', by('li-na'));
    expect(await showRepost(world.desk, id)).toMatchObject({ cancelled: '发错了' });
    await expect(confirm(id, 'street-a', { link: world.page(TITLE) })).rejects.toMatchObject({
      code: 'repost-cancelled',
    });
    expect(await issue(['street-b'], { post })).toMatchObject({ isNew: true });
    const { accounts } = await repostFigures(world.desk, ISSUED, ISSUED + HOUR);
    expect(accounts.map((a) => a.account)).toEqual(['street-b']);
  });

  it('each account is told over all tasks: rate, time to carry, and what is overdue', async () => {
    const first = await issue(['street-a', 'street-b']);
    const second = await issue(['street-a']);
    atHour(1);
    await confirm(first.id, 'street-a', { link: world.page(TITLE) });
    atHour(3);
    await confirm(second.id, 'street-a', { link: world.page(TITLE) });
    atHour(30);
    const { accounts } = await repostFigures(world.desk, ISSUED, ISSUED + HOUR);
    expect(accounts).toMatchObject([
      {
        ...{ account: 'street-b', tasks: 1, overdue: 1, rate: 0 },
        overdueTasks: [{ task: first.id, title: TITLE, hoursOver: 6 }],
      },
      { account: 'street-a', tasks: 2, inTime: 2, rate: 1, medianMinutes: 120, overdueTasks: [] },
    ]);
    const { reposts } = await listReposts(world.desk, ISSUED, ISSUED + HOUR);
    expect(reposts.map((r) => [r.task, r.overdue])).toEqual([
      [second.id, []],
      [first.id, ['street-b']],
    ]);
  });
});
