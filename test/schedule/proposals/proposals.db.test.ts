import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerProposals, answerRefuse, answerTake } from '../../../src/answer-proposals.ts';
import { testClock } from '../../../src/clock.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { type ProposalHouse, proposalDesk, takeParts } from '../../../src/proposal-desk.ts';
import { placementsOf } from '../../../src/schedule/placement-store.ts';
import { proposalConcerns } from '../../../src/schedule/proposal-concerns.ts';
import { takeProposal } from '../../../src/schedule/proposals/take-proposal.ts';
import { shippedConfig } from '../../config/config-folder.ts';
import { openTestStore, type TestStore } from '../../store/test-store.ts';
import { DAY, noPictures, proposalHouse, putBundle, putPage, putPublication, START } from './world.ts';

const liNa = { person: 'li-na', via: 'cli' as const };
const cadence = { rules: loadConfig(shippedConfig).cadence.rules.filter(({ rule }) => rule.id === 'V-2') };
let store: TestStore;
let house: ProposalHouse;
beforeEach(async () => {
  store = await openTestStore();
  house = proposalHouse(store, undefined, { cadence });
  // Seven of fourteen days are left: yellow.
  await putPublication(house, 'sub', START - 8 * DAY);
  await putPublication(house, 'service', START - DAY);
});
afterEach(() => store.close());

const listed = async (channel = 'sub') => (await answerProposals(house, channel)).proposals;
const idsOf = async (channel = 'sub') => (await listed(channel)).map(({ id }) => id);
const take = (id: string, channels: string[] = [], at: number | null = null, actor = liNa) =>
  answerTake(house, noPictures, { id, channels, at }, actor);
const ledgerOf = async (act: string) =>
  (await store.db.selectFrom('ledgerEntry').select('object').where('act', '=', act).execute()).map(
    ({ object }) => object,
  );

describe('what is proposed', () => {
  test('key items, bundles whose interpretation has arrived, seasons and posts that stand nowhere; each with its reason', async () => {
    await putPage(house, 'notice');
    await putPage(house, 'old', { at: START - 40 * DAY });
    await putPage(house, 'elsewhere', { source: 'other/column' });
    await putBundle(house, 'housing');
    const { post } = await take('season:heating:2026', ['notice-group']);
    await store.db.deleteFrom('placement').where('post', '=', post).execute();
    await store.db.deleteFrom('proposalDecision').execute();
    await store.db.updateTable('post').set({ subjectKind: 'file', subjectId: 'posts/heating.md' }).execute();
    const all = await listed();
    const right = ['bundle:housing', `post:${post}`, 'season:heating:2026', 'season:fire-month:2026', 'item:notice'];
    expect(all.map(({ id }) => id)).toEqual(right);
    expect(all[1]?.reason).toContain('稿件正在审签');
    expect(all[0]?.reason).toMatch(/12月1日到期，还剩 6 天，无排期；本条为政策包，解读已到齐（图解）$/);
    expect(all[0]).toMatchObject({
      channel: 'sub',
      remedy: expect.stringContaining('proposal take bundle:housing --channel sub'),
    });
    expect(all.find(({ id }) => id === 'item:notice')?.reason).toContain('本条为通知公告，11月24日发布');
    expect(await listed('service')).toEqual([]);
  });

  test('nothing while something that counts is planned before the due moment, and again when it is cancelled', async () => {
    await putPage(house, 'notice');
    const { post } = await take('item:notice');
    expect(await answerProposals(house, 'sub')).toEqual({ asking: [], proposals: [] });
    await store.db.updateTable('placement').set({ cancelledAt: START }).where('post', '=', post).execute();
    // What was taken does not come back; the rest does.
    const ids = await idsOf();
    expect(ids.length).toBeGreaterThan(0);
    expect(ids).not.toContain('item:notice');
  });

  test('a page that the public saw under its title, sent by hand, is not proposed', async () => {
    await putPage(house, 'notice');
    expect(await idsOf()).toContain('item:notice');
    await putPublication(house, 'sub', START - 8 * DAY - 1, '关于 notice 的通知');
    expect(await idsOf()).not.toContain('item:notice');
  });

  test('a page that has gone, and one that a bundle shows, is not proposed by itself', async () => {
    await putBundle(house, 'housing');
    await putPage(house, 'gone');
    await store.db.updateTable('item').set({ withdrawnAt: START }).where('id', '=', 'gone').execute();
    const ids = await idsOf();
    expect(ids).not.toContain('item:gone');
    expect(ids.filter((id) => id.startsWith('item:housing'))).toEqual([]);
  });
});

describe('taking', () => {
  test('is one step: the post is composed, placed, in review, and says who must sign; twice does nothing the second time', async () => {
    await putPage(house, 'notice');
    const first = await take('item:notice', [], START + DAY);
    expect(first).toMatchObject({ ok: true, state: 'in-review', placements: [{ channel: 'sub', pinned: 1 }] });
    expect(first.chain?.steps.map(({ signed }) => signed)).toEqual([null, null]);
    const before = await store.db.selectFrom('ledgerEntry').select('seq').execute();
    const again = await take('item:notice', [], START + DAY);
    expect({ ...again, placements: [] }).toEqual({ ...first, placements: [] });
    expect(await store.db.selectFrom('ledgerEntry').select('seq').execute()).toEqual(before);
    expect(await ledgerOf('proposal.take')).toEqual(['item:notice']);
    const post = await store.db.selectFrom('post').selectAll().executeTakeFirstOrThrow();
    expect(post).toMatchObject({ author: 'li-na', kind: 'notice', job: 'publish', subjectKind: 'item' });
  });

  test('a bundle, a season and a post that is there are taken the same way', async () => {
    await putBundle(house, 'housing');
    const bundle = await take('bundle:housing');
    expect(bundle).toMatchObject({ post: expect.any(String), findings: expect.any(Array) });
    const season = await take('season:heating:2026', ['sub']);
    expect(season).toMatchObject({ ok: true, title: '供暖季到了：报修、查漏和用气安全' });
    expect((await take('season:heating:2026', ['sub'])).post).toBe(season.post);
    expect(await take(`post:${season.post}`, ['service'])).toMatchObject({ ok: true, post: season.post });
    const posts = await store.db.selectFrom('post').select(['subjectId']).where('subjectKind', '=', 'season').execute();
    expect(posts).toEqual([{ subjectId: 'heating:2026' }]);
  });

  test('two people at once: one post, one place, one review', async () => {
    await putPage(house, 'notice');
    const zhou = { person: 'zhou-ting', via: 'cli' as const };
    const both = await Promise.all([take('item:notice', ['sub']), take('item:notice', ['sub'], null, zhou)]);
    expect(new Set(both.map(({ post }) => post)).size).toBe(1);
    expect(await placementsOf(store.db, both[0].post)).toHaveLength(1);
    expect(await store.db.selectFrom('review').selectAll().execute()).toHaveLength(1);
    expect(await store.db.selectFrom('proposalDecision').selectAll().execute()).toHaveLength(1);
  });

  test('a crash after each step is mended by asking again', async () => {
    await putPage(house, 'notice');
    const parts = takeParts(house, noPictures);
    const crash = new Error('crash');
    const ref = { subjectKind: 'item' as const, subjectId: 'notice' };
    const wish = { ref, channels: [], proposedFor: ['sub'], pinnedAt: null };
    const afterCompose = { ...parts, queue: () => Promise.reject(crash) };
    await expect(takeProposal(afterCompose, wish, liNa)).rejects.toBe(crash);
    expect(await idsOf()).toContain('item:notice');
    const afterQueue = {
      ...parts,
      queue: async (...given: Parameters<typeof parts.queue>) => {
        await parts.queue(...given);
        throw crash;
      },
    };
    await expect(takeProposal(afterQueue, wish, liNa)).rejects.toBe(crash);
    expect(await take('item:notice', ['sub'])).toMatchObject({ ok: true, state: 'in-review' });
    expect(await store.db.selectFrom('post').select('id').execute()).toHaveLength(1);
    expect(await store.db.selectFrom('placement').select('id').execute()).toHaveLength(1);
    expect(await ledgerOf('proposal.take')).toEqual(['item:notice']);
  });

  test('what blocks keeps it a draft that stays proposed, at the back', async () => {
    await putPage(house, 'notice', { text: '联系人张三，身份证号码110101199003078515。' });
    const answered = await take('item:notice', ['sub']);
    expect(answered).toMatchObject({ ok: false, state: 'draft', placements: [] });
    const last = (await listed()).at(-1);
    expect(last).toMatchObject({ id: 'item:notice', state: 'draft' });
    expect(last?.reason).toMatch(/有 \d+ 项检查发现要先处理/);
  });

  test('an auditor may not, an unknown one is named, and one for no account has to name it', async () => {
    await putPage(house, 'notice');
    await expect(take('item:notice', [], null, { person: 'tang-xin', via: 'cli' })).rejects.toMatchObject({
      code: 'role-missing',
    });
    await expect(take('item:nothing', ['sub'])).rejects.toMatchObject({ code: 'proposal-unknown' });
    await expect(take('season:nothing:2026', ['sub'])).rejects.toMatchObject({ code: 'proposal-unknown' });
    await expect(take('post:nothing', ['sub'])).rejects.toMatchObject({ code: 'proposal-unknown' });
    await expect(take('nothing', ['sub'])).rejects.toMatchObject({ code: 'proposal-id' });
    await putPage(house, 'old', { at: START - 40 * DAY });
    await expect(take('item:old')).rejects.toMatchObject({ code: 'proposal-unknown' });
    expect(await take('item:old', ['sub'])).toMatchObject({ ok: true });
  });
});

describe('refusing', () => {
  test('is remembered with its reason for that account only, and taking it there is refused by name', async () => {
    await putPage(house, 'notice');
    const refuse = () => answerRefuse(house, { id: 'item:notice', channels: [], reason: '内容已过时' }, liNa);
    expect(await refuse()).toMatchObject({ channels: ['sub'], refused: ['sub'] });
    expect(await idsOf()).not.toContain('item:notice');
    await expect(take('item:notice', ['sub'])).rejects.toMatchObject({
      code: 'proposal-refused',
      message: expect.stringContaining('内容已过时'),
    });
    expect(await take('item:notice', ['service'])).toMatchObject({ ok: true });
    expect(await ledgerOf('proposal.refuse')).toEqual(['item:notice']);
    await expect(
      answerRefuse(house, { id: 'item:notice', channels: ['sub'], reason: ' ' }, liNa),
    ).rejects.toMatchObject({ code: 'proposal-reason' });
  });
});

test('nothing that is refused, taken, placed, sent or seen there ever comes back on that account', async () => {
  const ids = ['a', 'b', 'c'];
  for (const id of ids) await putPage(house, id);
  const act = fc.record({
    id: fc.constantFrom(...ids),
    what: fc.constantFrom('refuse', 'take', 'publish'),
    channel: fc.constantFrom('sub', 'service'),
  });
  const shut = new Set<string>();
  // A clock that is behind whatever is planned: every account asks.
  const late = proposalHouse(store, testClock(START + 20 * DAY), { cadence });
  const { settings } = late.config;
  const asking = {
    ...late,
    config: {
      ...late.config,
      settings: { ...settings, proposals: { ...settings.proposals, maxAgeDays: 60, perChannel: 50 } },
    },
  };
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 3 }), async (acts) => {
      for (const { id, what, channel } of acts) {
        const ref = `item:${id}`;
        const done = async () => {
          if (what === 'refuse') await answerRefuse(house, { id: ref, channels: [channel], reason: '不合适' }, liNa);
          else if (what === 'take') await take(ref, [channel]);
          else await putPublication(house, channel, START, `关于${id}的通知`);
        };
        await done().catch((error) => {
          if (error.code !== 'proposal-refused') throw error;
        });
        shut.add(`${ref}@${channel}`);
      }
      const { proposals } = await answerProposals(asking);
      for (const { id, channel } of proposals) expect(shut.has(`${id}@${channel}`)).toBe(false);
    }),
    { numRuns: 10 },
  );
});

test('a clock that is orange or worse names the best proposal and its command once; without one it says so', async () => {
  const concerns = async (at: number) => proposalConcerns(await proposalDesk(house), house.config.channels, at);
  expect(await concerns(START)).toEqual([]);
  await putPage(house, 'notice');
  const [first, ...rest] = await concerns(START + 2 * DAY);
  expect(rest.filter(({ about }) => about === 'channel:sub')).toEqual([]);
  expect(first).toMatchObject({
    ...{ kind: 'proposal.best', about: 'channel:sub', urgency: 'normal' },
    to: [{ person: 'zhang-wei' }, { section: 'news-centre' }],
    fields: {
      channel: '示例发布',
      id: 'sub',
      title: expect.any(String),
      proposal: expect.any(String),
      why: expect.stringContaining('无排期'),
    },
  });
  const none = { ...house, seasons: [] };
  await store.db.updateTable('item').set({ withdrawnAt: START }).execute();
  const [empty] = await proposalConcerns(await proposalDesk(none), house.config.channels, START + 2 * DAY);
  expect(empty).toMatchObject({ kind: 'proposal.none', key: 'proposal:sub:V-2:2026-12-01:none' });
});
