import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf } from '../../src/config/acting-person.ts';
import { discardPost } from '../../src/delivery/discard-post.ts';
import { planDelivery } from '../../src/delivery/plan-delivery.ts';
import { editingOf } from '../../src/post-desk.ts';
import { lookAtWorking } from '../../src/posts/editing/arrange-articles.ts';
import { holdArticle } from '../../src/posts/editing/hold-article.ts';
import { findPost } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import { placementsOf } from '../../src/schedule/placement-store.ts';
import { itemRoutes } from '../../src/server/routes/item-routes.ts';
import { postDiscardRoutes } from '../../src/server/routes/post-discard-routes.ts';
import { postListRoutes } from '../../src/server/routes/post-list-routes.ts';
import { postRoutes } from '../../src/server/routes/post-routes.ts';
import { reviewRoutes } from '../../src/server/routes/review-routes.ts';
import type { DeliveryState } from '../../src/store/tables/delivery.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { type SeededItems, seedItems } from '../browser/seeds/items.ts';
import { composedPost } from '../review/composed.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const HOUR = 3_600_000;
const li = 'li-na editor';
const zhou = 'zhou-ting editor';
const zhang = 'zhang-wei section-head';
const folder = mkdtempSync(join(tmpdir(), 'govcast-discard-'));
let house: StoreGovcast;
let app: FastifyInstance;
let items: SeededItems;
beforeAll(async () => {
  cpSync('config', join(folder, 'config'), { recursive: true });
  cpSync('test/fixtures/desk', join(folder, 'config'), { recursive: true });
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00', join(folder, 'config'));
  const { govcast } = house;
  items = await seedItems(govcast);
  const routes = [postDiscardRoutes, postListRoutes, postRoutes, itemRoutes, reviewRoutes].flatMap((of) => of(govcast));
  ({ app } = openApi(govcast.acting.db, house.clock, routes));
}, 30_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const by = (person: string) => actorOf(house.govcast.config, person, 'console');
async function call(method: 'GET' | 'POST', path: string, payload?: object, person = li) {
  const headers = { 'x-person': person };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, ...answer.json() };
}
async function draft(author = 'li-na') {
  const { acting } = house.govcast;
  const subject = { subjectKind: 'console' as const, subjectId: acting.newId() };
  const saved = await savePost(acting, { ...subject, composed: composedPost(), findings: [], author }, by(author));
  return { post: saved.id, seenHash: saved.contentHash };
}
const discard = ({ post, seenHash }: { post: string; seenHash: string }, person = li, reason = '写重了') =>
  call('POST', `/posts/${post}/discard`, { seenHash, reason }, person);
const takeUp = (post: string, person = li) => call('POST', `/posts/${post}/take-up`, undefined, person);
const acts = async (object: string) => {
  const { db } = house.govcast.acting;
  return await db
    .selectFrom('ledgerEntry')
    .select(['act', 'after'])
    .where('object', '=', object)
    .orderBy('seq')
    .execute();
};
const main = () => house.govcast.config.channels.find(({ role }) => role === 'main')?.id ?? '';
async function place(post: string, at: number) {
  const { acting } = house.govcast;
  await acting.db
    .insertInto('placement')
    .values({
      ...{ id: acting.newId(), post, channel: main(), act: 'publish', pinned: 0, reason: '', at, announcedAt: null },
      ...{ createdBy: 'li-na', createdAt: house.clock.now(), cancelledAt: null },
    })
    .execute();
}
async function delivery(
  post: string,
  hash: string,
  state: DeliveryState,
  reason: string | null = null,
  channel = main(),
) {
  const { acting, work } = house.govcast;
  const dueAt = house.clock.now() + HOUR;
  const wish = { subjectKind: 'post' as const, subjectId: post, channel, act: 'publish' as const, hash, dueAt };
  const { descriptor } = work.channel(channel);
  const id = await inTransaction(acting.db, (tx) => planDelivery(tx, acting, descriptor, wish, by('li-na')));
  await acting.db.updateTable('delivery').set({ state, reason }).where('id', '=', String(id)).execute();
  return String(id);
}

test('a draft is put away by its writer with a reason, stands in the list with it, and is taken up again as it was', async () => {
  const of = await draft();
  expect(await discard(of)).toEqual({ status: 200, state: 'withdrawn' });
  const [row] = (await call('GET', '/posts?state=withdrawn')).items;
  expect(row).toMatchObject({ id: of.post, away: { reason: '写重了', by: { id: 'li-na' }, at: house.clock.now() } });
  const opened = await call('GET', `/posts/${of.post}`);
  expect(opened.post).toMatchObject({ state: 'withdrawn', mayEdit: false, mayTakeUp: true, mayDiscard: false });
  expect(opened.copy.articles[0].title).toBe(composedPost().articles[0]?.title);
  expect(await takeUp(of.post)).toEqual({ status: 200, state: 'draft', places: 0, passed: 0 });
  const { post } = await call('GET', `/posts/${of.post}`);
  expect(post).toMatchObject({ state: 'draft', contentHash: of.seenHash, revision: 1, mayDiscard: true, away: null });
  expect((await acts(`post:${of.post}`)).map(({ act }) => act)).toEqual([
    'post.create',
    'post.discard',
    'post.take-up',
  ]);
  expect((await takeUp(of.post)).code).toBe('post-not-away');
});

test('nobody else puts it away: not a colleague who wrote nothing in it, not another section; its head does', async () => {
  const of = await draft();
  expect(await discard(of, 'su editor')).toMatchObject({ status: 403, code: 'not-yours' });
  expect(await discard(of, zhou)).toMatchObject({ status: 403, code: 'not-yours' });
  expect(await discard(of, 'feng-jie desk')).toMatchObject({ status: 403 });
  expect((await call('GET', `/posts/${of.post}`, undefined, 'su editor')).post).toMatchObject({ mayDiscard: false });
  expect(await discard(of, zhang)).toMatchObject({ status: 200 });
  expect(await takeUp(of.post, zhou)).toMatchObject({ status: 403, code: 'not-yours' });
});

test('a reason is wanted, and the text that was seen; while a colleague writes in it nobody takes it from under him', async () => {
  const of = await draft();
  expect(await discard(of, li, '  ')).toMatchObject({ status: 409, code: 'reason-missing' });
  expect(await discard({ ...of, seenHash: 'f'.repeat(64) })).toMatchObject({ status: 409, code: 'post-changed' });
  expect((await call('POST', `/posts/${of.post}/discard`, { seenHash: 'x' })).status).toBe(400);
  expect(await discard({ ...of, post: 'nowhere' })).toMatchObject({ status: 404, code: 'post-unknown' });
  const article = (await lookAtWorking(editingOf(house.govcast), of.post))?.articles[0]?.id ?? '';
  await holdArticle(editingOf(house.govcast), { post: of.post, article, tab: 't', wish: 'take' }, by('zhang-wei'));
  expect(await discard(of)).toMatchObject({ status: 409, code: 'article-held' });
  expect(await findPost(house.govcast.acting.db, of.post)).toMatchObject({ state: 'draft' });
});

test('its review ends, its places are cancelled and come back if their time is still ahead; signers find nothing', async () => {
  const { acting, reviewing } = house.govcast;
  const of = await draft();
  await submitPost(acting, reviewing, of, by('li-na'));
  await place(of.post, house.clock.now() + HOUR);
  expect(await discard(of)).toMatchObject({ status: 200 });
  const run = await acting.db.selectFrom('review').select('state').where('post', '=', of.post).execute();
  expect(run).toEqual([{ state: 'voided' }]);
  expect(await placementsOf(acting.db, of.post)).toEqual([]);
  const queue = await call('GET', '/review', undefined, zhang);
  expect(queue.waiting.map((each: { post: string }) => each.post)).not.toContain(of.post);
  const [told] = (await acts(`post:${of.post}`)).filter(({ act }) => act === 'post.discard');
  expect(JSON.parse(told?.after ?? '{}')).toMatchObject({
    reason: '写重了',
    places: [{ channel: main(), act: 'publish' }],
  });
  expect(await takeUp(of.post)).toMatchObject({ state: 'draft', places: 1 });
  expect(await placementsOf(acting.db, of.post)).toMatchObject([{ channel: main(), cancelledAt: null }]);
  await discard(of);
  house.clock.moveTo(house.clock.now() + 2 * HOUR);
  expect(await takeUp(of.post)).toMatchObject({ state: 'draft', places: 0, passed: 1 });
  expect(await placementsOf(acting.db, of.post)).toEqual([]);
});

test('what is approved, sent, under way or in doubt stays; what was only planned is ended in the same moment', async () => {
  const { acting } = house.govcast;
  const approved = await draft();
  await acting.db
    .updateTable('post')
    .set({ state: 'approved', approvedHash: approved.seenHash })
    .where('id', '=', approved.post)
    .execute();
  expect(await discard(approved)).toMatchObject({ status: 409, code: 'post-approved' });
  const sent = await draft();
  await delivery(sent.post, sent.seenHash, 'published', 'fact');
  expect(await discard(sent)).toMatchObject({ status: 409, code: 'post-sent' });
  const closed = await draft();
  await delivery(closed.post, closed.seenHash, 'dropped', 'word');
  expect(await discard(closed)).toMatchObject({ status: 409, code: 'post-sent' });
  const begun = await draft();
  const open = await delivery(begun.post, begun.seenHash, 'sending');
  await acting.db
    .insertInto('attempt')
    .values({
      ...{ id: acting.newId(), delivery: open, position: await countingStep(open), number: 1, state: 'open', fence: 1 },
      ...{ requestHash: '', key: null, calls: 1, begunAt: 1, lastBegunAt: 1, lostAt: null, looks: 0, polls: 0 },
      ...{ externalId: null, answer: null, errorCode: null },
    })
    .execute();
  expect(await discard(begun)).toMatchObject({ status: 409, code: 'post-under-way' });
  const planned = await draft();
  const id = await delivery(planned.post, planned.seenHash, 'planned');
  expect(await discard(planned)).toMatchObject({ status: 200 });
  const row = await acting.db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
  expect(row).toMatchObject({ state: 'dropped', reason: 'sure', workAt: null });
  expect((await acts(`delivery:${id}`)).at(-1)).toMatchObject({ act: 'delivery.dropped' });
});

async function countingStep(delivery: string): Promise<number> {
  const steps = await house.govcast.acting.db
    .selectFrom('step')
    .select('position')
    .where('delivery', '=', delivery)
    .where('visible', '=', 1)
    .execute();
  return steps[0]?.position ?? 0;
}

test('the item it was made from is free again; made a post once more, the very post comes back', async () => {
  const { acting } = house.govcast;
  const item = items.items.get('archive') ?? '';
  const { post } = await call('POST', `/items/${item}/post`);
  const seenHash = (await findPost(acting.db, post))?.contentHash ?? '';
  expect((await call('GET', `/items/${item}`)).post).toMatchObject({ id: post });
  expect(await discard({ post, seenHash }, zhang)).toMatchObject({ status: 200 });
  expect((await call('GET', `/items/${item}`)).post).toBeNull();
  const open = (await call('GET', '/items?fate=open')).items.map((each: { id: string }) => each.id);
  expect(open).toContain(item);
  expect(await call('POST', `/items/${item}/leave`, { reason: '内部活动' })).toMatchObject({ status: 200 });
  expect(await takeUp(post)).toMatchObject({ status: 409, code: 'item-left' });
  await call('POST', `/items/${item}/take-up`);
  expect(await call('POST', `/items/${item}/post`)).toMatchObject({ post, made: false });
  expect(await findPost(acting.db, post)).toMatchObject({ state: 'draft', contentHash: seenHash });
});

test('while accounts owe a repost of it it stays; once the task is cancelled it is put away, and nobody is excused for it', async () => {
  const { acting } = house.govcast;
  const of = await draft();
  const now = house.clock.now();
  const task = {
    ...{ id: acting.newId(), dayKey: null, post: of.post, url: null, title: '通知', hours: 24, issuedAt: now },
    ...{ dueAt: now + 24 * HOUR, createdBy: 'li-na', cancelledAt: null, cancelReason: null },
  };
  await acting.db.insertInto('repostTask').values(task).execute();
  const duty = { task: task.id, account: 'street', ours: 0, state: 'waiting' as const };
  await acting.db.insertInto('repostDuty').values(duty).execute();
  expect(await discard(of)).toMatchObject({ status: 409, code: 'post-repost-open' });
  expect(await findPost(acting.db, of.post)).toMatchObject({ state: 'draft' });
  await acting.db.updateTable('repostTask').set({ cancelledAt: now }).where('id', '=', task.id).execute();
  expect(await discard(of)).toMatchObject({ status: 200 });
});

test('taken up again, its places come back without their pins, and none where it stands already', async () => {
  const { acting } = house.govcast;
  const of = await draft();
  await place(of.post, house.clock.now() + HOUR);
  await acting.db.updateTable('placement').set({ pinned: 1 }).where('post', '=', of.post).execute();
  await discard(of);
  expect(await takeUp(of.post)).toMatchObject({ status: 200, places: 1 });
  expect(await placementsOf(acting.db, of.post)).toMatchObject([{ channel: main(), pinned: 0 }]);
  await discard(of);
  await place(of.post, house.clock.now() + 2 * HOUR);
  expect(await takeUp(of.post)).toMatchObject({ status: 200, state: 'draft', places: 0 });
  expect(await placementsOf(acting.db, of.post)).toMatchObject([{ at: house.clock.now() + 2 * HOUR }]);
});

test('all of its deliveries are held and ended before the first line of the ledger', async () => {
  const { acting } = house.govcast;
  const of = await draft();
  const first = await delivery(of.post, of.seenHash, 'planned');
  const second = await delivery(of.post, of.seenHash, 'planned', null, house.govcast.config.channels[1]?.id);
  const seen: string[][] = [];
  const record: typeof acting.record = async (tx, entry) => {
    const rows = await tx.selectFrom('delivery').select('state').where('id', 'in', [first, second]).execute();
    seen.push(rows.map(({ state }) => state));
    return acting.record(tx, entry);
  };
  const desk = { ...editingOf(house.govcast), acting: { ...acting, record } };
  await discardPost(desk, { ...of, reason: '写重了' }, by('li-na'));
  expect(seen).toEqual(Array(3).fill(['dropped', 'dropped']));
});
