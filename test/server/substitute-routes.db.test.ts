import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeAccount } from '../../src/access/close-account.ts';
import { setPassword } from '../../src/access/set-password.ts';
import { accessConcerns } from '../../src/access-concerns.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { chainText } from '../../src/cli/post-text.ts';
import { actorOf, personOf } from '../../src/config/acting-person.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { reviewConcerns } from '../../src/review/review-concerns.ts';
import { showPost } from '../../src/review/show-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import { substitutesOn } from '../../src/review/substitution-store.ts';
import { waitingReviews } from '../../src/review/waiting-for-people.ts';
import type { Caller } from '../../src/server/api/caller.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { registerApi } from '../../src/server/api/register-api.ts';
import { reviewActRoutes } from '../../src/server/routes/review-act-routes.ts';
import { reviewRoutes } from '../../src/server/routes/review-routes.ts';
import { substituteRoutes } from '../../src/server/routes/substitute-routes.ts';
import { composedPost } from '../review/composed.ts';
import { openStoreGovcast, type StoreGovcast } from './open-store-govcast.ts';

let house: StoreGovcast;
let app: FastifyInstance;
beforeAll(async () => {
  house = await openStoreGovcast('2026-11-23T09:00:00+08:00');
  const { govcast } = house;
  const log = { debug() {}, info() {}, warn() {}, error: console.error };
  const { db } = govcast.acting;
  app = fastify();
  registerApi(app, {
    ...{ db, log, clock: house.clock, wording: readProblemWording('content') },
    routes: [...reviewRoutes(govcast), ...reviewActRoutes(govcast), ...substituteRoutes(govcast)],
    live: openLiveEvents(db, house.clock, log),
    authenticate: async ({ headers }) => callerOf(String(headers['x-person']), headers['x-stale'] === undefined),
  });
});
afterAll(async () => {
  await app.close();
  await house.close();
});

const by = (person: string) => actorOf(house.govcast.config, person, 'console');
function callerOf(id: string, isFresh: boolean): Caller {
  const person = house.govcast.config.people.people.find((p) => p.id === id);
  if (!person) throw new Error(id);
  const confirmedAt = isFresh ? house.clock.now() : house.clock.now() - 16 * 60_000;
  return { person, via: 'console', scopes: null, session: { id: 's', confirmedAt }, actor: by(id) };
}
const read = async (person: string, url: string) => {
  const answer = await app.inject({ url: `/api/v1/${url}`, headers: { 'x-person': person } });
  return { status: answer.statusCode, ...answer.json() };
};
const act = async (person: string, url: string, payload: object = {}, headers: object = {}) => {
  const own = { 'x-person': person, ...headers };
  const answer = await app.inject({ method: 'POST', url: `/api/v1/${url}`, payload, headers: own });
  return { status: answer.statusCode, ...answer.json() };
};
const wish = { absent: 'sun-lei', standIn: 'zhou-ting', beginsOn: '2026-11-24', endsOn: '2026-11-25', reason: '出差' };
const to = (moment: string) => house.clock.moveTo(Date.parse(`2026-11-${moment}:00+08:00`));

let post: { id: string; contentHash: string };
async function handIn(writers: string[] = []): Promise<{ id: string; contentHash: string }> {
  const { acting, reviewing } = house.govcast;
  const draft = { subjectKind: 'file' as const, subjectId: acting.newId(), composed: composedPost(), findings: [] };
  const saved = await savePost(acting, { ...draft, author: 'li-na', writers }, by('li-na'));
  await submitPost(acting, reviewing, { post: saved.id, seenHash: saved.contentHash }, by('li-na'));
  return saved;
}
const sign = (person: string, step: string, standsFor?: string) => {
  const body = { seenHash: post.contentHash, step, opinion: '同意', ...(standsFor ? { standsFor } : {}) };
  return act(person, `review/${post.id}/sign`, body);
};
const tickAll = async () => {
  for (const gate of ['political', 'legal', 'policy', 'wording'])
    await act('zhou-ting', `review/${post.id}/gates/${gate}`, { seenHash: post.contentHash });
  await act('qian-feng', `review/${post.id}/gates/secrecy`, { seenHash: post.contentHash });
};

test('the signer names his substitute himself, or the security administrator; nobody else, and not without showing who he is', async () => {
  expect((await act('sun-lei', 'substitutes', wish, { 'x-stale': '1' })).code).toBe('confirm-needed');
  expect((await act('zhou-ting', 'substitutes', wish)).code).toBe('substitute-not-yours');
  expect((await act('wang-jianguo', 'substitutes', wish)).code).toBe('substitute-not-yours');
  expect((await act('he-yong', 'substitutes', wish)).code).toBe('role-missing');
  expect((await act('sun-lei', 'substitutes', { ...wish, reason: ' ' })).status).toBe(400);
  expect((await act('sun-lei', 'substitutes', { ...wish, endsOn: '2026-11-31' })).status).toBe(400);
  expect((await act('sun-lei', 'substitutes', { ...wish, beginsOn: '2026-11-20' })).code).toBe('substitute-days');
  expect(await act('sun-lei', 'substitutes', wish)).toMatchObject({ status: 200, id: expect.any(String) });
  expect((await act('liu-fang', 'substitutes', wish)).code).toBe('substitute-there');
  const other = { ...wish, absent: 'wang-jianguo', standIn: 'chen-zhiyuan', endsOn: '2026-11-24' };
  expect((await act('liu-fang', 'substitutes', other)).status).toBe(200);
});

test('a reader sees what concerns himself and whom he may name; who gives roles and who audits see all, page by page', async () => {
  const mine = await read('sun-lei', 'substitutes');
  expect(mine.items).toMatchObject([
    { absent: { called: '孙磊' }, standIn: { id: 'zhou-ting' }, state: 'to-come', reason: '出差', mayEnd: true },
  ]);
  expect(mine.absent.map(({ id }: { id: string }) => id)).toEqual(['sun-lei']);
  const may = mine.standIns.map(({ id }: { id: string }) => id);
  expect(may).toEqual(expect.arrayContaining(['zhou-ting', 'wu-jing', 'qian-feng', 'li-na']));
  expect(may).not.toEqual(expect.arrayContaining(['he-yong']));
  expect(await read('zhou-ting', 'substitutes')).toMatchObject({ items: [{ mayEnd: false }] });
  expect((await read('wu-jing', 'substitutes')).items).toEqual([]);
  const first = await read('tang-xin', 'substitutes?limit=1');
  expect(first).toMatchObject({ items: [{ absent: { id: 'sun-lei' }, mayEnd: false }], absent: [] });
  const rest = await read('tang-xin', `substitutes?limit=1&cursor=${first.next}`);
  expect(rest).toMatchObject({ items: [{ absent: { id: 'wang-jianguo' } }], next: null });
  expect((await read('sun-lei', 'review')).leave).toMatchObject({ signs: true, mine: { beginsOn: '2026-11-24' } });
  expect((await read('zhou-ting', 'review')).leave.standing).toMatchObject([{ who: '孙磊' }]);
});

test('the leave is judged at the moment of signing, by the day in Beijing', async () => {
  post = await handIn();
  expect((await sign('zhou-ting', 'section-head', 'sun-lei')).code).toBe('not-substitute');
  await to('23T23:59');
  expect((await sign('zhou-ting', 'section-head', 'sun-lei')).code).toBe('not-substitute');
  await to('24T00:00');
  const { waiting } = await read('zhou-ting', 'review');
  expect(waiting).toMatchObject([{ post: post.id, asks: 'sign', standsFor: '孙磊' }]);
  const { acting, config, calendar, clock } = house.govcast;
  const now = clock.now();
  const told = (await reviewConcerns(acting.db, config, calendar, now)).flatMap(({ to: whom }) => whom);
  expect(told).toContainEqual({ person: 'zhou-ting' });
  const [today] = await waitingReviews(acting.db, config, calendar, now);
  expect(today?.people).toContain('zhou-ting');
  expect((await sign('zhou-ting', 'section-head', 'wu-jing')).code).toBe('not-substitute');
  expect((await sign('zhou-ting', 'section-head', 'sun-lei')).code).toBe('gate-own');
  await tickAll();
  expect(await sign('zhou-ting', 'section-head', 'sun-lei')).toMatchObject({ status: 200, next: 'leader' });
  const { chain } = await read('wang-jianguo', `review/${post.id}`);
  expect(chain).toContainEqual(expect.objectContaining({ who: '周婷', standsFor: '孙磊', state: 'done' }));
  const { form } = await read('li-na', `review/${post.id}/form`);
  expect(form.steps[0].signed).toMatchObject({ person: '周婷', standsFor: '孙磊' });
  const shown = await showPost(house.govcast.acting.db, house.govcast.reviewing, post.id);
  expect(shown.chain?.steps[0]?.signed).toMatchObject({ person: 'zhou-ting', standsFor: 'sun-lei' });
  expect(chainText(shown.chain)).toContain('zhou-ting for sun-lei 2026-11-2');
});

test('A-05 nobody signs a second step through a substitute, and no writer signs as one', async () => {
  await act('liu-fang', 'substitutes', { ...wish, absent: 'chen-zhiyuan', standIn: 'zhao-min' });
  const there = { ...wish, absent: 'wang-jianguo', beginsOn: '2026-11-25' };
  expect((await act('liu-fang', 'substitutes', { ...there, standIn: 'sun-lei' })).code).toBe('substitute-away');
  expect((await act('liu-fang', 'substitutes', { ...there, standIn: 'zhou-ting' })).status).toBe(200);
  await to('25T10:00');
  expect((await read('zhou-ting', 'review')).waiting).toEqual([]);
  expect((await sign('zhou-ting', 'leader', 'wang-jianguo')).code).toBe('signed-twice');
  expect((await sign('sun-lei', 'leader')).code).toBe('signed-twice');
  post = await handIn(['zhou-ting']);
  expect((await read('zhou-ting', 'review')).waiting).toEqual([]);
  expect((await sign('zhou-ting', 'section-head', 'sun-lei')).code).toBe('signer-is-drafter');
  post = await handIn(['sun-lei']);
  expect((await sign('zhou-ting', 'section-head', 'sun-lei')).code).toBe('signer-is-drafter');
});

test('a leave that ends, or is ended by its signer, lets nobody sign any more; what was signed stands', async () => {
  const { items } = await read('sun-lei', 'substitutes');
  const id = items[0].id;
  expect((await act('zhou-ting', `substitutes/${id}/end`)).code).toBe('substitute-not-yours');
  expect((await act('sun-lei', 'substitutes/nothing/end')).code).toBe('substitute-unknown');
  expect((await act('sun-lei', `substitutes/${id}/end`)).status).toBe(200);
  expect((await act('sun-lei', `substitutes/${id}/end`)).code).toBe('substitute-over');
  post = await handIn();
  expect((await sign('zhou-ting', 'section-head', 'sun-lei')).code).toBe('not-substitute');
  expect((await read('sun-lei', 'substitutes')).items[0]).toMatchObject({ state: 'ended', ended: { by: '孙磊' } });
  await to('26T00:00');
  expect((await read('liu-fang', 'substitutes')).items.map(({ state }: { state: string }) => state)).not.toContain(
    'runs',
  );
  const lines = await house.govcast.acting.db
    .selectFrom('ledgerEntry')
    .select(['act', 'actor', 'before', 'after'])
    .where('object', '=', `substitution:${id}`)
    .orderBy('seq')
    .execute();
  expect(lines.map((line) => line.act)).toEqual(['substitute.name', 'substitute.end']);
  expect(JSON.parse(lines[0]?.after ?? '{}')).toMatchObject(wish);
  expect((await verifyLedger(house.govcast.acting.db)).ok).toBe(true);
});

test('two who name a substitute for the same days at the same moment: one stands', async () => {
  const days = { beginsOn: '2026-11-28', endsOn: '2026-11-29' };
  const named = await Promise.all([
    act('wu-jing', 'substitutes', { ...wish, ...days, absent: 'wu-jing' }),
    act('liu-fang', 'substitutes', { ...wish, ...days, absent: 'wu-jing', standIn: 'li-na' }),
  ]);
  expect(named.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(named.map(({ code }) => code)).toContain('substitute-there');
});

test('who was named and has become an administrator, or lost every part in reviewing, signs for nobody', async () => {
  await to('28T10:00');
  const { people } = house.govcast.config.people;
  const { reviewing, acting } = house.govcast;
  const held = await reviewing.standsFor?.(acting.db, 'zhou-ting', house.clock.now());
  const other = await reviewing.standsFor?.(acting.db, 'li-na', house.clock.now());
  const standIn = held?.length ? 'zhou-ting' : 'li-na';
  expect([...(held ?? []), ...(other ?? [])]).toEqual(['wu-jing']);
  const at = people.findIndex(({ id }) => id === standIn);
  const was = people[at];
  if (!was) throw new Error(standIn);
  people[at] = { ...was, roles: ['editor', 'auditor'] };
  expect(await reviewing.standsFor?.(acting.db, standIn, house.clock.now())).toEqual([]);
  people[at] = was;
});

test('A-03 a tick in another’s place says so in gates, chain and form, and its giver signs nothing of that run', async () => {
  await to('30T10:00');
  const days = { beginsOn: '2026-11-30', endsOn: '2026-11-30' };
  expect(
    (await act('liu-fang', 'substitutes', { ...wish, ...days, absent: 'qian-feng', standIn: 'wu-jing' })).status,
  ).toBe(200);
  post = await handIn();
  const seen = { seenHash: post.contentHash };
  expect((await act('wu-jing', `review/${post.id}/gates/secrecy`, seen)).status).toBe(200);
  const view = await read('sun-lei', `review/${post.id}`);
  const gate = view.gates.find(({ id }: { id: string }) => id === 'secrecy');
  expect(gate.ticked).toMatchObject({ by: '吴静', standsFor: '钱峰', mine: false });
  expect(view.chain).toContainEqual(
    expect.objectContaining({ kind: 'tick', who: '吴静', standsFor: '钱峰', state: 'done' }),
  );
  const { form } = await read('li-na', `review/${post.id}/form`);
  expect(form.gates.find((each: { person: string | null }) => each.person === '吴静')).toMatchObject({
    standsFor: '钱峰',
  });
  for (const own of ['political', 'legal', 'policy', 'wording'])
    await act('wu-jing', `review/${post.id}/gates/${own}`, seen);
  expect((await sign('wu-jing', 'section-head')).code).toBe('ticked-for-another');
  expect((await read('wu-jing', `review/${post.id}`)).mine).toMatchObject({ may: false, why: 'ticked-for-another' });
  await act('wu-jing', `review/${post.id}/gates/secrecy/untick`, seen);
  expect((await sign('wu-jing', 'section-head')).status).toBe(200);
  expect((await act('wu-jing', `review/${post.id}/gates/secrecy`, seen)).code).toBe('signed-before-tick');
  expect((await act('qian-feng', `review/${post.id}/gates/secrecy`, seen)).status).toBe(200);
  expect((await read('sun-lei', `review/${post.id}`)).chain).toContainEqual(
    expect.objectContaining({ kind: 'tick', who: '钱峰', standsFor: null }),
  );
  expect((await verifyLedger(house.govcast.acting.db)).ok).toBe(true);
});

test('a substitution does not outlive the account that gave it, closed or reset by another; one that another named is told', async () => {
  const { acting, config, reviewing } = house.govcast;
  const desk = accessDesk(house.govcast);
  const days = { beginsOn: '2026-12-01', endsOn: '2026-12-05' };
  const { id } = await act('sun-lei', 'substitutes', { ...wish, ...days });
  const later = { ...wish, beginsOn: '2026-12-08', endsOn: '2026-12-09' };
  const coming = (await act('sun-lei', 'substitutes', later)).id;
  const given = (await act('liu-fang', 'substitutes', { ...wish, ...days, absent: 'zhao-min', standIn: 'li-na' })).id;
  house.clock.moveTo(Date.parse('2026-12-01T10:00:00+08:00'));
  const held = async () => (await reviewing.standsFor?.(acting.db, 'zhou-ting', house.clock.now())) ?? [];
  const all = async () => (await substitutesOn(acting.db, '2026-12-01')).map(({ absent }) => absent);
  const told = (await accessConcerns(acting.db, config.people, house.clock.now())).filter(
    ({ kind }) => kind === 'access.substitute',
  );
  // What he named himself is told to nobody; what another named is told to him and to every auditor.
  expect(told.map(({ about }) => about)).toEqual(['person:qian-feng', 'person:zhao-min']);
  const fields = { name: '赵敏', by: '刘芳', standIn: '李娜', days: '12月1日至12月5日' };
  expect(told[1]).toMatchObject({ to: [{ person: 'zhao-min' }, { role: 'auditor' }], fields });
  const passwords = ['Qiu-Shui-2026', 'Qiu-Shui-2027', 'Qiu-Shui-2028'];
  const setBy = (actor: string) => {
    const password = { person: personOf(config.people, 'sun-lei'), password: passwords.pop() ?? '', mustChange: false };
    return setPassword(desk, by(actor), password);
  };
  await setBy('sun-lei');
  expect(await held()).toEqual(['sun-lei']);
  const stateOf = async (of: string) => {
    const { items } = await read('liu-fang', 'substitutes');
    return items.find((each: { id: string }) => each.id === of)?.state;
  };
  expect([await stateOf(id), await stateOf(coming)]).toEqual(['runs', 'to-come']);
  await closeAccount(desk, by('he-yong'), 'sun-lei', true);
  expect([await held(), await all()]).toEqual([[], ['zhao-min']]);
  expect([await stateOf(id), await stateOf(coming)]).toEqual(['rests', 'to-come']);
  await closeAccount(desk, by('he-yong'), 'sun-lei', false);
  expect(await all()).toEqual(['sun-lei', 'zhao-min']);
  await setBy('liu-fang');
  expect([await held(), await all()]).toEqual([[], ['zhao-min']]);
  const rows = await acting.db.selectFrom('substitution').selectAll().where('id', 'in', [id, coming, given]).execute();
  expect(Object.fromEntries(rows.map((row) => [row.id, row.endedBy]))).toEqual({
    ...{ [id]: 'liu-fang', [coming]: 'liu-fang', [given]: null },
  });
  const lines = await acting.db
    .selectFrom('ledgerEntry')
    .select(['act', 'actor', 'after'])
    .where('object', 'in', [`substitution:${id}`, `substitution:${coming}`])
    .where('act', '=', 'substitute.end')
    .execute();
  expect(lines.map(({ actor, after }) => [actor.slice(0, 8), JSON.parse(after ?? '{}')])).toEqual(
    Array(2).fill(['liu-fang', { because: 'password-reset' }]),
  );
  await setBy('sun-lei');
  expect(await held()).toEqual([]);
  expect((await verifyLedger(acting.db)).ok).toBe(true);
});
