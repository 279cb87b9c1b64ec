import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readLedgerWording } from '../../src/server/ledger-sentence.ts';
import { ledgerRoutes } from '../../src/server/routes/ledger-routes.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { openApi } from './api/open-api.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:00:00+08:00');
  const { acting, config } = house.govcast;
  const group = config.offices.administrators.groups[0]?.id ?? '';
  for (let i = 0; i < 12; i += 1) {
    house.clock.moveBy(60_000);
    const actor = {
      person: i % 3 === 0 ? 'zhang-wei' : 'li-na',
      via: 'console' as const,
      ...(i > 8 ? { group } : {}),
    };
    const line = { at: house.clock.now(), actor, act: i % 2 ? 'post.sign' : 'post.revise', object: `post:${i % 4}` };
    await inTransaction(acting.db, (tx) => acting.record(tx, { ...line, after: { version: i } }));
  }
  app = openApi(acting.db, house.clock, ledgerRoutes(house.govcast)).app;
});
afterAll(async () => {
  await app.close();
  await house.close();
});
const headers = { 'x-person': 'tang-xin auditor' };
const get = async (url: string) => (await app.inject({ url: `/api/v1${url}`, headers })).json();

test('lines are found newest first, page by page, each as a sentence with a name', async () => {
  const met: string[] = [];
  for (let cursor = ''; ; ) {
    const page = await get(`/ledger?act=post&limit=5${cursor}`);
    met.push(...page.items.map((l: { sentence: string; who: string }) => `${l.who}${l.sentence}`));
    if (page.next === null) break;
    cursor = `&cursor=${page.next}`;
  }
  expect(met).toHaveLength(12);
  expect(met.slice(0, 3)).toEqual(['李编辑签了', '李编辑改了，成为新的一版', '张伟签了']);
});

test('a person is found with every group he acts for; object, act and time narrow the search', async () => {
  const count = async (query: string) => (await get(`/ledger?${query}`)).items.length;
  expect(await count('person=zhang-wei&act=post.sign')).toBe(2);
  expect(await count('person=li-na&act=post')).toBeGreaterThan(0);
  expect(await count('object=post:3')).toBe(3);
  expect(await count('object=post:3&act=post.revise')).toBe(0);
  const from = Date.parse('2026-11-23T09:11:00+08:00');
  expect(await count(`act=post&from=${from}`)).toBe(2);
  expect(await count(`act=post&to=${from}&from=${from - 120_000}`)).toBe(2);
});

test('a day is from its first to its last moment, whatever the order in which lines were numbered', async () => {
  const { acting } = house.govcast;
  const midnight = Date.parse('2026-11-24T00:00:00+08:00');
  // The second line took its moment before the first one and its number after it.
  for (const [i, at] of [midnight, midnight - 1, midnight + 86_399_999, midnight + 86_400_000].entries())
    await inTransaction(acting.db, (tx) =>
      acting.record(tx, {
        at,
        actor: { person: 'wang-jianguo', via: 'api' },
        act: 'post.place',
        object: `post:edge${i}`,
      }),
    );
  const on = async (day: number, more = '') => {
    const [from, to] = [midnight + day * 86_400_000, midnight + (day + 1) * 86_400_000];
    const { items } = await get(`/ledger?from=${from}&to=${to}${more}`);
    return items
      .map(({ object }: { object: string }) => object)
      .filter((object: string) => object.startsWith('post:edge'));
  };
  for (const more of ['', '&person=wang-jianguo', '&act=post.place']) {
    expect(await on(-1, more)).toEqual(['post:edge1']);
    expect(await on(0, more)).toEqual(['post:edge2', 'post:edge0']);
    expect(await on(1, more)).toEqual(['post:edge3']);
  }
});

test('a line shows what stood before and after; one that is not there is 404', async () => {
  const [newest] = (await get('/ledger?act=post')).items;
  expect(await get(`/ledger/lines/${newest.seq}`)).toMatchObject({ before: null, after: { version: 11 } });
  expect(await get('/ledger/lines/99999')).toMatchObject({ status: 404, code: 'not-found' });
});

test('what a line says of a citizen is masked', async () => {
  const { acting } = house.govcast;
  const actor = { person: 'feng-jie', via: 'console' as const };
  const reason = '我叫王小明，电话 13812345678';
  const write = (object: string) => {
    const said = { before: { note: reason }, after: { reason, all: [reason], at: 13812345678 } };
    return inTransaction(acting.db, (tx) =>
      acting.record(tx, { at: house.clock.now(), actor, act: 'request.close', object, ...said }),
    );
  };
  const last = async (object: string) => {
    await write(object);
    const [{ seq }] = (await get(`/ledger?object=${object}`)).items;
    return get(`/ledger/lines/${seq}`);
  };
  const masked = '我叫王**，电话 138****5678';
  const { before, after } = await last('request:r1');
  expect([before, after]).toEqual([{ note: masked }, { reason: masked, all: [masked], at: 13812345678 }]);
  expect((await last('post:9')).after.reason).toBe(reason);
});

test('what was signed or ticked in somebody’s place says in whose, given and taken back', async () => {
  const { acting } = house.govcast;
  const actor = { person: 'zhou-ting', via: 'console' as const };
  const standsFor = 'sun-lei';
  const told = async (act: string, values: object) => {
    const object = `post:${act}`;
    await inTransaction(acting.db, (tx) => acting.record(tx, { at: house.clock.now(), actor, act, object, ...values }));
    return (await get(`/ledger?object=${object}`)).items[0].sentence;
  };
  expect(await told('post.sign', { after: { standsFor } })).toBe('代孙磊签了');
  expect(await told('post.approve', { before: { state: 'in-review' }, after: { standsFor } })).toBe('代孙磊签发了');
  expect(await told('post.return', { after: { standsFor } })).toBe('代孙磊退回了');
  expect(await told('post.tick', { after: { standsFor } })).toBe('代孙磊勾了的一关');
  expect(await told('post.untick', { before: { standsFor } })).toBe('取消了代孙磊给勾的一关');
  expect(await told('post.unsign', { before: { standsFor } })).toBe('撤回了代孙磊对的签名');
  expect(await told('post.release', { after: { standsFor } })).toBe('放行了');
  expect(await told('post.submit', {})).toBe('把送审');
});

test('a tick says which gate; what the machine does is said of the system; the own account is not named twice', async () => {
  const { acting } = house.govcast;
  const record = (actor: object, act: string, object: string, after: object) =>
    inTransaction(acting.db, (tx) =>
      acting.record(tx, {
        ...{ at: house.clock.now(), act, object, after },
        actor: { person: 'li-na', via: 'console', ...actor },
      }),
    );
  await record({ group: house.govcast.config.offices.administrators.groups[0]?.id }, 'post.tick', 'post:ticked', {
    gate: 'policy',
  });
  await record({ person: 'worker', via: 'worker' }, 'post.create', 'post:ticked', {});
  await record(
    { group: house.govcast.config.offices.administrators.groups[0]?.id },
    'credential.change',
    'person:li-na',
    {},
  );
  const said = async (query: string) =>
    (await get(`/ledger?${query}`)).items.map((l: { who: string; sentence: string }) => `${l.who}${l.sentence}`);
  expect(await said('object=post:ticked')).toEqual(['系统写了新稿件', '李编辑勾了的政策关']);
  expect(await said('object=post:ticked&person=govcast')).toEqual(['系统写了新稿件']);
  expect(await said('object=person:li-na')).toEqual(['李编辑改了自己的密码']);
});

test('the chain is verified; a line that was changed is named', async () => {
  const verify = async () => (await app.inject({ method: 'POST', url: '/api/v1/ledger/verify', headers })).json();
  expect(await verify()).toMatchObject({ ok: true, firstBroken: null });
  const { db } = house.govcast.acting;
  const [{ seq, person: actor }] = (await get('/ledger?object=post:2')).items;
  await db.updateTable('ledgerEntry').set({ actor: 'somebody' }).where('seq', '=', seq).execute();
  expect(await verify()).toMatchObject({ ok: false, firstBroken: seq });
  await db.updateTable('ledgerEntry').set({ actor }).where('seq', '=', seq).execute();
});

test('the export has every column, for those who may', async () => {
  const answer = await app.inject({ url: '/api/v1/ledger/export?from=2', headers });
  const lines = answer.payload
    .trim()
    .split('\n')
    .map((l) => JSON.parse(l));
  expect(lines[0]).toMatchObject({ seq: 2, hash: expect.any(String), prevHash: expect.any(String) });
  const other = await app.inject({ url: '/api/v1/ledger/export', headers: { 'x-person': 'he-yong system-admin' } });
  expect(other.statusCode).toBe(403);
});

test('every act that the code writes has its sentence', () => {
  const wording = readLedgerWording('content');
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  const acts = files.flatMap((file) => {
    const source = readFileSync(join('src', file), 'utf8');
    // Those that are chosen between (`act = closed ? 'a.b' : 'a.c'`), too.
    return [...source.matchAll(/\bact(?:: | = )((?:[^,;\n]*\? )?'[a-z-]+\.[a-z-]+'[^,;\n]*)/g)].flatMap((m) =>
      [...(m[1] ?? '').matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map((found) => found[1] ?? ''),
    );
  });
  acts.push('person.add', 'person.change', 'person.roles');
  expect(acts.length).toBeGreaterThan(80);
  expect([...new Set(acts)].filter((act) => !wording[act])).toEqual([]);
});
