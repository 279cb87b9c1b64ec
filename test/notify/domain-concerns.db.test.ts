/** What the domains say has to be told: who must sign, answer or explain what. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { actorOf } from '../../src/config/acting-person.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { requestConcerns } from '../../src/inbox/request-concerns.ts';
import { takeRequest } from '../../src/inbox/take-request.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { reviewConcerns } from '../../src/review/review-concerns.ts';
import { signedOpen } from '../../src/review/review-past.ts';
import { signPost } from '../../src/review/sign-post.ts';
import { submitPost } from '../../src/review/submit-post.ts';
import { tickGate } from '../../src/review/tick-gate.ts';
import { waitingReviews } from '../../src/review/waiting-for-people.ts';
import { openChains } from '../../src/review/waiting-reviews.ts';
import { inTransaction } from '../../src/store/transaction.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { composedPost } from '../review/composed.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';

const config = loadConfig(shippedConfig);
const calendar = buildCalendar(config.calendarYears);
const reviewing = { people: config.people, workflow: config.workflow, check: () => [] };
const by = (person: string) => actorOf(config, person, 'cli');
let store: TestStore;
let clock: TestClock;
let acting: Acting;
beforeEach(async () => {
  store = await openTestStore();
  clock = testClock(Date.parse('2026-11-24T10:00:00+08:00'));
  acting = testActing(store.db, clock);
});
afterEach(() => store.close());

const reviews = async () => {
  const found = await reviewConcerns(acting.db, config, calendar, clock.now());
  return found.map(({ kind, to }) => `${kind} ${to.map((each) => ('person' in each ? each.person : '?')).join(' ')}`);
};

test('whoever may give the next signature is told, later that it is late, and the drafter when it comes back', async () => {
  const saved = {
    subjectKind: 'file' as const,
    subjectId: 'a.md',
    composed: composedPost(),
    findings: [],
    author: 'zhang-wei',
  };
  const post = await savePost(acting, saved, by('zhang-wei'));
  const seen = { post: post.id, seenHash: post.contentHash };
  expect(await reviews()).toEqual([]);
  await submitPost(acting, reviewing, seen, by('zhang-wei'));
  expect(await reviews()).toEqual(['review.sign zhao-min sun-lei wu-jing']);
  const [first] = await reviewConcerns(acting.db, config, calendar, clock.now());
  expect(first?.fields).toMatchObject({ step: '科室负责人', since: '11月24日 10:00', due: '11月25日' });
  clock.moveTo(Date.parse('2026-11-26T00:00:00+08:00'));
  expect(await reviews()).toEqual(['review.late zhao-min sun-lei wu-jing']);
  await signPost(acting, reviewing, { ...seen, decision: 'approve', opinion: '同意' }, by('sun-lei'), async () => {});
  const tickers = 'review.gate chen-zhiyuan wang-jianguo li-na zhao-min qian-feng sun-lei zhou-ting wu-jing';
  expect(await reviews()).toEqual(['review.sign chen-zhiyuan wang-jianguo', tickers]);
  await tickGate(acting, reviewing, { ...seen, gate: 'secrecy', comment: '无误' }, by('qian-feng'));
  const gate = (await reviewConcerns(acting.db, config, calendar, clock.now())).at(-1);
  expect(gate?.fields.gates).toBe('政治关、法律关、政策关、文字关');
  await signPost(
    acting,
    reviewing,
    { ...seen, decision: 'return', opinion: '请补依据' },
    by('wang-jianguo'),
    async () => {},
  );
  expect(await reviews()).toEqual(['review.returned zhang-wei']);
  const [returned] = await reviewConcerns(acting.db, config, calendar, clock.now());
  expect(returned?.fields).toMatchObject({ who: '王建国', opinion: '请补依据' });
});

test('whoever wrote in the text beside its drafter is not asked to sign or tick it, in notices and on 今日', async () => {
  const draft = { subjectKind: 'file' as const, subjectId: 'b.md', findings: [], author: 'li-na' };
  const writers = ['sun-lei', 'wang-jianguo'];
  const post = await savePost(acting, { ...draft, composed: composedPost(), writers }, by('li-na'));
  const seen = { post: post.id, seenHash: post.contentHash };
  await submitPost(acting, reviewing, seen, by('li-na'));
  const today = async () =>
    (await waitingReviews(acting.db, config, calendar, clock.now())).map(
      ({ asks, people }) => `${asks} ${people.join(' ')}`,
    );
  expect(await reviews()).toEqual(['review.sign zhang-wei zhao-min wu-jing']);
  expect(await today()).toEqual(['signature zhang-wei zhao-min wu-jing']);
  await signPost(acting, reviewing, { ...seen, decision: 'approve', opinion: '同意' }, by('zhang-wei'), async () => {});
  const told = [...(await reviews()), ...(await today())];
  expect(told).toHaveLength(4);
  for (const one of told) expect(one).not.toMatch(/li-na|sun-lei|wang-jianguo/u);
  const open = await openChains(acting.db, config.workflow, 10);
  expect(signedOpen(config.people, open, 'zhang-wei')[0]?.waitsFor).toBe('陈局长');
});

test('what nobody may sign or tick any more is told to who handed it in and to who gives roles, and to nobody else', async () => {
  const draft = { subjectKind: 'file' as const, subjectId: 'c.md', findings: [], author: 'li-na' };
  const post = await savePost(acting, { ...draft, composed: composedPost(), writers: ['qian-feng'] }, by('li-na'));
  const seen = { post: post.id, seenHash: post.contentHash };
  await submitPost(acting, reviewing, seen, by('li-na'));
  await signPost(acting, reviewing, { ...seen, decision: 'approve', opinion: '同意' }, by('sun-lei'), async () => {});
  const stuck = async () => (await reviewConcerns(acting.db, config, calendar, clock.now())).filter(isStuck);
  const isStuck = ({ kind }: { kind: string }) => kind === 'review.nobody';
  // The only secrecy officer wrote in the text: the other gates are asked for as ever.
  const [gate] = await stuck();
  expect(gate).toMatchObject({ to: [{ person: 'li-na' }, { role: 'security-admin' }], fields: { what: '保密关' } });
  expect((await reviewConcerns(acting.db, config, calendar, clock.now())).at(-1)).toMatchObject({
    ...{ kind: 'review.gate', fields: { gates: '政治关、法律关、政策关、文字关' } },
  });
  const people = config.people.people.map((p) => ({ ...p, roles: p.roles.filter((role) => role !== 'leader') }));
  const without = { ...config, people: { ...config.people, people } };
  const left = await reviewConcerns(acting.db, without, calendar, clock.now());
  expect(left.filter(isStuck).map(({ fields }) => fields.what)).toEqual(['分管领导', '保密关']);
  expect(left.map(({ kind }) => kind)).not.toContain('review.sign');
});

test('a request is told on the working day before it is due and when it is late, without its text', async () => {
  const intake = {
    channel: 'sub',
    way: 'message',
    id: 'm1',
    sender: 'o-1',
    text: '我家电话13800000000，请回复',
    receivedAt: clock.now(),
  };
  await inTransaction(acting.db, (tx) =>
    takeRequest({ ...acting, calendar, routing: config.routing }, tx, intake, 'worker'),
  );
  const { dueOn } = await acting.db.selectFrom('request').select('dueOn').executeTakeFirstOrThrow();
  const told = async (at: string) => {
    const found = await requestConcerns(acting.db, config, calendar, Date.parse(at));
    expect(JSON.stringify(found)).not.toContain('13800000000');
    return found.map(({ kind, to }) => ({ kind, to }));
  };
  expect(await told('2026-11-24T10:00:00+08:00')).toEqual([]);
  const section = (await acting.db.selectFrom('request').select('section').executeTakeFirstOrThrow()).section;
  expect(await told(`${dueOn}T23:59:59+08:00`)).toEqual([{ kind: 'request.due', to: [{ section }] }]);
  const dayAfter = new Date(Date.parse(`${dueOn}T00:00:00+08:00`) + 24 * 3_600_000).toISOString();
  expect(await told(dayAfter)).toEqual([{ kind: 'request.late', to: [{ section }] }]);
});
