import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorOf } from '../../src/config/acting-person.ts';
import type { Role } from '../../src/config/people.ts';
import type { Composed } from '../../src/posts/post.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import type { Caller } from '../../src/server/api/caller.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { registerApi } from '../../src/server/api/register-api.ts';
import { reviewActRoutes } from '../../src/server/routes/review-act-routes.ts';
import { reviewKeepRoutes } from '../../src/server/routes/review-keep-routes.ts';
import { reviewRoutes } from '../../src/server/routes/review-routes.ts';
import { composedPost } from '../review/composed.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
/** Who is away, by who stands in. */
const away: Record<string, string[]> = {};
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:00:00+08:00');
  const { govcast } = house;
  const reviewing = { ...govcast.reviewing, standsFor: async (_db: unknown, person: string) => away[person] ?? [] };
  const desk = { ...govcast, reviewing };
  const log = { debug() {}, info() {}, warn() {}, error: console.error };
  const { db } = govcast.acting;
  app = fastify();
  registerApi(app, {
    ...{ db, log, clock: house.clock, wording: readProblemWording('content') },
    routes: [...reviewRoutes(desk), ...reviewActRoutes(desk), ...reviewKeepRoutes(desk)],
    live: openLiveEvents(db, house.clock, log),
    authenticate: async ({ headers }) => callerOf(String(headers['x-person']), headers['x-stale'] === undefined),
  });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const roles: Record<string, string> = {
  'zhang-wei': 'section-head',
  'wu-jing': 'section-head',
  'sun-lei': 'section-head',
  'wang-jianguo': 'leader',
  'chen-zhiyuan': 'leader',
  'qian-feng': 'secrecy',
  'li-na': 'editor',
  'zhou-ting': 'editor',
  'feng-jie': 'desk',
};
const as = (person: string) => ({ 'x-person': person });
/** Somebody at the console who showed password or code just now, or long ago. */
function callerOf(id: string, fresh: boolean): Caller {
  const person = { id, name: id, post: '编辑', section: 'office', roles: [roles[id] as Role] };
  const confirmedAt = fresh ? house.clock.now() : house.clock.now() - 16 * 60_000;
  return { person, via: 'console', scopes: null, session: { id: 's', confirmedAt }, actor: by(id) };
}
const read = async (person: string, url: string) => {
  const answer = await app.inject({ url: `/api/v1/review${url}`, headers: as(person) });
  return { status: answer.statusCode, ...answer.json() };
};
const act = async (person: string, url: string, payload: object, key?: string) => {
  const headers = { ...as(person), ...(key ? { 'idempotency-key': key } : {}) };
  const answer = await app.inject({ method: 'POST', url: `/api/v1/review/${url}`, payload, headers });
  return { status: answer.statusCode, ...answer.json() };
};
const by = (person: string) => actorOf(house.govcast.config, person, 'console');

interface Seen {
  id: string;
  contentHash: string;
  subjectId: string;
}
async function save(composed: Composed = composedPost(), subjectId = house.govcast.acting.newId()): Promise<Seen> {
  const post = { subjectKind: 'file' as const, subjectId, composed, findings: [], author: 'li-na' };
  return { ...(await savePost(house.govcast.acting, post, by('li-na'))), subjectId };
}
async function handedIn(composed?: Composed, subjectId?: string): Promise<Seen> {
  const post = await save(composed, subjectId);
  const { acting, reviewing } = house.govcast;
  await submitPost(acting, reviewing, { post: post.id, seenHash: post.contentHash }, by('li-na'));
  return post;
}
const owners = {
  political: 'zhang-wei',
  legal: 'zhang-wei',
  policy: 'zhang-wei',
  wording: 'zhang-wei',
  secrecy: 'qian-feng',
};
async function tickAll({ id, contentHash }: Seen, except = '') {
  for (const [gate, person] of Object.entries(owners))
    if (gate !== except) expect((await act(person, `${id}/gates/${gate}`, { seenHash: contentHash })).status).toBe(200);
}
const sign = ({ id, contentHash }: Seen, person: string, step: string, more: object = {}, key?: string) =>
  act(person, `${id}/sign`, { seenHash: contentHash, step, opinion: '同意发布。', ...more }, key);

test('a post goes from the queue of the section head to the leader and out of it; what was signed stands below meanwhile', async () => {
  const post = await handedIn();
  await house.govcast.acting.db
    .insertInto('placement')
    .values({
      ...{ id: house.govcast.acting.newId(), post: post.id, channel: 'sub', act: 'publish', pinned: 0, reason: '' },
      ...{ at: house.clock.now() + 48 * 60_000, createdBy: 'li-na', createdAt: house.clock.now() },
      ...{ announcedAt: null, cancelledAt: null },
    })
    .execute();
  const mine = await read('zhang-wei', '');
  expect(mine.waiting[0]).toMatchObject({ post: post.id, asks: 'sign', level: 'red', due: 'release', channels: 1 });
  expect((await read('wang-jianguo', '')).waiting).toEqual([]);
  expect((await read('qian-feng', '')).waiting[0]).toMatchObject({ post: post.id, asks: 'tick' });
  expect((await sign(post, 'zhang-wei', 'section-head')).code).toBe('gate-own');
  await tickAll(post);
  expect(await sign(post, 'zhang-wei', 'section-head')).toMatchObject({ state: 'in-review', next: 'leader' });
  const after = await read('zhang-wei', '');
  expect([after.waiting, after.signed]).toMatchObject([[], [{ post: post.id, waitsFor: '分管领导' }]]);
  expect(await sign(post, 'wang-jianguo', 'leader')).toMatchObject({ state: 'approved', next: null });
  const ended = await read('zhang-wei', `/${post.id}`);
  expect(ended).toMatchObject({ state: 'approved', due: null, mine: { may: false, why: 'not-in-review' } });
});

test('two who sign one step at once: one signature stands, the other is told that somebody was first', async () => {
  const post = await handedIn();
  await tickAll(post);
  const answers = await Promise.all([sign(post, 'zhang-wei', 'section-head'), sign(post, 'wu-jing', 'section-head')]);
  expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
  expect(answers.find((a) => a.status === 409)?.code).toBe('step-taken');
  const { chain } = await read('wang-jianguo', `/${post.id}`);
  expect(chain.filter((l: { kind: string; state: string }) => l.kind === 'step' && l.state === 'done')).toHaveLength(1);
});

test('signing twice is signing once: with the key of the first call its answer again, without it a refusal', async () => {
  const post = await handedIn();
  await tickAll(post);
  const first = await sign(post, 'zhang-wei', 'section-head', {}, 'key-1');
  expect(await sign(post, 'zhang-wei', 'section-head', {}, 'key-1')).toEqual(first);
  expect((await sign(post, 'zhang-wei', 'section-head')).code).toBe('step-taken');
  const rows = await house.govcast.acting.db
    .selectFrom('signature')
    .selectAll()
    .where('contentHash', '=', post.contentHash)
    .execute();
  expect(rows.filter((row) => row.person === 'zhang-wei' && row.decision === 'approve').length).toBeGreaterThan(0);
});

test('a text that changed while it was read is not signed; the next look says who changed what since the last signature', async () => {
  const text = (phone: string) =>
    composedPost({
      html: `<h2>怎么办</h2><p>首批受理时间为11月26日（星期五）起。</p><p>联系人电话${phone}。</p><p>四。</p>`,
    });
  const post = await handedIn(text('12319'));
  await tickAll(post);
  await sign(post, 'zhang-wei', 'section-head');
  const worse = await save(text('13812345678'), post.subjectId);
  expect(await sign(post, 'wang-jianguo', 'leader')).toMatchObject({ status: 409, code: 'not-in-review' });
  house.clock.moveBy(60_000);
  const better = text('0000-1234567');
  const html = (better.articles[0]?.html ?? '').replace('星期五', '星期四');
  const next = await handedIn(composedPost({ html }), post.subjectId);
  expect((await sign({ ...next, contentHash: worse.contentHash }, 'zhang-wei', 'section-head')).code).toBe(
    'post-changed',
  );
  const view = await read('zhang-wei', `/${next.id}`);
  expect(view.readBefore).toMatchObject({ revision: 1, decision: 'approve' });
  expect(view.changes).toMatchObject([
    { number: 1, revision: 3, by: '李编辑', check: null },
    { number: 2, revision: 3, by: '李编辑', check: 'personal-data' },
  ]);
  const [day] = view.blocks.filter((b: { change: number | null }) => b.change === 1);
  expect(day.cells[0]).toContainEqual({ op: 'del', text: '星期五' });
  expect(day.cells[0]).toContainEqual({ op: 'ins', text: '星期四' });
  const first = await read('wu-jing', `/${next.id}`);
  expect([first.readBefore, first.changes]).toEqual([null, []]);
});

test('a return needs a reason, and its marks must stand in the text; the reviewer finds them again', async () => {
  const post = await handedIn(composedPost({ html: '<p>请于月底前完成年审。</p>' }));
  const mark = { article: 0, block: 2, start: 2, end: 5, excerpt: '月底前', note: '' };
  const back = (opinion: string, marks: object[]) =>
    act('zhang-wei', `${post.id}/return`, { seenHash: post.contentHash, step: 'section-head', opinion, marks });
  expect((await back('', [])).status).toBe(400);
  expect((await back('  ', [])).code).toBe('opinion-missing');
  expect((await back('写明日期', [{ ...mark, start: 3 }])).code).toBe('mark-elsewhere');
  expect(await back('写明日期', [mark])).toMatchObject({ status: 200, state: 'returned' });
  const { returned } = await read('zhang-wei', '');
  expect(returned).toContainEqual(expect.objectContaining({ post: post.id, marks: 1, author: '李编辑' }));
  const { sentBack } = await read('wu-jing', `/${post.id}`);
  expect(sentBack).toEqual({
    ...{ is: 'returned', by: '张伟', mine: false, at: house.clock.now(), opinion: '写明日期', marks: [mark] },
  });
  await handedIn(composedPost({ html: '<p>请于11月30日前完成年审。</p>' }), post.subjectId);
  const view = await read('zhang-wei', `/${post.id}`);
  expect(view.sentBack).toBeNull();
  expect(view.readBefore).toMatchObject({ decision: 'return', opinion: '写明日期', marks: [{ excerpt: '月底前' }] });
  expect((await read('zhang-wei', '')).returned).toEqual([]);
});

test('A-02 a signature is withdrawn until the next person has opened the post, and is kept as withdrawn', async () => {
  const post = await handedIn();
  await tickAll(post);
  await sign(post, 'zhang-wei', 'section-head');
  const seen = { seenHash: post.contentHash };
  expect((await act('wu-jing', `${post.id}/unsign`, seen)).code).toBe('not-last-signer');
  expect(await act('zhang-wei', `${post.id}/unsign`, seen)).toMatchObject({ step: 'section-head' });
  expect((await act('zhang-wei', `${post.id}/unsign`, seen)).code).toBe('not-last-signer');
  const kept = await house.govcast.acting.db.selectFrom('withdrawnSignature').selectAll().execute();
  expect(kept).toMatchObject([{ person: 'zhang-wei', position: 0, opinion: '同意发布。' }]);
  await sign(post, 'zhang-wei', 'section-head');
  expect((await act('wu-jing', `${post.id}/open`, seen)).isFirst).toBe(false);
  expect((await act('wang-jianguo', `${post.id}/open`, seen)).isFirst).toBe(true);
  expect((await act('chen-zhiyuan', `${post.id}/open`, seen)).isFirst).toBe(false);
  expect((await act('zhang-wei', `${post.id}/unsign`, seen)).code).toBe('opened-already');
});

test('a tick by mistake is taken back by its owner until he signs, and by nobody else', async () => {
  const post = await handedIn();
  await tickAll(post);
  const seen = { seenHash: post.contentHash };
  expect((await act('wu-jing', `${post.id}/gates/legal/untick`, seen)).code).toBe('tick-not-yours');
  expect((await act('zhang-wei', `${post.id}/gates/legal/untick`, seen)).status).toBe(200);
  expect((await act('zhang-wei', `${post.id}/gates/legal/untick`, seen)).status).toBe(200);
  expect((await sign(post, 'zhang-wei', 'section-head')).code).toBe('gate-own');
  await act('zhang-wei', `${post.id}/gates/legal`, seen);
  await sign(post, 'zhang-wei', 'section-head');
  expect((await act('zhang-wei', `${post.id}/gates/legal/untick`, seen)).code).toBe('tick-signed');
});

test('who stands in signs in the name of the absent, once, and never for a writer; the form says for whom', async () => {
  away['zhou-ting'] = ['sun-lei'];
  const post = await handedIn();
  await tickAll(post);
  expect((await read('zhou-ting', '')).waiting).toContainEqual(
    expect.objectContaining({ post: post.id, asks: 'sign', standsFor: '孙磊' }),
  );
  const draft = { subjectKind: 'file' as const, subjectId: 'with-sun', composed: composedPost(), findings: [] };
  const his = { ...draft, author: 'li-na', writers: ['sun-lei'] };
  const cowritten = await savePost(house.govcast.acting, his, by('li-na'));
  const seen = { post: cowritten.id, seenHash: cowritten.contentHash };
  await submitPost(house.govcast.acting, house.govcast.reviewing, seen, by('li-na'));
  expect((await read('zhou-ting', '')).waiting).toContainEqual(
    expect.objectContaining({ post: cowritten.id, asks: 'tick', standsFor: null }),
  );
  expect((await sign(post, 'zhou-ting', 'section-head')).status).toBe(403);
  expect((await sign(post, 'zhou-ting', 'section-head', { standsFor: 'wu-jing' })).code).toBe('not-substitute');
  expect((await sign(post, 'zhou-ting', 'section-head', { standsFor: 'sun-lei' })).next).toBe('leader');
  const { form } = await read('li-na', `/${post.id}/form`);
  expect(form.steps[0].signed).toMatchObject({ person: '周婷', standsFor: '孙磊' });
  away['wu-jing'] = ['sun-lei'];
  expect((await sign(post, 'wu-jing', 'leader', { standsFor: 'sun-lei' })).code).toBe('signed-twice');
  away['zhou-ting'] = [];
  away['wu-jing'] = [];
});

/** Places the post on an account, some minutes from now. */
const placeIn = (post: Seen, minutes: number, change: { obstacleAt?: number } = {}) =>
  house.govcast.acting.db
    .insertInto('placement')
    .values({
      ...{ id: house.govcast.acting.newId(), post: post.id, channel: 'sub', act: 'publish', pinned: 0, reason: '' },
      ...{ at: house.clock.now() + minutes * 60_000, createdBy: 'li-na', createdAt: house.clock.now() },
      ...{ announcedAt: null, cancelledAt: null, ...change },
    })
    .execute();

test('the last signature says what follows: a time, at once when its time has passed, or what somebody has to do first', async () => {
  const now = house.clock.now();
  const through = async (post: Seen) => {
    await tickAll(post);
    expect((await sign(post, 'zhang-wei', 'section-head')).follows).toBeNull();
    return (await sign(post, 'wang-jianguo', 'leader')).follows;
  };
  const [planned, late, lost] = [await handedIn(), await handedIn(), await handedIn()] as const;
  const [unplaced, held, embargoed] = [await handedIn(), await handedIn(), await handedIn()] as const;
  await placeIn(planned, 30);
  await placeIn(late, -30);
  await placeIn(lost, -30, { obstacleAt: now });
  for (const post of [held, embargoed]) await placeIn(post, 30);
  expect((await act('feng-jie', `${held.id}/hold`, { reason: '等统一口径' })).status).toBe(200);
  await app.inject({
    ...{ method: 'PUT', url: `/api/v1/review/${embargoed.id}/embargo`, headers: as('li-na') },
    payload: { until: now + 3_600_000 },
  });
  expect(await through(planned)).toEqual({ is: 'planned', at: now + 30 * 60_000 });
  expect(await through(late)).toEqual({ is: 'at-once', at: now - 30 * 60_000 });
  const due = await house.govcast.acting.db
    .selectFrom('delivery')
    .select('dueAt')
    .where('subjectId', '=', late.id)
    .execute();
  expect(due).toEqual([{ dueAt: now }]);
  expect(await through(lost)).toEqual({ is: 'lost', at: null });
  expect(await through(unplaced)).toEqual({ is: 'unplaced', at: null });
  expect(await through(held)).toEqual({ is: 'held', at: null });
  expect(await through(embargoed)).toEqual({ is: 'embargo', at: now + 3_600_000 });
});

test('I-14 whoever publishes may hold and embargo, only who answers for it lets go; each sees what he may', async () => {
  const post = await handedIn();
  const keeping = async (person: string) => read(person, `/${post.id}/keeping`);
  expect(await keeping('li-na')).toMatchObject({ held: null, mayHold: true, mayRelease: false, mayWithdraw: false });
  expect((await act('li-na', `${post.id}/hold`, { reason: ' ' })).status).toBe(400);
  expect((await act('li-na', `${post.id}/hold`, { reason: '数据要再核对' })).status).toBe(200);
  expect((await act('li-na', `${post.id}/release`, {})).status).toBe(403);
  expect((await read('zhang-wei', `/${post.id}`)).keeping).toMatchObject({
    ...{ held: { by: '李编辑', reason: '数据要再核对' }, mayHold: false, mayRelease: true },
  });
  expect((await act('zhang-wei', `${post.id}/release`, {})).status).toBe(200);
  const embargo = async (person: string, until: number | null) => {
    const asked = { method: 'PUT' as const, url: `/api/v1/review/${post.id}/embargo`, headers: as(person) };
    return (await app.inject({ ...asked, payload: { until } })).json();
  };
  const [soon, later] = [house.clock.now() + 3_600_000, house.clock.now() + 7_200_000];
  expect(await embargo('li-na', later)).toEqual({ ok: true });
  expect((await embargo('li-na', soon)).code).toBe('role-missing');
  expect((await embargo('zhang-wei', 1)).code).toBe('embargo-passed');
  expect(await keeping('li-na')).toMatchObject({ embargoUntil: later, mayEmbargo: true, mayShorten: false });
  expect(await embargo('zhang-wei', null)).toEqual({ ok: true });
  expect((await keeping('zhang-wei')).embargoUntil).toBeNull();
  expect((await read('zhang-wei', '/nothing/keeping')).code).toBe('post-unknown');
});

test('A-06 the approval form prints its eight fields, and after the post has changed byte for byte what was signed', async () => {
  const post = await handedIn();
  await tickAll(post);
  const open = await read('zhang-wei', `/${post.id}/form`);
  expect([open.kept, open.form.signedOn]).toEqual([false, null]);
  await sign(post, 'zhang-wei', 'section-head');
  await sign(post, 'wang-jianguo', 'leader', { opinion: '同意，按时发。' });
  const signed = await read('zhang-wei', `/${post.id}/form`);
  expect(signed).toMatchObject({
    kept: true,
    fingerprint: expect.stringMatching(/^sm3:[0-9a-f]{64}$/),
    form: {
      ...{ department: '新闻中心', marking: '主动公开', publicUntil: '长期', signedOn: '2026-11-23' },
      articles: [{ title: '关于示例市老旧小区改造的通知' }],
      steps: [
        { post: '科室负责人', signed: { person: '张伟', opinion: '同意发布。' } },
        { post: '分管领导', signed: { person: '王建国', opinion: '同意，按时发。' } },
      ],
    },
  });
  await handedIn(composedPost({ html: '<p>改过。</p>' }), post.subjectId);
  expect(await read('zhang-wei', `/${post.id}/form?review=${signed.form.review}`)).toEqual(signed);
  expect((await read('zhang-wei', `/${post.id}/form`)).form.signedOn).toBeNull();
});

test('the author signs nothing of his own, other roles read nothing, and a person shows password or code before signing', async () => {
  const post = await handedIn();
  expect((await sign(post, 'li-na', 'section-head')).code).toBe('signer-is-drafter');
  expect((await read('feng-jie', '')).status).toBe(403);
  expect((await sign(post, 'feng-jie', 'section-head')).status).toBe(403);
  const headers = { ...as('zhang-wei'), 'x-stale': '1' };
  const payload = { seenHash: post.contentHash, step: 'section-head', opinion: '' };
  const answer = await app.inject({ method: 'POST', url: `/api/v1/review/${post.id}/sign`, payload, headers });
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'confirm-needed']);
  expect((await read('zhang-wei', '/nothing')).status).toBe(404);
});

test('the phone form is the true output under its hash, in a page that runs nothing', async () => {
  const post = await handedIn(composedPost({ html: '<p style="color:#333">真正的样子</p>' }));
  const page = await app.inject({
    url: `/api/v1/review/${post.id}/phone?hash=${post.contentHash}`,
    headers: as('zhang-wei'),
  });
  expect(page.headers['content-security-policy']).toContain('sandbox');
  expect(page.body).toContain('<p style="color:#333">真正的样子</p>');
});
