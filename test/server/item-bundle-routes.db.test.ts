import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { confirmPair } from '../../src/policy/confirm-pair.ts';
import { makeBundle } from '../../src/policy/make-bundle.ts';
import { reopenPair } from '../../src/policy/reopen-pair.ts';
import { bundleActRoutes } from '../../src/server/routes/bundle-act-routes.ts';
import { bundleRoutes } from '../../src/server/routes/bundle-routes.ts';
import { consultationRoutes } from '../../src/server/routes/consultation-routes.ts';
import { frameCounts } from '../../src/server/routes/frame-counts.ts';
import { itemRoutes } from '../../src/server/routes/item-routes.ts';
import { keptPersonRows } from '../../src/today/kept-person-rows.ts';
import { type SeededItems, seedItems } from '../browser/seeds/items.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

const folder = mkdtempSync(join(tmpdir(), 'govcast-items-'));
let house: StoreGovcast;
let seeded: SeededItems;
let app: FastifyInstance;
beforeAll(async () => {
  cpSync('config', join(folder, 'config'), { recursive: true });
  cpSync('test/fixtures/desk', join(folder, 'config'), { recursive: true });
  house = await openStoreGovcast('2026-11-23T09:12:00+08:00', join(folder, 'config'));
  const { govcast } = house;
  cpSync('content', join(folder, 'content'), { recursive: true });
  govcast.environment.contentFolder = join(folder, 'content');
  seeded = await seedItems(govcast);
  const routes = [
    ...itemRoutes(govcast),
    ...bundleRoutes(govcast),
    ...bundleActRoutes(govcast),
    ...consultationRoutes(govcast),
  ];
  ({ app } = openApi(govcast.acting.db, house.clock, routes));
}, 30_000);
afterAll(async () => {
  await app.close();
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const zhou = 'zhou section-head';
const zheng = 'zheng editor';
const auditor = 'tang-xin auditor';
async function call(method: 'GET' | 'POST', path: string, payload?: object, person = zhou) {
  const headers = { 'x-person': person };
  const answer = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) });
  const json = String(answer.headers['content-type']).includes('json');
  return { status: answer.statusCode, body: json ? answer.json() : answer.body, headers: answer.headers };
}
const item = (name: string) => seeded.items.get(name) ?? '';
const titles = (body: { items: { title: string }[] }) => body.items.map(({ title }) => title);
async function acts(object: string): Promise<string[]> {
  const { db } = house.govcast.acting;
  const rows = await db.selectFrom('ledgerEntry').select('act').where('object', '=', object).orderBy('seq').execute();
  return rows.map(({ act }) => act);
}

test('items stand newest found first, page by page, with what became of each', async () => {
  const first = await call('GET', '/items?limit=4');
  expect(first.status).toBe(200);
  expect(first.body.items.map((row: { id: string }) => row.id)).toEqual(
    ['rent', 'archive', 'lift-picture', 'visit'].map(item),
  );
  expect(first.body.items[3].left).toEqual({ reason: '内部活动，不面向群众', person: '周科长' });
  expect(first.body.items[2].explains).toMatchObject([
    { bundle: seeded.bundle, name: '示住建规〔2026〕3号', made: true },
  ]);
  const second = await call('GET', `/items?limit=4&cursor=${first.body.next}`);
  expect(titles(second.body)[0]).toBe('我局组织开展低温天气施工安全检查');
  const third = await call('GET', `/items?limit=4&cursor=${second.body.next}`);
  expect([titles(third.body).length, third.body.next]).toEqual([2, null]);
});

test('each filter gives what it says, and nothing twice over its pages', async () => {
  const fates = async (fate: string) =>
    (await call('GET', `/items?fate=${fate}`)).body.items.map((i: { id: string }) => i.id);
  expect(await fates('policy')).toEqual(['lift', 'gjj'].map(item));
  expect(await fates('left')).toEqual([item('visit')]);
  expect(await fates('open')).toEqual(['rent', 'archive', 'safety', 'heat'].map(item));
  expect(await fates('post')).toEqual([]);
  const notices = await call('GET', '/items?source=shili/tzgg');
  expect(notices.body.items.map((i: { id: string }) => i.id)).toEqual(['rent', 'heat'].map(item));
  const both = await call('GET', '/items?source=shili/gzdt&fate=open&limit=1');
  expect(both.body.items).toMatchObject([{ id: item('archive') }]);
  expect((await call('GET', `/items?source=shili/gzdt&fate=open&cursor=${both.body.next}`)).body.items).toMatchObject([
    { id: item('safety') },
  ]);
});

test('one item tells its page, warnings, revisions, and the difference as runs of characters', async () => {
  const { body } = await call('GET', `/items/${item('heat')}`);
  expect(body).toMatchObject({
    issuer: '示例市住房和城乡建设局',
    revision: 2,
    seenAt: Date.parse('2026-11-22T10:20+08:00'),
  });
  expect(body.revisions.map((r: { revision: number }) => r.revision)).toEqual([2, 1]);
  const { body: difference } = await call('GET', `/items/${item('heat')}/revisions/2`);
  const changed = difference.paragraphs.flatMap((p: { runs?: { kind: string; text: string }[] }) => p.runs ?? []);
  expect(
    changed
      .filter((r: { kind: string }) => r.kind === 'removed')
      .map((r: { text: string }) => r.text)
      .join(),
  ).toContain('5');
  expect(difference.paragraphs.length).toBeGreaterThan(3);
  expect((await call('GET', `/items/${item('heat')}/revisions/3`)).status).toBe(404);
  expect((await call('GET', '/items/nothing')).body).toMatchObject({ status: 404, code: 'item-unknown' });
});

test('the text is a page for a sandboxed frame that asks for nothing', async () => {
  const { body, headers } = await call('GET', `/items/${item('lift')}/text`);
  expect(headers['content-security-policy']).toContain('sandbox');
  expect(body).toContain('自2027年1月1日起施行');
  expect(body).not.toMatch(/src=|href=/);
});

test('a source in trouble stands first, with what was found against what is expected', async () => {
  const { body } = await call('GET', '/items/sources');
  expect(body.sources[0]).toMatchObject({
    column: '工作动态',
    listed: 20,
    expected: 1,
    problem: { code: 'list-empty' },
  });
});

test('an item is left with a reason, is composed no more, and is taken up again; both stand in the ledger', async () => {
  const { acting } = house.govcast;
  expect((await call('POST', `/items/${item('safety')}/leave`, { reason: ' ' })).body.code).toBe('item-leave-reason');
  expect((await call('POST', `/items/${item('safety')}/leave`, { reason: '旧闻' }, auditor)).status).toBe(403);
  expect((await call('POST', `/items/${item('safety')}/leave`, { reason: '旧闻' })).status).toBe(200);
  await call('POST', `/items/${item('safety')}/leave`, { reason: '旧闻' });
  expect((await call('POST', `/items/${item('safety')}/post`)).body.code).toBe('item-left');
  await acting.db.deleteFrom('composeWish').execute();
  expect((await call('POST', `/items/${item('safety')}/take-up`, {}, zheng)).status).toBe(200);
  expect(await acting.db.selectFrom('composeWish').select('subjectId').execute()).toEqual([
    { subjectId: item('safety') },
  ]);
  expect(await acts(`item:${item('safety')}`)).toEqual(['item.store', 'item.leave', 'item.take-up']);
});

test('an item becomes a post once, in the name of who asked', async () => {
  const made = await call('POST', `/items/${item('archive')}/post`, undefined, zheng);
  expect(made).toMatchObject({ status: 200, body: { made: true } });
  expect((await call('POST', `/items/${item('archive')}/post`)).body).toEqual({ post: made.body.post, made: false });
  expect(await acts(`item:${item('archive')}`)).toEqual(['item.store', 'item.compose']);
  const { body } = await call('GET', '/items?fate=post');
  expect(body.items).toMatchObject([{ id: item('archive'), post: { id: made.body.post, state: 'draft' } }]);
  expect((await call('POST', `/items/${item('archive')}/leave`, { reason: '不发' })).body.code).toBe('item-has-post');
});

test('bundles stand by what is owed first', async () => {
  const { body } = await call('GET', '/bundles');
  expect(body.items[0]).toMatchObject({ documentNumber: '示住建发〔2026〕31号', level: 'breached', section: null });
  expect(body.items[1]).toMatchObject({
    ...{ documentNumber: '示住建规〔2026〕3号', section: '物业科', nextDueOn: '2026-11-25', workingDaysLeft: 2 },
    ...{ level: 'orange', there: 2, doubtful: 1 },
  });
  expect(body.items[1].owed[0]).toMatchObject({ what: 'plan-line', subject: '简明问答' });
});

test('the page of a bundle has its forms, the days of the limit, doubts with reasons for and against, and the heads', async () => {
  const { body } = await call('GET', `/bundles/${seeded.bundle}`);
  expect(body.lines.map((l: { state: string; form: string | null }) => [l.form, l.state])).toEqual([
    ['文字解读', 'there'],
    ['图解', 'there'],
    ['简明问答', 'owed'],
    ['音频视频', 'planned'],
    [null, 'planned'],
  ]);
  expect(body.lines.map((l: { interpretation: { timing: string } | null }) => l.interpretation?.timing)).toEqual([
    'together',
    'within',
    undefined,
    undefined,
    undefined,
  ]);
  expect(body.days).toEqual([
    { on: '2026-11-20', n: 0 },
    { on: '2026-11-21', n: null },
    { on: '2026-11-22', n: null },
    { on: '2026-11-23', n: 1 },
    { on: '2026-11-24', n: 2 },
    { on: '2026-11-25', n: 3 },
  ]);
  expect(body.doubtful).toMatchObject([{ interpretation: item('faq2') }]);
  const speaks = new Set(body.doubtful[0].signs.map((s: { speaks: string }) => s.speaks));
  expect(speaks).toEqual(new Set(['for', 'against']));
  expect(body.heads).toHaveLength(5);
  expect(body.clock).toMatchObject({ dueOn: '2026-11-25', rule: { days: 3, unit: 'working-day' } });
  const { sameTime } = house.govcast.bundles.settings;
  sameTime.adopted = true;
  const stricter = await call('GET', `/bundles/${seeded.bundle}`);
  sameTime.adopted = false;
  expect(stricter.body.clock.rule.source).toMatch(/^聊城市住建局政务公开实施方案（2019年）信息更新时限表第15行/);
});

test('what a bundle owes never changes without a line that tells of it, also between a word on a pair and the bundle', async () => {
  const { acting, bundles } = house.govcast;
  const [pair, actor] = [
    { policy: item('lift'), interpretation: item('faq2') },
    { person: 'zhou', via: 'console' } as const,
  ];
  const bundle = { policy: item('lift'), draft: false };
  await acting.db.deleteFrom('bundleOwed').execute();
  const { owed } = keptPersonRows(house.govcast);
  expect(await owed()).toEqual([]);
  await confirmPair(acting, actor, pair);
  // Whoever is told of that line asks at once.
  expect(await owed()).toEqual([]);
  await makeBundle(bundles, actor, bundle);
  expect((await acts(`bundle:${seeded.bundle}`)).at(-1)).toBe('bundle.update');
  expect(await owed()).toEqual(await keptPersonRows(house.govcast).owed());
  expect(await owed()).not.toEqual([]);
  await reopenPair(acting, actor, pair, house.govcast.config.settings.linking, null);
  await makeBundle(bundles, actor, bundle);
  expect(await owed()).toEqual(await keptPersonRows(house.govcast).owed());
  const lines = await acts(`bundle:${seeded.bundle}`);
  await makeBundle(bundles, actor, bundle);
  expect(await acts(`bundle:${seeded.bundle}`)).toEqual(lines);
});

test('a doubt is settled by a person: the bundle has it at once, and it can be taken back', async () => {
  const pair = { policy: item('lift'), interpretation: item('faq2') };
  expect((await call('POST', '/bundles/pairs', { ...pair, word: 'confirm' }, auditor)).status).toBe(403);
  expect((await call('POST', '/bundles/pairs', { ...pair, word: 'confirm' })).status).toBe(200);
  const { body } = await call('GET', `/bundles/${seeded.bundle}`);
  expect(body.doubtful).toEqual([]);
  const joined = body.lines.find(
    (l: { interpretation: { id: string } | null }) => l.interpretation?.id === item('faq2'),
  );
  expect(joined).toMatchObject({ state: 'there', joined: { by: '周科长' }, interpretation: { timing: 'before' } });
  expect((await call('POST', '/bundles/pairs', { ...pair, word: 'reopen' })).status).toBe(200);
  expect((await call('GET', `/bundles/${seeded.bundle}`)).body.doubtful).toHaveLength(1);
  expect((await call('POST', '/bundles/pairs', { ...pair, word: 'refuse', reason: '旧文件的解答' })).status).toBe(200);
  expect((await call('GET', `/bundles/${seeded.bundle}`)).body.doubtful).toEqual([]);
  await call('POST', '/bundles/pairs', { ...pair, word: 'reopen' });
  const unknown = { policy: item('gjj'), interpretation: item('faq2'), word: 'confirm' };
  expect((await call('POST', '/bundles/pairs', unknown)).body).toMatchObject({
    status: 404,
    code: 'policy-pair-unknown',
  });
});

test('every act on a bundle is authorised by role and object and stands in the ledger', async () => {
  const act = (name: string, body: object, person = zheng) =>
    call('POST', `/bundles/${seeded.bundle}/${name}`, body, person);
  const given = { form: '发布会', title: '新闻发布会', on: '2026-11-23', stage: 'release' };
  for (const [name, body] of [
    ['section', { section: 'property' }],
    ['plan', { lines: [] }],
    ['interpreter', { name: '郑科长', post: '科长', position: 'section-head' }],
    ['describe', { telephone: null }],
    ['interpret', given],
    ['tick', { interpretation: 'x', head: 'scope' }],
    ['hand-over', { to: 'regulation', reason: '划转' }],
    ['waive', { reason: 'plain-forwarding' }],
    ['archive', {}],
  ] as const)
    expect([name, (await act(name, body, auditor)).status]).toEqual([name, 403]);
  for (const name of ['hand-over', 'waive', 'archive'])
    expect([
      name,
      (await act(name, name === 'waive' ? { reason: 'internal' } : { to: 'regulation', reason: '划转' })).status,
    ]).toEqual([name, 403]);
  expect((await act('section', { section: 'regulation' })).body.code).toBe('bundle-section-named');
  expect((await act('interpret', given, 'lin editor')).body.code).toBe('bundle-other-section');
  expect((await act('interpret', given)).status).toBe(200);
  expect((await act('tick', { interpretation: item('lift-picture'), head: 'benefits' })).status).toBe(200);
  expect((await act('describe', { traits: ['major'], effectiveOn: '2027-01-01' })).status).toBe(200);
  expect((await act('archive', {}, zhou)).body.code).toBe('bundle-owes');
  expect((await act('waive', { reason: 'internal', note: '试' }, zhou)).status).toBe(200);
  expect((await act('waive', { reason: null }, zhou)).status).toBe(200);
  expect((await act('waive', { reason: 'because' }, zhou)).body.code).toBe('waiver-reason');
  const done = await acts(`bundle:${seeded.bundle}`);
  expect(done.slice(-4)).toEqual(['bundle.tick-head', 'bundle.describe', 'bundle.waive', 'bundle.waive']);
});

test('questions are drafted from the bundle as a held-back post, once', async () => {
  const made = await call('POST', `/bundles/${seeded.bundle}/questions`, undefined, zheng);
  expect(made).toMatchObject({ status: 200, body: { made: true } });
  expect((await call('POST', `/bundles/${seeded.bundle}/questions`)).body).toEqual({
    post: made.body.post,
    made: false,
  });
  expect((await call('GET', `/bundles/${seeded.bundle}`)).body.questions).toBe(made.body.post);
});

test('every refusal has words of its own', async () => {
  for (const code of [
    ...['item-unknown', 'item-leave-reason', 'item-has-post', 'item-left', 'policy-pair-unknown', 'bundle-unknown'],
    ...[
      'bundle-archived',
      'bundle-owes',
      'bundle-section-named',
      'bundle-other-section',
      'bundle-hand-over',
      'section-unknown',
    ],
    ...[
      'waiver-reason',
      'head',
      'bundle-interpretation',
      'bundle-dated',
      'policy-form',
      'interpreter-role',
      'policy-trait',
    ],
    ...[
      'policy-class',
      'draft-nothing',
      'draft-edited',
      'draft-withdrawn',
      'draft-personal-data',
      'subject-gone',
      'day',
    ],
  ]) {
    const { readProblemWording } = await import('../../src/server/api/problem.ts');
    expect([code, readProblemWording('content')[code]?.zh.title]).toEqual([code, expect.any(String)]);
  }
});

test('the navigation counts what nobody decided on, and bundles with something due', async () => {
  const person = house.govcast.config.people.people.find(({ id }) => id === 'zhou');
  if (!person) throw new Error('no zhou');
  const { items, bundles } = await frameCounts(house.govcast)(person);
  expect(items).toEqual({ n: 3, urgent: false });
  expect(bundles).toEqual({ n: 2, urgent: true });
});

test('a consultation is entered with days or a reason, its result once it is published; decisions take the document in', async () => {
  const path = (act: string) => `/bundles/${seeded.bundle}/${act}`;
  const post = (act: string, body: object, as = zhou) => call('POST', path(act), body, as);
  const days = { opensOn: '2026-10-08', closesOn: '2026-11-06' };
  const asked = {
    ways: ['open-call'],
    consultees: [{ kind: 'trade-body', name: '市物业行业协会' }],
    days,
    noneReason: null,
  };
  expect((await post('consult', { ...asked, ways: ['smoke'] })).body.code).toBe('consulting-way');
  expect((await post('consult', { ...asked, days: null })).body.code).toBe('consultation');
  expect((await post('consult', asked, auditor)).status).toBe(403);
  expect((await post('consult', asked)).status).toBe(200);
  const page = async () => (await call('GET', `/bundles/${seeded.bundle}`)).body;
  const [consultation] = (await page()).consultations;
  expect(consultation).toMatchObject({
    ...days,
    ways: ['向社会公开征求意见'],
    consultees: ['市物业行业协会'],
    resultUrl: null,
  });
  const result = { consultation: consultation.id, on: '2026-11-20', url: 'https://zjj.example.gov.cn/cn/1' };
  expect((await post('consult-result', { ...result, url: 'nowhere' })).status).toBe(400);
  expect((await post('consult-result', { ...result, consultation: 'none' })).body.code).toBe('consultation-unknown');
  expect((await post('consult-result', result)).status).toBe(200);
  expect((await page()).consultations).toMatchObject([{ resultOn: '2026-11-20', resultUrl: result.url }]);
  expect(await acts(`bundle:${seeded.bundle}`)).toEqual(
    expect.arrayContaining(['bundle.consult', 'consultation.result']),
  );
  const listed = await call('POST', '/bundles/decisions', { title: '老旧小区加装电梯', year: 2026 });
  const under = { decision: listed.body.id, stage: 'published' };
  expect((await post('decision', { ...under, stage: 'dreamt' })).body.code).toBe('decision-stage');
  expect((await post('decision', { ...under, decision: 'none' })).body.code).toBe('decision-unknown');
  expect((await post('decision', under, zheng)).status).toBe(200);
  expect((await page()).decisions).toMatchObject([{ title: '老旧小区加装电梯', stage: '决策公布' }]);
  expect((await call('POST', '/bundles/decisions', { title: '别的', year: 2026 }, zheng)).status).toBe(403);
});
