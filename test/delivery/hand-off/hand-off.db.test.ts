import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { channelState, rightsOf, setRight } from '../../../src/channels/channel-state-store.ts';
import { probeChannel } from '../../../src/channels/probe-channel.ts';
import { standingPublications } from '../../../src/channels/publication-store.ts';
import { answerWithProof } from '../../../src/delivery/answer-with-proof.ts';
import { deliverApproved } from '../../../src/delivery/deliver-approved.ts';
import { confirmDelivery } from '../../../src/delivery/hand-off/confirm-delivery.ts';
import { handOffFiles } from '../../../src/delivery/hand-off/hand-off-files.ts';
import { loadHandOff } from '../../../src/delivery/hand-off/load-hand-off.ts';
import { readHandOffWording } from '../../../src/delivery/hand-off/steps.ts';
import { takeHandOff } from '../../../src/delivery/hand-off/take-hand-off.ts';
import { writeHandOff } from '../../../src/delivery/hand-off/write-hand-off.ts';
import { requireDelivery, showDelivery } from '../../../src/delivery/show-delivery.ts';
import { withdrawApproval } from '../../../src/review/withdraw-approval.ts';
import { inTransaction } from '../../../src/store/transaction.ts';
import { by, type Desk, openDesk } from './desk.ts';

const submit = '/cgi-bin/freepublish/submit';
let desk: Desk;
let folder: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.end());
beforeEach(async () => {
  await desk.clear();
  folder = await mkdtemp(join(tmpdir(), 'govcast-hand-off-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const take = (id: string, person = 'li-na') => takeHandOff(desk.work, id, by(person));
const confirm = (id: string, ...links: string[]) =>
  confirmDelivery(desk.work, desk.account, id, { links, note: '' }, by('li-na'));
const stateOf = async (id: string) => {
  const { state, reason } = await requireDelivery(desk.db, id);
  return `${state}(${reason})`;
};
const question = async (id: string) => (await showDelivery(desk.db, id)).question;
const filesOf = async (id: string) => {
  const row = await take(id);
  const { handOff, pictures } = await loadHandOff(await desk.sourceOf(id), row);
  return handOffFiles(handOff, pictures, readHandOffWording('content'));
};

describe('an account without the right', () => {
  it('W-4 account without rights gets a hand-off: the ability is off, the folder is offered, nothing calls again until a person probes', async () => {
    const [first, second] = [await desk.approved('第一篇'), await desk.approved('第二篇')];
    const [one, two] = [await desk.deliver(first), await desk.deliver(second)];
    await desk.stage.control('/faults', { path: submit, kind: 'errcode', errcode: 48001, times: 5 });
    await desk.run();
    expect(await stateOf(one)).toBe('asking(hand-off)');
    expect(await stateOf(two)).toBe('asking(hand-off)');
    expect(await desk.stage.calls(submit)).toBe(1);
    const state = await channelState(desk.db, 'sub');
    expect(rightsOf(state)).toEqual({ publish: '48001' });
    expect(state.pausedAt).toBeNull();
    expect(await question(one)).toMatchObject({ kind: 'hand-off', seen: 'wechat-48001' });
    expect((await question(one))?.remedy).toMatch(/“打开人工发布”.*“已发出，贴链接”/);

    // Asking to try again without a probe calls nothing.
    await answerWithProof(desk.work, desk.account, one, { is: 'repeat' }, by('li-na'));
    await desk.run();
    expect(await stateOf(one)).toBe('asking(hand-off)');
    expect(await desk.stage.calls(submit)).toBe(1);

    // After a probe that finds the right, the same delivery goes out by the interface.
    await desk.clearFaults();
    await probeChannel(desk.acting, desk.stage.deps, desk.stage.config('sub'), by('zhang-wei'));
    await answerWithProof(desk.work, desk.account, one, { is: 'repeat' }, by('li-na'));
    await desk.run();
    expect(await stateOf(one)).toBe('published(fact)');
    expect(await stateOf(two)).toBe('asking(hand-off)');
  });

  it('from the refusal to the published article: taken, pasted, confirmed by its link, counted for the clocks', async () => {
    const post = await desk.approved('加装电梯补助办法解读');
    const id = await desk.deliver(post);
    await desk.stage.control('/faults', { path: submit, kind: 'errcode', errcode: 48001 });
    await desk.run();
    const files = await filesOf(id);
    const pasted = files.find((f) => f.name === 'article-1/body.html')?.bytes.toString() ?? '';
    const url = await desk.paste('加装电梯补助办法解读', pasted);
    desk.clock.moveBy(60_000);
    const done = await confirm(id, `${url}#rd`);
    expect(done).toMatchObject({ state: 'published', isNew: true, articles: [{ position: 1, url }] });
    expect(await stateOf(id)).toBe('published(word)');
    const [publication] = await standingPublications(desk.db, 'sub', 0);
    expect(publication).toMatchObject({ delivery: id, url, act: 'publish', title: '加装电梯补助办法解读' });
    expect(publication?.publicAt).toBeLessThanOrEqual(desk.clock.now() - 60_000);
    const lines = await desk.ledger(id);
    expect(lines.map(({ act }) => act)).toEqual(expect.arrayContaining(['delivery.hand-off', 'delivery.published']));
    expect(lines.at(-1)).toMatchObject({ act: 'delivery.published', actor: expect.stringContaining('li-na') });
    expect(await confirm(id, url)).toMatchObject({ isNew: false, state: 'published' });
    const other = await desk.paste('加装电梯补助办法解读', pasted);
    await expect(confirm(id, other)).rejects.toMatchObject({ code: 'delivery-confirmed' });
    expect((await desk.stage.calls(submit)) + (await desk.stage.calls('/cgi-bin/draft/add'))).toBe(2);
  });

  it('two people who confirm at the same moment publish one', async () => {
    const id = await desk.byHand('甲');
    const url = await desk.paste('甲');
    const both = await Promise.all([confirm(id, url), confirm(id, url)]);
    expect(both.map((c) => c.state)).toEqual(['published', 'published']);
    expect(await standingPublications(desk.db, 'service', 0)).toHaveLength(1);
  });
});

describe('a post on an account of which it is known that it lacks the right', () => {
  const lacks = (right: string) => inTransaction(desk.db, (tx) => setRight(tx, 'sub', 'publish', right));

  it('is before its people at once, days before it is due', async () => {
    await lacks('48001');
    const id = await desk.deliver(await desk.approved('甲'), desk.clock.now() + 3 * 86_400_000);
    await desk.run();
    expect(await stateOf(id)).toBe('asking(hand-off)');
  });

  it('is sent at its own time, never before, when the account has the right again before people were asked', async () => {
    await lacks('48001');
    const dueAt = desk.clock.now() + 3 * 86_400_000;
    const id = await desk.deliver(await desk.approved('甲'), dueAt);
    await lacks('works');
    await desk.run();
    expect(await requireDelivery(desk.db, id)).toMatchObject({ state: 'planned', workAt: dueAt });
    expect(await desk.stage.calls('/cgi-bin/draft/add')).toBe(0);
    desk.clock.moveTo(dueAt);
    await desk.run();
    expect(await stateOf(id)).toBe('published(fact)');
  });
});

describe('an account that goes by hand', () => {
  it('asks people as soon as the post is approved, calls nothing, and needs no credentials', async () => {
    const id = await desk.byHand('甲', desk.clock.now() + 86_400_000);
    expect(await stateOf(id)).toBe('asking(hand-off)');
    expect(await question(id)).toMatchObject({ kind: 'hand-off', seen: 'by-hand' });
    expect(await desk.stage.calls('/cgi-bin/stable_token')).toBe(0);
  });

  it.each([
    ['another page', 'link-other-page', async () => desk.paste('别的文章')],
    [
      'a page of another account',
      'link-other-account',
      async () => desk.paste('甲', '<p>正文</p>', 'wx0000000000000001'),
    ],
    ['a page that was taken down', 'link-withdrawn', async () => desk.takeDown(await desk.paste('甲'))],
    ['no page', 'link-not-open', async () => `${desk.stage.url}/s/none`],
    ['another host', 'link-other-host', async () => 'https://www.example.com/s/1'],
    ['an address inside', 'link-other-host', async () => 'http://169.254.169.254/latest/meta-data'],
    ['no address', 'link-not-open', async () => '甲'],
  ])('%s is no proof: %s', async (_name, code, link) => {
    const id = await desk.byHand('甲');
    await expect(confirm(id, await link())).rejects.toMatchObject({ code, remedy: expect.stringMatching(/./) });
    expect(await stateOf(id)).toBe('asking(hand-off)');
    expect(await standingPublications(desk.db, 'service', 0)).toEqual([]);
  });

  it('an earlier article of the same title is no proof', async () => {
    const url = await desk.paste('甲');
    desk.clock.moveBy(3_600_000);
    const id = await desk.byHand('甲');
    await expect(confirm(id, url)).rejects.toMatchObject({ code: 'link-older' });
  });

  it('a link that proved one delivery proves no other', async () => {
    const [one, two] = [await desk.byHand('甲'), await desk.byHand('甲')];
    const url = await desk.paste('甲');
    await confirm(one, url);
    await expect(confirm(two, url)).rejects.toMatchObject({ code: 'link-used', message: expect.stringContaining(one) });
    expect(await stateOf(two)).toBe('asking(hand-off)');
  });

  it('two deliveries confirmed by one link at the same moment: one of them is refused', async () => {
    const [one, two] = [await desk.byHand('甲'), await desk.byHand('甲')];
    const url = await desk.paste('甲');
    const both = await Promise.allSettled([confirm(one, url), confirm(two, url)]);
    expect(both.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((r) => r.status === 'rejected')).toMatchObject({ reason: { code: 'link-used' } });
    expect(await standingPublications(desk.db, 'service', 0)).toHaveLength(1);
  });

  it('a link is known by the article it names, also where only its id was recorded', async () => {
    const [one, two] = [await desk.byHand('甲'), await desk.byHand('甲')];
    const url = await desk.paste('甲');
    await confirm(one, url);
    await desk.db.updateTable('publication').set({ url: null }).where('delivery', '=', one).execute();
    await expect(confirm(two, url)).rejects.toMatchObject({ code: 'link-used' });
    expect(await stateOf(two)).toBe('asking(hand-off)');
  });

  it('several articles are confirmed by several links, each with its own title', async () => {
    const id = await desk.byHand(['甲', '乙']);
    const [a = '', b = ''] = await desk.pasteAll(['甲', '乙']);
    await expect(confirm(id, b, a)).rejects.toMatchObject({ code: 'link-other-page' });
    await expect(confirm(id, a, a)).rejects.toMatchObject({
      code: expect.stringMatching(/^(link-other-page|answer-link)$/),
    });
    await expect(confirm(id, a, b, b)).rejects.toMatchObject({ code: 'answer-link' });
    await expect(confirm(id, a)).rejects.toMatchObject({
      code: 'answer-link',
      remedy: expect.stringMatching(/--note/),
    });
    expect(await stateOf(id)).toBe('asking(hand-off)');
    expect((await confirm(id, a, b)).articles.map(({ position, title }) => [position, title])).toEqual([
      [1, '甲'],
      [2, '乙'],
    ]);
  });

  it('an article without a link stands on the note of who looked, and is recorded with the others', async () => {
    const id = await desk.byHand(['甲', '乙']);
    const [a = ''] = await desk.pasteAll(['甲', '乙']);
    const proof = { links: [a], note: '李娜查看后台，第二篇也已发表' };
    const done = await confirmDelivery(desk.work, desk.account, id, proof, by('li-na'));
    expect(done.articles).toMatchObject([
      { position: 1, title: '甲', url: a },
      { position: 2, title: '乙', url: null },
    ]);
    expect(await confirm(id, a)).toMatchObject({ isNew: false });
  });

  it('the checklist asks for a link of each article', async () => {
    const page = async (titles: string[]) =>
      (await filesOf(await desk.byHand(titles))).find((f) => f.name === 'checklist.html')?.bytes.toString() ?? '';
    expect(await page(['甲'])).toMatch(/--link 文章链接 --as 您的编号<\/code>/);
    expect(await page(['乙', '丙'])).toMatch(/--link 第1篇链接 --link 第2篇链接 --as 您的编号<\/code>/);
  });

  it('an administrator or an auditor takes and confirms nothing', async () => {
    const id = await desk.byHand('甲');
    await expect(take(id, 'he-yong')).rejects.toMatchObject({ code: 'role-missing' });
    const asAuditor = confirmDelivery(desk.work, desk.account, id, { links: ['x'], note: '' }, by('tang-xin'));
    await expect(asAuditor).rejects.toMatchObject({ code: 'role-missing' });
  });

  it('whoever took a text may confirm it, and the last one who took it is the one who has it', async () => {
    const id = await desk.byHand('甲');
    const url = await desk.paste('甲');
    const byDesk = () => confirmDelivery(desk.work, desk.account, id, { links: [url], note: '' }, by('feng-jie'));
    await take(id);
    await expect(byDesk()).rejects.toMatchObject({ code: 'role-missing' });
    const given = { is: 'repeat' as const, note: '李娜没有发表' };
    await answerWithProof(desk.work, desk.account, id, given, by('zhang-wei'));
    desk.clock.moveBy(60_000);
    expect(await take(id, 'feng-jie')).toMatchObject({ takenBy: 'feng-jie', takenAt: desk.clock.now(), voidAt: null });
    expect(await byDesk()).toMatchObject({ state: 'published', isNew: true });
  });
});

describe('a text that is handed out', () => {
  it('is the approved one and no other: a text that changed is refused under the lock', async () => {
    const id = await desk.byHand('甲');
    await desk.edit('甲');
    await expect(take(id)).rejects.toMatchObject({ code: 'delivery-not-approved' });
  });

  it('is dropped for sure when its approval goes before anybody took it', async () => {
    const id = await desk.byHand('甲');
    await desk.edit('甲');
    await desk.run();
    expect(await stateOf(id)).toBe('dropped(sure)');
  });

  it('is void when its approval is withdrawn while it is out, and its question tells staff to stop', async () => {
    const id = await desk.byHand('甲');
    await take(id);
    const { subjectId: post } = await requireDelivery(desk.db, id);
    await withdrawApproval(desk.acting, desk.reviewing, { post, reason: '数据有误' }, by('wang-jianguo'));
    await desk.run();
    expect(await stateOf(id)).toBe('asking(hand-off-void)');
    expect(await question(id)).toMatchObject({
      kind: 'hand-off-void',
      remedy: expect.stringContaining('立即停止粘贴'),
    });
    expect((await showDelivery(desk.db, id)).handOff).toMatchObject({ takenBy: 'li-na', void: expect.any(String) });
    await expect(take(id)).rejects.toMatchObject({ code: 'delivery-not-approved' });
    // Not published: closed by a person's word, because a person had it in hands.
    await answerWithProof(desk.work, desk.account, id, { is: 'leave', note: '没有发表' }, by('li-na'));
    expect(await stateOf(id)).toBe('dropped(word)');
  });

  it('that was published before its approval went is recorded: the public sees it', async () => {
    const id = await desk.byHand('甲');
    await take(id);
    const url = await desk.paste('甲');
    await desk.edit('甲');
    await desk.run();
    expect(await confirm(id, url)).toMatchObject({ state: 'published' });
  });

  it('is not sent as well: the worker calls nothing, and a new approved text waits until the old one is closed', async () => {
    const post = await desk.approved('甲');
    const id = await desk.deliver(post, desk.clock.now() + 3_600_000);
    await take(id);
    expect(await stateOf(id)).toBe('asking(hand-off)');
    desk.clock.moveBy(7_200_000);
    await desk.run();
    expect(await desk.stage.calls(submit)).toBe(0);
  });

  it('a text signed anew gets a delivery of its own in the place of one that nobody took', async () => {
    const id = await desk.byHand('甲');
    const { subjectId: post, hash } = await requireDelivery(desk.db, id);
    const approvedHash = await desk.edit('甲', true);
    const [fresh = ''] = await inTransaction(desk.db, (tx) =>
      deliverApproved(tx, desk.acting, (c) => desk.work.channel(c).descriptor, { id: post, approvedHash }, by('li-na')),
    );
    expect(await stateOf(id)).toBe('dropped(sure)');
    expect(await requireDelivery(desk.db, fresh)).toMatchObject({ state: 'planned', hash: approvedHash });
    expect(approvedHash).not.toBe(hash);
  });

  it('taken twice it is the same, byte for byte, whoever takes it', async () => {
    const id = await desk.byHand('甲');
    const files = await filesOf(id);
    desk.clock.moveBy(3_600_000);
    expect(await filesOf(id)).toEqual(files);
    expect(await take(id, 'zhang-wei')).toMatchObject({ takenBy: 'li-na' });
  });

  it('is sent by the interface instead at its own time, never before it, and only when its taker has not published it', async () => {
    const dueAt = desk.clock.now() + 3 * 86_400_000;
    const id = await desk.deliver(await desk.approved('甲'), dueAt);
    await take(id);
    const repeat = (note?: string) =>
      answerWithProof(desk.work, desk.account, id, { is: 'repeat', ...(note ? { note } : {}) }, by('zhang-wei'));
    await expect(repeat()).rejects.toMatchObject({ code: 'answer-note', remedy: expect.stringMatching(/--note/) });
    expect((await showDelivery(desk.db, id)).handOff).toMatchObject({ void: null });
    await repeat('李娜没有发表，草稿已删除');
    expect(await requireDelivery(desk.db, id)).toMatchObject({ state: 'planned', workAt: dueAt, dueAt });
    await desk.run();
    expect(await desk.stage.calls(submit)).toBe(0);
    desk.clock.moveTo(dueAt);
    await desk.run();
    expect(await stateOf(id)).toBe('published(fact)');
    expect((await showDelivery(desk.db, id)).publications).toHaveLength(1);
  });

  it('half-way through a call nothing is handed out', async () => {
    const id = await desk.deliver(await desk.approved('甲'));
    await desk.db.updateTable('delivery').set({ state: 'sending' }).where('id', '=', id).execute();
    await expect(take(id)).rejects.toMatchObject({ code: 'delivery-in-doubt' });
  });
});

describe('the files', () => {
  it('a folder holds the page, the checklist, every part, and a manifest that names each by its hash', async () => {
    const id = await desk.byHand('加装电梯补助办法解读');
    const files = await filesOf(id);
    const out = join(folder, '包');
    expect(await writeHandOff(files, out, { mark: 'a', at: desk.clock.now() })).toBe(true);
    expect(await writeHandOff(files, out, { mark: 'b', at: desk.clock.now() })).toBe(false);
    expect((await readdir(out)).sort()).toEqual([
      'article-1',
      'checklist.html',
      'checklist.txt',
      'index.html',
      'manifest.json',
    ]);
    expect((await readdir(join(out, 'article-1'))).sort()).toEqual(
      ['01-插图.png', 'author.txt', 'body.html', 'cover.png', 'digest.txt', 'source-link.txt', 'title.txt'].sort(),
    );
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({
      delivery: id,
      contentHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      takenBy: '李娜',
    });
    expect(manifest.files.map((f: { name: string }) => f.name)).toEqual(files.slice(0, -1).map((f) => f.name));
    const page = await readFile(join(out, 'index.html'), 'utf8');
    expect(page).not.toMatch(/src="(https?:|\/\/|asset:)/);
    expect(page).toContain('【在此插入图片 01-插图.png】');
    const list = await readFile(join(out, 'checklist.txt'), 'utf8');
    expect(list).toContain(`govcast delivery confirm ${id}`);
    expect(list).toContain(manifest.contentHash);
    expect(list).not.toMatch(/\{\w+\}/);
    await writeFile(join(out, 'article-1', 'title.txt'), '改过');
    const again = writeHandOff(files, out, { mark: 'c', at: desk.clock.now() });
    await expect(again).rejects.toMatchObject({ code: 'hand-off-exists' });
  });

  it('a zip holds the same, with names that every system reads', async () => {
    const files = await filesOf(await desk.byHand('甲'));
    const out = join(folder, '手工发布.zip');
    await writeHandOff(files, out, { mark: 'a', at: desk.clock.now() });
    expect(await writeHandOff(files, out, { mark: 'b', at: desk.clock.now() })).toBe(false);
    const entries = unzipSync(await readFile(out));
    expect(Object.keys(entries).sort()).toEqual(files.map((f) => f.name).sort());
    expect(strFromU8(entries['article-1/title.txt'] ?? new Uint8Array())).toBe('甲');
  });

  it('a write that fails half-way leaves nothing under its name', async () => {
    const files = await filesOf(await desk.byHand('甲'));
    const broken = [...files, { name: files[0]?.name ?? '', bytes: Buffer.alloc(1) }];
    const out = join(folder, '包');
    await expect(writeHandOff(broken, out, { mark: 'a', at: 0 })).rejects.toThrow();
    expect(await readdir(folder)).toEqual([]);
  });

  it('what stands under its name is whole at every moment of writing', async () => {
    const files = await filesOf(await desk.byHand('甲'));
    const out = join(folder, '包');
    let writing = true;
    const written = writeHandOff(files, out, { mark: 'a', at: 0 }).finally(() => {
      writing = false;
    });
    while (writing) {
      if (existsSync(out)) expect(files.filter(({ name }) => !existsSync(join(out, name)))).toEqual([]);
      await new Promise((next) => setImmediate(next));
    }
    expect(await written).toBe(true);
    expect(await readdir(folder)).toEqual(['包']);
  });

  it('a group gets its message as text, and a note closes it', async () => {
    const id = await desk.byHand('甲', desk.clock.now(), 'notice-group');
    const files = await filesOf(id);
    expect(files.map((f) => f.name)).toEqual([
      'index.html',
      'message.txt',
      'checklist.html',
      'checklist.txt',
      'manifest.json',
    ]);
    expect(files[1]?.bytes.toString()).toContain('甲');
    await expect(confirm(id)).rejects.toMatchObject({ code: 'answer-note' });
    const note = { links: [], note: '李娜 9 点发到群里' };
    expect(await confirmDelivery(desk.work, desk.account, id, note, by('li-na'))).toMatchObject({ state: 'published' });
  });
});
