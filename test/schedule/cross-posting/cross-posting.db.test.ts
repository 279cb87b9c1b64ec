import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCrossPosting } from '../../../src/answer-cross-posting.ts';
import { type TestClock, testClock } from '../../../src/clock.ts';
import { type CrossPostingRule, crossPostingSchema } from '../../../src/config/cross-posting.ts';
import { crossPostDesk, furtherPages } from '../../../src/cross-posting-desk.ts';
import { discardPost } from '../../../src/delivery/discard-post.ts';
import { isSent, isSettled } from '../../../src/delivery/is-settled.ts';
import { takePostUp } from '../../../src/delivery/take-post-up.ts';
import { wishComposed } from '../../../src/policy/compose-wish-store.ts';
import { type PostDesk, reconcilePosts } from '../../../src/posts/reconcile-posts.ts';
import type { ProposalHouse } from '../../../src/proposal-desk.ts';
import { signPost } from '../../../src/review/sign-post.ts';
import { takeBack } from '../../../src/review/take-back.ts';
import { crossPostConcerns } from '../../../src/schedule/cross-post-concerns.ts';
import { placeCrossPosts } from '../../../src/schedule/cross-posting/place-cross-posts.ts';
import { placementsOf } from '../../../src/schedule/placement-store.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';
import { DAY, noPictures, proposalHouse, putBundle, putPage, START } from '../proposals/world.ts';

let store: TestStore;
let house: ProposalHouse;
let clock: TestClock;
beforeEach(async () => {
  store = await openTestStore();
  clock = testClock(START);
});
afterEach(() => store.close());

function open(...rules: Partial<CrossPostingRule>[]) {
  const base = { id: 'notices', name: '通知转发', match: { kinds: ['notice'] }, channels: ['sub'], kind: 'repost' };
  const made = rules.map((rule) => ({ ...base, job: 'publish', author: 'li-na', fromOn: '2026-11-01', ...rule }));
  house = proposalHouse(store, clock, { crossPosting: crossPostingSchema.parse({ rules: made }) });
}
const wish = (id: string, subjectKind: 'item' | 'bundle' = 'item') =>
  wishComposed(store.db, { subjectKind, subjectId: id }, house.acting.newId, clock.now());
const desk = (): PostDesk => ({
  composing: house.composing,
  rules: { bundles: 'with-interpretation', items: {}, publicUntil: '长期', author: 'li-na' },
  further: furtherPages(house),
  fetchBytes: noPictures,
  contentFolder: null,
  isSettled,
  isSent,
  takeBack: (tx, post, reason) => takeBack(tx, house.acting, post, reason, { person: 'govcast', via: 'worker' }),
});
const compose = () => reconcilePosts(house.acting, desk());
const place = () => placeCrossPosts(house.acting, crossPostDesk(house));
const look = async () => [...(await compose()).problems, ...(await place()).problems];
const rows = () => store.db.selectFrom('crossPost').selectAll().orderBy('rule').orderBy('channel').execute();
const posts = () => store.db.selectFrom('post').selectAll().orderBy('subjectId').execute();
const lines = async () =>
  (await store.db.selectFrom('ledgerEntry').select('act').orderBy('seq').execute()).map(({ act }) => act);

describe('what a rule takes', () => {
  test('becomes a draft of its kind, stands on its accounts before any signature, and a second look does nothing', async () => {
    open({ channels: ['sub', 'notice-group'] });
    await putPage(house, 'a');
    await putPage(house, 'before', { at: START - 40 * DAY });
    await putPage(house, 'news', { source: 'shili/gzdt' });
    for (const id of ['a', 'before', 'news']) await wish(id);
    expect(await look()).toEqual([]);
    const [post, ...more] = await posts();
    expect(more).toEqual([]);
    expect(post).toMatchObject({
      subjectId: 'a',
      kind: 'repost',
      job: 'publish',
      author: 'li-na',
      state: 'draft',
      pace: 'full',
    });
    expect((await placementsOf(store.db, post?.id ?? '')).map(({ channel }) => channel).sort()).toEqual([
      'notice-group',
      'sub',
    ]);
    expect((await rows()).map(({ channel, state, tryAt }) => [channel, state, tryAt])).toEqual([
      ['notice-group', 'placed', null],
      ['sub', 'placed', null],
    ]);
    const before = await lines();
    await wish('a');
    expect(await look()).toEqual([]);
    expect(await lines()).toEqual(before);
    const { rules } = await answerCrossPosting(house as never);
    expect(rules).toMatchObject([{ id: 'notices', fromOn: '2026-11-01', placed: 2, wanted: 0 }]);
  });

  test('is handed in at once where the rule says so, by its author, who may not sign it', async () => {
    open({ submit: true, author: 'zhang-wei' });
    await putPage(house, 'a');
    await wish('a');
    await look();
    const [post] = await posts();
    expect(post).toMatchObject({ state: 'in-review', approvedHash: null, author: 'zhang-wei' });
    const [review] = await store.db.selectFrom('review').selectAll().execute();
    expect(review).toMatchObject({ openedBy: 'zhang-wei', workflow: 'default', state: 'open' });
    const sign = {
      post: post?.id ?? '',
      seenHash: post?.contentHash ?? '',
      decision: 'approve' as const,
      opinion: '同意',
    };
    const own = signPost(house.acting, house.reviewing, sign, { person: 'zhang-wei', via: 'cli' }, async () => {});
    await expect(own).rejects.toMatchObject({ code: 'signer-is-drafter' });
    expect((await posts())[0]?.state).toBe('in-review');
  });

  test('goes the fast way when only fast rules made it, the full way as soon as a full one takes it too', async () => {
    const fast = { id: 'fast', workflow: 'fast' as const, submit: true, match: { words: ['通知'] } };
    open(fast);
    await putPage(house, 'a', { source: 'x/y' });
    await wish('a');
    await look();
    expect(await store.db.selectFrom('review').select('workflow').execute()).toEqual([{ workflow: 'fast' }]);
    open(fast, { id: 'full', match: { words: ['b'] }, channels: ['notice-group'] });
    await putPage(house, 'b', { source: 'x/y' });
    await wish('b');
    await look();
    // A page whose source has posts of its own keeps the full way.
    await putPage(house, 'own');
    await wish('own');
    await look();
    const [, b, own] = await posts();
    expect(own).toMatchObject({ subjectId: 'own', pace: 'full' });
    expect(b).toMatchObject({ subjectId: 'b', pace: 'full', state: 'in-review' });
  });

  test('signed the fast way goes back when a full rule takes it too, before it is placed there', async () => {
    const fast = { id: 'fast', workflow: 'fast' as const, submit: true, match: { words: ['通知'] } };
    open(fast);
    await putPage(house, 'a', { source: 'x/y' });
    await wish('a');
    await look();
    const [made] = await posts();
    await store.db
      .updateTable('post')
      .set({ state: 'approved', approvedHash: made?.contentHash ?? '' })
      .execute();
    await store.db.updateTable('review').set({ state: 'approved' }).execute();
    open(fast, { id: 'full', match: { words: ['通知'] }, channels: ['notice-group'] });
    await wish('a');
    await look();
    expect(await posts()).toMatchObject([{ state: 'returned', pace: 'full', approvedHash: null }]);
    expect(await store.db.selectFrom('review').select('state').execute()).toEqual([{ state: 'voided' }]);
    expect(await store.db.selectFrom('delivery').select('channel').execute()).toEqual([]);
    expect((await lines()).slice(-4)).toEqual(['post.withdraw', 'post.pace', 'placement.add', 'cross-posting.place']);
  });

  test('what blocks stands on the account as a draft and is never handed in by itself', async () => {
    open({ submit: true });
    await putPage(house, 'a', { text: '联系人张三，身份证号码110101199003078515。' });
    await wish('a');
    await look();
    expect(await posts()).toMatchObject([{ state: 'draft' }]);
    expect(await rows()).toMatchObject([{ state: 'placed', problem: expect.stringContaining('blocked') }]);
  });

  test('a page of a bundle goes with the whole bundle, once its interpretation is there', async () => {
    open({ match: { kinds: ['policy'] }, kind: 'policy' });
    await putBundle(house, 'housing');
    await store.db.updateTable('pair').set({ decision: 'offered' }).execute();
    await wish('housing-policy');
    await wish('housing', 'bundle');
    await look();
    expect(await posts()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'wanted', problem: 'interpretation' }]);
    await store.db.updateTable('pair').set({ decision: 'made' }).execute();
    await wish('housing', 'bundle');
    clock.moveTo(START + 60_000);
    await look();
    const all = await posts();
    expect(all).toMatchObject([{ subjectKind: 'bundle', subjectId: 'housing', pace: 'full' }]);
    expect(await rows()).toMatchObject([{ state: 'placed', post: all[0]?.id }]);
  });

  test('a rule without a day takes nothing from before it was first read', async () => {
    open({ fromOn: undefined });
    await putPage(house, 'a');
    await wish('a');
    await look();
    expect(await rows()).toEqual([]);
    const entry = { id: 'c', kind: 'cross-posting', key: 'notices', version: 1, file: 'cross-posting.yaml', line: 1 };
    await store.db
      .insertInto('configEntry')
      .values({ ...entry, via: 'file', body: '{}', fromOn: null, appliedAt: START, goneAt: null })
      .execute();
    await putPage(house, 'b', { at: START });
    await look();
    expect((await rows()).map(({ item }) => item)).toEqual(['b']);
  });
});

describe('nothing is lost and nothing is made twice', () => {
  test('a crash before and after each commit is finished by the next look', async () => {
    open({ submit: true });
    await putPage(house, 'a');
    await wish('a');
    // Taken, and the process dies before the draft is saved.
    const further = await furtherPages(house)();
    await further?.take(['a']);
    expect(await rows()).toMatchObject([{ state: 'wanted' }]);
    await place();
    expect(await rows()).toMatchObject([{ state: 'wanted', post: null }]);
    await compose();
    clock.moveTo(START + 30_000);
    // Placed, and it dies before that is noted.
    const crash = new Error('crash');
    const dying = crossPostDesk(house);
    const after = {
      ...dying,
      place: async (...given: Parameters<typeof dying.place>) => {
        await dying.place(...given);
        throw crash;
      },
    };
    expect((await placeCrossPosts(house.acting, after)).problems).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: 'wanted' }]);
    clock.moveTo(START + 20 * 60_000);
    await look();
    expect(await rows()).toMatchObject([{ state: 'placed', tryAt: null, problem: '' }]);
    expect(await store.db.selectFrom('placement').select('id').execute()).toHaveLength(1);
    expect(await store.db.selectFrom('review').select('state').execute()).toEqual([{ state: 'open' }]);
    expect((await lines()).filter((act) => act.startsWith('cross-posting'))).toEqual([
      'cross-posting.take',
      'cross-posting.place',
    ]);
  });

  test('a correction of the page renews the draft and voids what was signed; two looks at once make one of everything', async () => {
    open({ submit: true });
    await putPage(house, 'a');
    await wish('a');
    await compose();
    await Promise.all([place(), place()]);
    expect(await store.db.selectFrom('placement').select('id').execute()).toHaveLength(1);
    expect(await store.db.selectFrom('review').select('id').execute()).toHaveLength(1);
    await putPage(house, 'a', { text: '改正后的内容。' });
    await wish('a');
    await look();
    // The rule hands the new text in as it did the old one.
    expect(await posts()).toMatchObject([{ revision: 2, state: 'in-review' }]);
    const reviews = await store.db.selectFrom('review').select('state').orderBy('id').execute();
    expect(reviews).toEqual([{ state: 'voided' }, { state: 'open' }]);
    const before = await lines();
    await look();
    expect(await lines()).toEqual(before);
  });

  test('a page that goes from the portal takes its place and its review back', async () => {
    open({ submit: true });
    await putPage(house, 'a');
    await wish('a');
    await look();
    await store.db.updateTable('item').set({ withdrawnAt: clock.now() }).execute();
    await wish('a');
    await look();
    const [post] = await posts();
    expect(post?.state).toBe('returned');
    expect(await placementsOf(store.db, post?.id ?? '')).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'withdrawn', problem: 'page-gone' }]);
    const before = await lines();
    await look();
    expect(await lines()).toEqual(before);
  });

  test('whose post is put away waits for it to be taken up again, is late for nothing meanwhile, and then goes on', async () => {
    open({ withinHours: 48 });
    await putPage(house, 'a');
    await wish('a');
    const further = await furtherPages(house)();
    await further?.take(['a']);
    await compose();
    const putAway = (state: 'withdrawn' | 'draft') => store.db.updateTable('post').set({ state }).execute();
    await putAway('withdrawn');
    await place();
    expect(await rows()).toMatchObject([{ state: 'wanted', problem: 'post-away', tryAt: START + 600_000 }]);
    const late = crossPostConcerns(store.db, house.config.crossPosting, house.config.channels, START + 3 * DAY);
    expect(await late).toEqual([]);
    clock.moveTo(START + 600_000);
    await putAway('draft');
    await look();
    expect(await rows()).toMatchObject([{ state: 'placed', problem: '' }]);
    expect(await placementsOf(store.db, (await posts())[0]?.id ?? '')).toMatchObject([{ channel: 'sub' }]);
  });

  test('whose place is lost while its post is put away gets another one from its rule; where none does, a person is told to', async () => {
    open({ withinHours: 48 });
    await putPage(house, 'a');
    await wish('a');
    await look();
    const [post] = await posts();
    if (!post) throw new Error('post');
    const [first] = await placementsOf(store.db, post.id);
    if (first?.channel !== 'sub') throw new Error('place');
    // A person has put it onto another account besides.
    await store.db
      .insertInto('placement')
      .values({ ...first, id: 'by-hand', channel: 'main' })
      .execute();
    const editing = { acting: house.acting, who: { people: house.config.people, desk: 'li-na' } };
    const li = { person: 'li-na', via: 'console' as const };
    const away = (at: number) => {
      clock.moveTo(at);
      return discardPost(editing, { post: post.id, seenHash: post.contentHash, reason: '写重了' }, li);
    };
    await away(START + 600_000);
    clock.moveTo(first.at + DAY);
    expect(await takePostUp(editing, post.id, li)).toEqual({ places: 0, passed: 1 });
    expect(await rows()).toMatchObject([{ state: 'wanted', problem: '', tryAt: clock.now() }]);
    await look();
    expect(await rows()).toMatchObject([{ state: 'placed', problem: '' }]);
    const [again, ...more] = await placementsOf(store.db, post.id);
    expect([again?.channel, more]).toEqual(['sub', []]);
    expect(again?.at).toBeGreaterThanOrEqual(clock.now());
    const late = await crossPostConcerns(store.db, house.config.crossPosting, house.config.channels, START + 3 * DAY);
    expect(late).toMatchObject([{ kind: 'cross-posting.late' }]);
    await away(clock.now());
    clock.moveTo(START + 61 * DAY);
    expect(await takePostUp(editing, post.id, li)).toEqual({ places: 0, passed: 1 });
    expect(await rows()).toMatchObject([{ state: 'withdrawn', problem: 'post-withdrawn', tryAt: null }]);
  });

  test('whose post stays away is given up after sixty days', async () => {
    open({});
    await putPage(house, 'a');
    await wish('a');
    const further = await furtherPages(house)();
    await further?.take(['a']);
    await compose();
    await store.db.updateTable('post').set({ state: 'withdrawn' }).execute();
    clock.moveTo(START + 60 * DAY);
    await place();
    expect(await rows()).toMatchObject([{ state: 'withdrawn', problem: 'post-withdrawn', tryAt: null }]);
  });

  test('an interpretation that goes takes nothing from a person who placed its bundle, nor from the bundle itself', async () => {
    open({ match: { sources: ['shili/zcjd'] }, kind: 'policy', channels: ['sub', 'notice-group'] });
    await putBundle(house, 'housing');
    await wish('housing', 'bundle');
    await look();
    const post = (await posts())[0]?.id ?? '';
    const person = { person: 'li-na', via: 'cli' as const };
    await crossPostDesk(house).place({ post, channel: 'sub', act: null, latest: null }, person);
    await wish('housing-reading');
    clock.moveTo(START + 60_000);
    await look();
    const on = async () => (await placementsOf(store.db, post)).map(({ channel }) => channel).sort();
    expect(await on()).toEqual(['notice-group', 'sub']);
    const gone = { withdrawnAt: clock.now() };
    await store.db.updateTable('item').set(gone).where('id', '=', 'housing-reading').execute();
    await place();
    expect(await on()).toEqual(['notice-group', 'sub']);
    expect((await rows()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });

  test('what is not out by its time is a concern of its author and the account’s owner', async () => {
    open({ withinHours: 48 });
    await putPage(house, 'a');
    await wish('a');
    await look();
    const concerns = (at: number) => crossPostConcerns(store.db, house.config.crossPosting, house.config.channels, at);
    expect(await concerns(START)).toEqual([]);
    expect(await concerns(START + 2 * DAY)).toMatchObject([
      {
        kind: 'cross-posting.late',
        to: [{ person: 'li-na' }, { person: 'zhang-wei' }],
        fields: { title: '关于a的通知', rule: '通知转发' },
      },
    ]);
    await store.db.updateTable('placement').set({ cancelledAt: clock.now() }).execute();
    expect(await concerns(START + 2 * DAY)).toEqual([]);
    await store.db.updateTable('placement').set({ cancelledAt: null }).execute();
    await store.db.updateTable('post').set({ state: 'withdrawn' }).execute();
    expect(await concerns(START + 2 * DAY)).toEqual([]);
  });
});
