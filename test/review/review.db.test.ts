import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseBeijing } from '../../src/calendar/beijing-time.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { actorOf } from '../../src/config/acting-person.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import type { Acting } from '../../src/ledger/acting.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Composed } from '../../src/posts/post.ts';
import { findPost } from '../../src/posts/post-store.ts';
import { savePost } from '../../src/posts/save-post.ts';
import { allFindings } from '../../src/review/checks/checks.ts';
import { exceptFinding } from '../../src/review/except-finding.ts';
import { signPost } from '../../src/review/sign-post.ts';
import { type Reviewing, submitPost } from '../../src/review/submit-post.ts';
import { tickGate } from '../../src/review/tick-gate.ts';
import { returnedToPeople } from '../../src/review/waiting-for-people.ts';
import { withdrawApproval } from '../../src/review/withdraw-approval.ts';
import { shippedConfig } from '../config/config-folder.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { checking, composedPost } from './composed.ts';

let store: TestStore;
let clock: TestClock;
let acting: Acting;
beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());
beforeEach(() => {
  clock = testClock(parseBeijing('2026-11-20 09:00') ?? 0);
  acting = testActing(store.db, clock);
});

const config = loadConfig(shippedConfig);
const reviewing: Reviewing = {
  people: config.people,
  workflow: config.workflow,
  check: (composing, composed) => allFindings(composing, composed, checking),
};
const by = (person: string) => actorOf(config, person, 'cli');
const gateOwners = {
  political: 'zhang-wei',
  legal: 'wu-jing',
  policy: 'zhang-wei',
  secrecy: 'qian-feng',
  wording: 'zhou-ting',
};

/** A draft by li-na. */
async function draft(composed: Composed = composedPost(), subjectId = acting.newId()) {
  const post = { subjectKind: 'file' as const, subjectId, composed, findings: [], author: 'li-na' };
  return { ...(await savePost(acting, post, by('li-na'))), subjectId };
}
const submit = (post: { id: string; contentHash: string }, parts = reviewing) =>
  submitPost(acting, parts, { post: post.id, seenHash: post.contentHash }, by('li-na'));
const tick = (post: { id: string; contentHash: string }, gate: string, person: string) =>
  tickGate(acting, reviewing, { post: post.id, seenHash: post.contentHash, gate, comment: `${gate} 无误` }, by(person));
const approved: string[] = [];
const sign = (
  post: { id: string; contentHash: string },
  person: string,
  decision: 'approve' | 'return' = 'approve',
  opinion = '同意',
) =>
  signPost(
    acting,
    reviewing,
    { post: post.id, seenHash: post.contentHash, decision, opinion },
    by(person),
    async (_tx, p) => {
      approved.push(`${p.id} ${p.approvedHash}`);
    },
  );
async function tickAll(post: { id: string; contentHash: string }, except = '') {
  for (const [gate, person] of Object.entries(gateOwners)) if (gate !== except) await tick(post, gate, person);
}
const linesOf = (id: string) =>
  store.db.selectFrom('ledgerEntry').selectAll().where('object', '=', `post:${id}`).orderBy('seq').execute();
const refusal = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/./) });

describe('the chain', () => {
  test('A-05 drafter, section head and leader bring a post to its approved hash, and deliveries come with it', async () => {
    const post = await draft();
    expect((await submit(post)).flow.id).toBe('default');
    await tickAll(post);
    expect(await sign(post, 'zhang-wei')).toEqual({ step: 'section-head', state: 'in-review', next: 'leader' });
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'in-review', approvedHash: null });
    expect(await sign(post, 'wang-jianguo')).toEqual({ step: 'leader', state: 'approved', next: null });
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'approved', approvedHash: post.contentHash });
    expect(approved.at(-1)).toBe(`${post.id} ${post.contentHash}`);
    const acts = (await linesOf(post.id)).map((l) => `${l.actor} ${l.act}`);
    expect([acts[0], acts[1], acts.at(-2), acts.at(-1)]).toEqual([
      'li-na@news-centre post.create',
      'li-na@news-centre post.submit',
      'zhang-wei@news-centre post.sign',
      'wang-jianguo@office post.approve',
    ]);
    expect((await verifyLedger(store.db)).ok).toBe(true);
  });

  test('a gate is ticked in the place of somebody absent, which the ledger says, but not of who wrote the text', async () => {
    const post = await draft();
    await submit(post);
    const roles = config.workflow.gates.find(({ id }) => id === 'secrecy')?.roles ?? [];
    const both = config.people.people.map((p) => (p.id === 'li-na' ? { ...p, roles: [...p.roles, ...roles] } : p));
    const tickFor = (absent: string) =>
      tickGate(
        acting,
        { ...reviewing, people: { ...config.people, people: both }, standsFor: async () => [absent] },
        { post: post.id, seenHash: post.contentHash, gate: 'secrecy', comment: '无误' },
        by('zhou-ting'),
      );
    await expect(tickFor('li-na')).rejects.toMatchObject({ code: 'role-missing' });
    await tickFor('qian-feng');
    const line = (await linesOf(post.id)).at(-1);
    expect(JSON.parse(line?.after ?? '{}')).toMatchObject({ gate: 'secrecy', standsFor: 'qian-feng' });
  });

  test('A-05 a signature by the drafter, by one person twice or out of order is refused', async () => {
    const both = config.people.people.map((p) =>
      ['li-na', 'zhang-wei'].includes(p.id)
        ? { ...p, roles: [...p.roles, 'section-head' as const, 'leader' as const] }
        : p,
    );
    const parts = { ...reviewing, people: { ...config.people, people: both } };
    const post = await draft();
    await submit(post);
    await tickAll(post);
    const signAs = (person: string) =>
      signPost(
        acting,
        parts,
        { post: post.id, seenHash: post.contentHash, decision: 'approve', opinion: '' },
        by(person),
        async () => undefined,
      );
    await expect(signAs('li-na')).rejects.toThrow(refusal('signer-is-drafter'));
    await expect(signAs('wang-jianguo')).rejects.toThrow(refusal('out-of-order'));
    await expect(signAs('feng-jie')).rejects.toThrow(refusal('role-missing'));
    await signAs('zhang-wei');
    await expect(signAs('zhang-wei')).rejects.toThrow(refusal('signed-twice'));
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'in-review', approvedHash: null });
    await signAs('chen-zhiyuan');
    await expect(signAs('wang-jianguo')).rejects.toThrow(refusal('not-in-review'));
  });

  test('A-05 whoever submitted a post signs none of it', async () => {
    const post = await draft();
    await submitPost(acting, reviewing, { post: post.id, seenHash: post.contentHash }, by('zhang-wei'));
    await expect(sign(post, 'zhang-wei')).rejects.toThrow(refusal('signer-is-drafter'));
  });

  test('A-05 whoever wrote the newest text counts as its drafter too', async () => {
    const first = await draft();
    const next = composedPost({ html: '<p>科长改过。</p>' });
    const saved = await savePost(
      acting,
      { subjectKind: 'file', subjectId: first.subjectId, composed: next, findings: [], author: 'li-na' },
      by('zhang-wei'),
    );
    await submit(saved);
    await expect(sign(saved, 'zhang-wei')).rejects.toThrow(refusal('signer-is-drafter'));
    await expect(sign(saved, 'li-na')).rejects.toThrow(refusal('signer-is-drafter'));
    expect((await sign(saved, 'sun-lei')).next).toBe('leader');
  });

  test('A-03 with four of five gates ticked release is refused, naming the open one', async () => {
    for (const open of Object.keys(gateOwners)) {
      const post = await draft();
      await submit(post);
      await tickAll(post, open);
      await sign(post, 'zhang-wei');
      await expect(sign(post, 'wang-jianguo')).rejects.toThrow(`the gates ${open} are not ticked; release needs all 5`);
      expect(await findPost(store.db, post.id)).toMatchObject({ state: 'in-review', approvedHash: null });
      expect(await tick(post, open, gateOwners[open as keyof typeof gateOwners])).toEqual([]);
      expect((await sign(post, 'wang-jianguo')).state).toBe('approved');
    }
  });

  test('A-03 every tick keeps who, when and comment; who may not tick, and a second tick, are refused', async () => {
    const post = await draft();
    const { review } = await submit(post);
    clock.moveBy(60_000);
    await expect(tick(post, 'secrecy', 'zhang-wei')).rejects.toThrow(refusal('role-missing'));
    await expect(tick(post, 'wording', 'li-na')).rejects.toThrow(refusal('signer-is-drafter'));
    await expect(tick(post, 'grammar', 'zhang-wei')).rejects.toThrow(refusal('gate-unknown'));
    await tick(post, 'secrecy', 'qian-feng');
    await expect(tick(post, 'secrecy', 'qian-feng')).rejects.toThrow(refusal('gate-ticked'));
    const ticks = await store.db.selectFrom('gateTick').selectAll().where('review', '=', review).execute();
    expect(ticks).toEqual([
      { review, gate: 'secrecy', person: 'qian-feng', forPerson: null, comment: 'secrecy 无误', at: clock.now() },
    ]);
    expect((await linesOf(post.id)).at(-1)).toMatchObject({
      act: 'post.tick',
      actor: 'qian-feng@office',
      at: clock.now(),
    });
  });

  test('a text changed after the signer read it is refused, and its signatures fall', async () => {
    const post = await draft();
    await submit(post);
    await tickAll(post);
    await sign(post, 'zhang-wei');
    const changed = await draft(composedPost({ html: '<p>改了一个字。</p>' }), post.subjectId);
    expect(changed).toMatchObject({ id: post.id, voided: true });
    await expect(sign(post, 'wang-jianguo')).rejects.toThrow(refusal('not-in-review'));
    await expect(submit(post)).rejects.toThrow(refusal('post-changed'));
    await submit(changed);
    await expect(sign(post, 'wang-jianguo')).rejects.toThrow(refusal('post-changed'));
    await expect(tick(post, 'legal', 'wu-jing')).rejects.toThrow(refusal('post-changed'));
    await expect(sign(changed, 'wang-jianguo')).rejects.toThrow(refusal('out-of-order'));
    const reviews = await store.db.selectFrom('review').select('state').where('post', '=', post.id).execute();
    expect(reviews.map((r) => r.state).sort()).toEqual(['open', 'voided']);
  });

  test('a return needs an opinion, ends the run and lets the post be submitted again', async () => {
    const post = await draft();
    await submit(post);
    await expect(sign(post, 'zhang-wei', 'return', ' ')).rejects.toThrow(refusal('opinion-missing'));
    expect(await sign(post, 'zhang-wei', 'return', '依据不全')).toMatchObject({ state: 'returned', next: null });
    expect((await linesOf(post.id)).at(-1)).toMatchObject({
      act: 'post.return',
      after: expect.stringContaining('依据不全'),
    });
    await submit(post);
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'in-review' });
  });

  test('two leaders who sign at the same moment make one approval', async () => {
    const post = await draft();
    await submit(post);
    await tickAll(post);
    await sign(post, 'zhang-wei');
    const before = approved.length;
    const results = await Promise.allSettled([sign(post, 'wang-jianguo'), sign(post, 'chen-zhiyuan')]);
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(approved.length).toBe(before + 1);
    const signatures = await store.db
      .selectFrom('signature')
      .innerJoin('review', 'review.id', 'signature.review')
      .select('signature.position')
      .where('review.post', '=', post.id)
      .execute();
    expect(signatures.map((s) => s.position).sort()).toEqual([0, 1]);
    expect((await verifyLedger(store.db)).ok).toBe(true);
  });

  test('a signature and a change of the text at the same moment never approve the new text', async () => {
    const post = await draft();
    await submit(post);
    await tickAll(post);
    await sign(post, 'zhang-wei');
    await Promise.allSettled([
      sign(post, 'wang-jianguo'),
      draft(composedPost({ html: '<p>同时改动。</p>' }), post.subjectId),
    ]);
    const now = await findPost(store.db, post.id);
    expect(now?.contentHash).not.toBe(post.contentHash);
    expect(now).toMatchObject({ state: 'draft', approvedHash: null });
  });

  test('when the deliveries cannot be made the approval is not given', async () => {
    const post = await draft();
    await submit(post);
    await tickAll(post);
    await sign(post, 'zhang-wei');
    const failing = signPost(
      acting,
      reviewing,
      { post: post.id, seenHash: post.contentHash, decision: 'approve', opinion: '' },
      by('wang-jianguo'),
      () => Promise.reject(new Error('no delivery')),
    );
    await expect(failing).rejects.toThrow('no delivery');
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'in-review', approvedHash: null });
    expect((await sign(post, 'wang-jianguo')).state).toBe('approved');
  });

  test('an approval taken back leaves nothing that may begin, with the reason in the ledger', async () => {
    const post = await draft();
    const withdraw = (person: string, reason: string) =>
      withdrawApproval(acting, reviewing, { post: post.id, reason }, by(person));
    await expect(withdraw('wang-jianguo', '数据有误')).rejects.toThrow(refusal('not-approved'));
    await submit(post);
    await tickAll(post);
    await sign(post, 'zhang-wei');
    await sign(post, 'wang-jianguo');
    await expect(withdraw('li-na', '数据有误')).rejects.toThrow(refusal('role-missing'));
    await expect(withdraw('wang-jianguo', '')).rejects.toThrow(refusal('reason-missing'));
    await withdraw('wang-jianguo', '数据有误');
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'returned', approvedHash: null });
    expect((await linesOf(post.id)).at(-1)).toMatchObject({
      act: 'post.withdraw',
      after: expect.stringContaining('数据有误'),
    });
    const told = { post: post.id, by: 'wang-jianguo', opinion: '数据有误', people: ['li-na'] };
    expect(await returnedToPeople(store.db)).toContainEqual(expect.objectContaining(told));
    await submit(post);
    expect((await returnedToPeople(store.db)).map((each) => each.post)).not.toContain(post.id);
    await expect(sign(post, 'wang-jianguo')).rejects.toThrow(refusal('out-of-order'));
  });
});

describe('submitting', () => {
  test('A-04 a kind without a flow cannot be submitted, and the error names the entry missing in workflow.yaml', async () => {
    const post = await draft();
    const [flow] = config.workflow.flows;
    const without = { ...config.workflow, flows: [{ ...flow!, kinds: ['news'] }] };
    await expect(submit(post, { ...reviewing, workflow: without })).rejects.toThrow(
      /config\/workflow.yaml has no flow for posts of kind notice/,
    );
  });

  test('A-11 a post with an attribute nobody has set is not submitted', async () => {
    const post = await draft(composedPost({ marking: null }));
    await expect(submit(post)).rejects.toThrow(
      expect.objectContaining({ code: 'findings-block', findings: [expect.objectContaining({ rule: 'A-11' })] }),
    );
    expect(await findPost(store.db, post.id)).toMatchObject({ state: 'draft' });
  });

  test('A-08 a mobile number blocks until a section head excepts it with a reason code, for this text only', async () => {
    const composed = composedPost({ html: '<p>行政处罚决定：当事人电话13812345678。</p>' });
    const post = await draft(composed);
    const except = (person: string, reasonCode: string, excerpt = '13812345678') =>
      exceptFinding(
        acting,
        reviewing,
        { post: post.id, seenHash: post.contentHash, check: 'personal-data', excerpt, reasonCode },
        by(person),
      );
    await expect(submit(post)).rejects.toThrow(refusal('findings-block'));
    await expect(except('li-na', 'punishment')).rejects.toThrow(refusal('role-missing'));
    await expect(except('zhang-wei', 'because')).rejects.toThrow(refusal('reason-unknown'));
    await expect(except('zhang-wei', 'punishment', '13800000000')).rejects.toThrow(refusal('finding-unknown'));
    await except('zhang-wei', 'punishment');
    await except('zhang-wei', 'punishment');
    const lines = await linesOf(post.id);
    expect(lines.filter((l) => l.act === 'post.except-finding')).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain('13812345678');
    expect((await submit(post)).findings).toHaveLength(1);

    const changed = await draft(composedPost({ html: '<p>更正：当事人电话13812345678。</p>' }), post.subjectId);
    await expect(submit(changed)).rejects.toThrow(refusal('findings-block'));
  });

  test('only a draft or a returned post is submitted, and an unknown one is refused', async () => {
    const post = await draft();
    await submit(post);
    await expect(submit(post)).rejects.toThrow(refusal('post-state'));
    await expect(submit({ id: 'nothing', contentHash: '' })).rejects.toThrow(refusal('post-unknown'));
  });
});
