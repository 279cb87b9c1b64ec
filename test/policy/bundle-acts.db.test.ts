import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { dueDateChanges } from '../../src/calendar/due-date-store.ts';
import { type TestClock, testClock } from '../../src/clock.ts';
import { defaultSettings, settingsSchema } from '../../src/config/settings.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import { archiveBundle } from '../../src/policy/archive-bundle.ts';
import { assignSection } from '../../src/policy/assign-section.ts';
import type { BundleDesk } from '../../src/policy/bundle-desk.ts';
import { bundleOfPolicy, findBundle } from '../../src/policy/bundle-store.ts';
import { consulteeOf } from '../../src/policy/consultation.ts';
import { describeBundle } from '../../src/policy/describe-bundle.ts';
import { giveInterpretation } from '../../src/policy/give-interpretation.ts';
import { handOverBundle } from '../../src/policy/hand-over-bundle.ts';
import { planLine } from '../../src/policy/interpretation-plan.ts';
import { listOwed } from '../../src/policy/list-owed.ts';
import { nameInterpreter } from '../../src/policy/name-interpreter.ts';
import { openConsultation } from '../../src/policy/open-consultation.ts';
import { readOwedWording } from '../../src/policy/owed-wording.ts';
import { publishResult } from '../../src/policy/publish-result.ts';
import { policyReconciler } from '../../src/policy/reconcile-policy.ts';
import { setPlan } from '../../src/policy/set-plan.ts';
import { showBundle } from '../../src/policy/show-bundle.ts';
import { tickHead } from '../../src/policy/tick-head.ts';
import { waiveInterpretation } from '../../src/policy/waive-interpretation.ts';
import { openTestStore, type TestStore, testActing } from '../store/test-store.ts';
import { office } from './office.ts';
import { storePage } from './portal-items.ts';

const start = Date.parse('2026-11-20T09:00:00+08:00');
const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const wording = readOwedWording('content');
const by = (person: string) => ({ person, via: 'cli' as const });
const [sun, lin, zhou, wang] = ['sun', 'lin', 'zhou', 'wang'].map(by);

describe('a bundle under people’s hands', () => {
  let store: TestStore;
  let clock: TestClock;
  let desk: BundleDesk;
  let bundle: string;
  const look = (wanted: BundleDesk = desk) =>
    policyReconciler({
      ...wanted,
      log: quiet,
      thresholds: defaultSettings.linking,
      kindOf: (source) => (source === 'policies' ? 'policy' : 'interpretation'),
    })();
  const policy = {
    id: 'p',
    title: '示例市人民政府关于印发《示例市养老服务补贴办法》的通知',
    number: '示政规〔2026〕3号',
    text: '第一条 为了规范养老服务补贴，制定本办法。\n第三十条 本办法自2026年12月1日起施行。',
  };
  const owed = (on: string, more: { section?: string; person?: string } = {}) =>
    listOwed(store.db, desk, wording, { on, ...more }).then(({ owed }) => owed);
  const kinds = async (on: string) => (await owed(on)).map(({ what }) => what);
  const ledger = async (act: string) =>
    (await store.db.selectFrom('ledgerEntry').selectAll().where('act', '=', act).orderBy('seq').execute()).map(
      (row) => ({
        actor: row.actor,
        before: JSON.parse(row.before ?? 'null'),
        after: JSON.parse(row.after ?? 'null'),
      }),
    );

  beforeEach(async () => {
    store = await openTestStore();
    clock = testClock(start);
    desk = { acting: testActing(store.db, clock), calendar: buildCalendar(), ...office };
    await storePage(store.db, { ...policy, fetchedAt: start });
    await look();
    bundle = (await bundleOfPolicy(store.db, 'p'))?.id ?? '';
  });
  afterEach(() => store.close());

  const give = (actor: typeof sun, more: Partial<Parameters<typeof giveInterpretation>[2]> = {}) =>
    giveInterpretation(desk, actor!, {
      ...{ bundle, form: '发布会', stage: 'release' as const, title: '养老服务补贴政策新闻发布会', url: null },
      ...{ on: '2026-11-24', by: { name: '孙磊', role: 'drafter' } },
      ...more,
    });

  it('I-01 interpretation belongs to the drafting section: another one closing it is refused until a hand-over names both', async () => {
    await expect(give(zhou)).rejects.toMatchObject({ code: 'bundle-other-section' });
    await assignSection(desk, lin!, { bundle, section: 'housing' });
    await expect(assignSection(desk, zhou!, { bundle, section: 'property' })).rejects.toMatchObject({
      code: 'bundle-section-named',
    });
    await expect(give(zhou)).rejects.toMatchObject({ code: 'bundle-other-section' });
    const wish = { bundle, to: 'property', reason: '业务已划转' };
    await expect(handOverBundle(desk, lin!, wish)).rejects.toMatchObject({ code: 'role-missing' });
    await expect(handOverBundle(desk, zhou!, wish)).rejects.toMatchObject({ code: 'bundle-hand-over' });
    await handOverBundle(desk, sun!, wish);
    expect(await ledger('bundle.hand-over')).toEqual([
      {
        actor: 'sun',
        before: { section: 'housing' },
        after: { section: 'property', draftingSection: 'housing', reason: '业务已划转' },
      },
    ]);
    await expect(give(sun)).rejects.toMatchObject({ code: 'bundle-other-section' });
    expect(await give(zhou)).toMatchObject({ draftingSection: 'housing', section: 'property' });
    expect(await kinds('2026-11-26')).not.toContain('interpretation');
  });

  it('the person of a section who has no business with bundles is refused, and nothing is written', async () => {
    await expect(assignSection(desk, by('audit'), { bundle, section: 'property' })).rejects.toMatchObject({
      code: 'role-missing',
    });
    expect((await findBundle(store.db, bundle))?.draftingSection).toBeNull();
    expect(await ledger('bundle.assign')).toEqual([]);
  });

  it('I-02 a given interpretation stops the clock on its own day: within on 11-24, late on 11-26', async () => {
    await assignSection(desk, sun!, { bundle, section: 'housing' });
    await give(sun, { on: '2026-11-26' });
    clock.moveBy(10 * 86_400_000);
    const shown = await showBundle(store.db, desk, wording, bundle, '2026-11-30');
    expect(shown.clock).toMatchObject({ state: 'late', dueOn: '2026-11-25' });
    expect(shown.labels).toEqual(['未与文件同步', '3 个工作日外']);
  });

  it('I-04 the interpretation plan is an object of its own, and a line of it is done by its form', async () => {
    await assignSection(desk, sun!, { bundle, section: 'housing' });
    expect(await kinds('2026-11-20')).toContain('plan');
    const lines = [
      planLine('form=发布会 channels=main,weibo on=2026-11-25 by=孙磊 role=drafter'),
      planLine('form=图解 channels=main on=2026-11-27 by=林珊 role=professional'),
    ];
    await setPlan(desk, lin!, { bundle, lines });
    await setPlan(desk, lin!, { bundle, lines });
    expect(await ledger('bundle.plan')).toHaveLength(1);
    expect((await owed('2026-11-20')).filter(({ what }) => what === 'plan-line')).toMatchObject([
      { ref: '发布会', dueOn: '2026-11-25', person: '孙磊' },
      { ref: '图解', dueOn: '2026-11-27', person: '林珊' },
    ]);
    await give(sun);
    expect((await owed('2026-11-28')).filter(({ what }) => what === 'plan-line')).toMatchObject([
      { ref: '图解', state: 'late' },
    ]);
    for (const wrong of ['form=诗歌 channels=a on=2026-11-25 by=a role=drafter', 'form=文字 on=2026-11-25', 'x=1']) {
      expect(() => planLine(wrong), wrong).toThrow();
    }
    expect(() => planLine('form=文字 channels=main on=2026-11-31 by=孙磊 role=drafter')).toThrow('no day');
  });

  it('I-06 the day on which it comes into force is read from the text, or set by a person, and keeps the bundle open', async () => {
    expect(await findBundle(store.db, bundle)).toMatchObject({ effectiveOn: '2026-12-01', effectiveBy: 'text' });
    await assignSection(desk, sun!, { bundle, section: 'housing' });
    await give(sun);
    expect(await kinds('2026-11-30')).not.toContain('in-force');
    expect(await kinds('2026-12-01')).toContain('in-force');
    await expect(archiveBundle(desk, sun!, { bundle })).rejects.toMatchObject({ code: 'bundle-owes' });
    await describeBundle(desk, sun!, { bundle, effectiveOn: '2027-01-01' });
    expect(await kinds('2026-12-31')).not.toContain('in-force');
    await storePage(store.db, { ...policy, text: `${policy.text}\n（更正）`, revision: 2, fetchedAt: start + 1 });
    await look();
    expect(await findBundle(store.db, bundle)).toMatchObject({ effectiveOn: '2027-01-01', effectiveBy: 'sun' });
    await give(sun, { stage: 'in-force', form: '案例', title: '补贴发放案例', on: '2027-01-05' });
    expect(await kinds('2027-01-06')).not.toContain('in-force');
    expect((await archiveBundle(desk, sun!, { bundle })).archived).toBe(true);
    expect(await owed('2027-12-31')).toEqual([]);
  });

  it('I-08 heads are found in the text of a page, may be ticked, and never hold anything up', async () => {
    const text = '一、核心概念\n养老服务补贴是指政府发给老年人的补贴。\n二、适用范围\n适用于本市老年人。';
    await storePage(store.db, {
      id: 'i',
      title: '《示例市养老服务补贴办法》政策解读',
      source: 'readings',
      text,
      fetchedAt: start,
    });
    await look();
    const heads = async () =>
      (await owed('2026-11-20')).filter(({ what }) => what === 'head').map(({ ref, level }) => `${ref} ${level}`);
    expect(await heads()).toEqual(['benefits warning', 'differences warning', 'standards warning']);
    await tickHead(desk, lin!, { bundle, interpretation: 'i', head: 'differences' });
    await tickHead(desk, lin!, { bundle, interpretation: 'i', head: 'differences' });
    expect(await heads()).toEqual(['benefits warning', 'standards warning']);
    expect(await ledger('bundle.tick-head')).toHaveLength(1);
    const shown = await showBundle(store.db, desk, wording, bundle, '2026-11-20');
    expect(shown.emptyHeads).toEqual([{ interpretation: 'i', heads: ['standards', 'benefits'] }]);
    expect(shown.holding).not.toContain('head');
    await expect(tickHead(desk, lin!, { bundle, interpretation: 'i', head: 'background' })).rejects.toThrow('no head');
  });

  it('I-10 the telephone of the bundle is stored, and its post is composed anew with it', async () => {
    const without = { ...desk, telephone: null };
    await look(without);
    expect((await listOwed(store.db, without, wording, { on: '2026-11-20' })).owed.map(({ what }) => what)).toContain(
      'telephone',
    );
    await store.db.deleteFrom('composeWish').execute();
    await describeBundle(without, lin!, { bundle, telephone: '0000-8765432' });
    expect(
      (await listOwed(store.db, without, wording, { on: '2026-11-20' })).owed.map(({ what }) => what),
    ).not.toContain('telephone');
    expect(await store.db.selectFrom('composeWish').select(['subjectKind', 'subjectId']).execute()).toEqual([
      { subjectKind: 'bundle', subjectId: bundle },
    ]);
  });

  it('I-11 first interpreter is named and reminded: name and post stand in the bundle and in the ledger', async () => {
    await assignSection(desk, sun!, { bundle, section: 'housing' });
    await describeBundle(desk, sun!, { bundle, traits: ['major'] });
    expect(await owed('2026-11-23', { person: 'sun' })).toContainEqual(
      expect.objectContaining({ what: 'first-interpreter', remindWhom: 'sun' }),
    );
    const interpreter = { name: '林珊', post: '住房保障科科员', position: 'section-head' as const, person: 'lin' };
    await nameInterpreter(desk, sun!, { bundle, interpreter });
    expect(await ledger('bundle.interpreter')).toEqual([
      { actor: 'sun', before: { interpreter: null }, after: { interpreter } },
    ]);
    const hers = await owed('2026-11-23', { person: 'lin' });
    expect(hers.map(({ what, remindWhom }) => [what, remindWhom])).toContainEqual(['interpretation', 'lin']);
    expect(hers[0]?.sentence).toContain('住房保障科林珊');
    expect((await owed('2026-11-23', { person: 'sun' })).map(({ what }) => what)).not.toContain('interpretation');
  });

  it('I-12 interpreter role comes from the list: any other is refused with that list', async () => {
    await assignSection(desk, sun!, { bundle, section: 'housing' });
    for (const role of ['head-of-department', 'drafter', 'expert', 'professional', 'commentator', 'journalist']) {
      expect((await give(sun, { by: { name: '某人', role } })).id).toBe(bundle);
    }
    await expect(give(sun, { by: { name: '某人', role: 'actor' } })).rejects.toMatchObject({
      code: 'interpreter-role',
      remedy: expect.stringMatching(/head-of-department.*drafter.*expert.*professional.*commentator.*journalist/),
    });
    await expect(give(sun, { form: '诗歌' })).rejects.toMatchObject({ code: 'policy-form' });
  });

  it('I-18 no interpretation needed wants a reason; with one the clock of I-02 does not run', async () => {
    for (const reason of ['', 'because']) {
      await expect(waiveInterpretation(desk, sun!, { bundle, reason, note: '' })).rejects.toMatchObject({
        code: 'waiver-reason',
        remedy: expect.stringContaining('plain-forwarding (单纯转发上级文件)'),
      });
    }
    await expect(waiveInterpretation(desk, lin!, { bundle, reason: 'leading-group', note: '' })).rejects.toMatchObject({
      code: 'role-missing',
    });
    await waiveInterpretation(desk, sun!, { bundle, reason: 'leading-group', note: '' });
    expect(await owed('2026-12-31')).toEqual([]);
    expect(await findBundle(store.db, bundle)).toMatchObject({ dueOn: null, nextDueOn: '9999-12-31' });
    expect((await showBundle(store.db, desk, wording, bundle, '2026-11-30')).clock).toBeNull();
    const open = store.db.selectFrom('openDueDate').selectAll().where('closedAt', 'is', null);
    expect(await open.execute()).toEqual([]);
    await waiveInterpretation(desk, sun!, { bundle, reason: null, note: '' });
    expect(await open.execute()).toMatchObject([{ startOn: '2026-11-20', dueOn: '2026-11-25' }]);
  });

  it('N-15 a changed limit recounts what is open, keeps old and new beside each other, and leaves what is done alone', async () => {
    await storePage(store.db, { id: 'q', title: '示例市燃气管理办法', number: '示政规〔2026〕4号', fetchedAt: start });
    await storePage(store.db, { id: 'i', title: '《示例市燃气管理办法》解读', source: 'readings', fetchedAt: start });
    await look();
    const two = settingsSchema.parse({
      policy: { interpretation: { days: 2, unit: 'working-day', source: '本局规定' } },
    }).policy;
    await look({ ...desk, settings: two });
    expect(await findBundle(store.db, bundle)).toMatchObject({ dueOn: '2026-11-24', nextDueOn: '2026-11-24' });
    expect(await dueDateChanges(store.db, { kind: 'bundle', id: bundle })).toMatchObject([
      { oldDueOn: '2026-11-25', newDueOn: '2026-11-24' },
    ]);
    expect(await bundleOfPolicy(store.db, 'q')).toMatchObject({ dueOn: '2026-11-25' });
    expect((await ledger('bundle.update')).at(-1)).toMatchObject({
      before: { dueOn: '2026-11-25' },
      after: { dueOn: '2026-11-24' },
    });
    await look({ ...desk, settings: two });
    expect(await dueDateChanges(store.db, { kind: 'bundle', id: bundle })).toHaveLength(1);
  });

  it('a day of publication that the page does not give is set by a person, and one that it gives is not', async () => {
    await expect(describeBundle(desk, sun!, { bundle, publishedOn: '2026-11-18' })).rejects.toMatchObject({
      code: 'bundle-dated',
    });
    await storePage(store.db, { id: 'u', title: '示例市物业管理办法', publishedAt: null, fetchedAt: start });
    await look();
    const undated = (await bundleOfPolicy(store.db, 'u'))?.id ?? '';
    expect(
      (await listOwed(store.db, desk, wording, { on: '2026-11-20', bundle: undated })).owed.map((o) => o.what),
    ).toContain('publication-day');
    await describeBundle(desk, sun!, { bundle: undated, publishedOn: '2026-11-19' });
    expect(await findBundle(store.db, undated)).toMatchObject({ publishedOn: '2026-11-19', dueOn: '2026-11-24' });
    await storePage(store.db, {
      id: 'u',
      title: '示例市物业管理办法',
      publishedAt: start,
      revision: 2,
      fetchedAt: start + 1,
    });
    await look();
    expect(await findBundle(store.db, undated)).toMatchObject({ publishedOn: '2026-11-20', publishedBy: null });
  });

  describe('of a draft', () => {
    let draft: string;
    beforeEach(async () => {
      const title = '示例市民政局关于公开征求《示例市养老服务条例（征求意见稿）》意见的公告';
      await storePage(store.db, { id: 'd', title, fetchedAt: start });
      await look();
      draft = (await bundleOfPolicy(store.db, 'd'))?.id ?? '';
    });
    const consult = (more: Partial<Parameters<typeof openConsultation>[2]> = {}) =>
      openConsultation(desk, lin!, {
        ...{ bundle: draft, ways: ['open-call'], consultees: [], noneReason: null },
        ...{ days: { opensOn: '2026-10-20', closesOn: '2026-11-20' } },
        ...more,
      });

    it('E-01 major policy has a consultation with its days, or a reason; a wish with neither is refused', async () => {
      await describeBundle(desk, lin!, { bundle: draft, traits: ['public-interest'] });
      const warned = async () =>
        (await listOwed(store.db, desk, wording, { on: '2026-11-20', bundle: draft })).owed.map((o) => o.what);
      expect(await warned()).toContain('consultation');
      await expect(consult({ days: null })).rejects.toMatchObject({ code: 'consultation' });
      await expect(consult({ days: { opensOn: '2026-11-20', closesOn: '2026-11-01' } })).rejects.toThrow(
        'closes before',
      );
      await consult({ days: null, ways: [], noneReason: 'secret' });
      expect(await warned()).not.toContain('consultation');
    });

    it('E-02 adoption result blocks archiving: the task opens once on the day it closes, and its result frees the policy', async () => {
      await assignSection(desk, sun!, { bundle: draft, section: 'housing' });
      const { consultations } = await consult();
      await look();
      await look();
      expect(await ledger('consultation.close')).toMatchObject([
        { after: { closedOn: '2026-11-20', owed: 'adoption-result' } },
      ]);
      await expect(archiveBundle(desk, wang!, { bundle: draft })).rejects.toMatchObject({
        code: 'bundle-owes',
        message: expect.stringContaining('adoption-result (E-02)'),
      });
      const wish = { bundle: draft, consultation: consultations[0]?.id ?? '', on: '2026-11-30' };
      await expect(publishResult(desk, lin!, { ...wish, url: 'soon' })).rejects.toMatchObject({
        code: 'result-address',
      });
      await publishResult(desk, lin!, { ...wish, url: 'https://www.shili.gov.cn/art/r.html' });
      expect((await archiveBundle(desk, wang!, { bundle: draft })).archived).toBe(true);
      await expect(consult()).rejects.toMatchObject({ code: 'bundle-archived' });
    });

    it('E-02 the text that came of the draft cannot be archived either until the result is published', async () => {
      await consult();
      await storePage(store.db, {
        id: 't',
        title: '示例市养老服务条例',
        publishedAt: start + 86_400_000,
        fetchedAt: start + 86_400_000,
      });
      await look();
      const text = (await bundleOfPolicy(store.db, 't'))?.id ?? '';
      expect(await findBundle(store.db, draft)).toMatchObject({ became: text });
      const owes = async (id: string) =>
        (await listOwed(store.db, desk, wording, { on: '2026-12-31', bundle: id })).owed.map((o) => o.what);
      expect(await owes(text)).toContain('adoption-result');
      expect(await owes(draft)).toEqual([]);
      await waiveInterpretation(desk, wang!, { bundle: text, reason: 'internal', note: '' });
      await expect(archiveBundle(desk, wang!, { bundle: text })).rejects.toThrow('adoption-result');
    });

    it('E-08 seven ways of consulting, a list the office can extend; its source is S4', async () => {
      const ways = ['meeting', 'hearing', 'visit', 'written', 'open-call', 'questionnaire', 'poll'];
      expect((await consult({ ways })).consultations[0]?.ways).toEqual(ways);
      await expect(consult({ ways: ['town-crier'] })).rejects.toMatchObject({
        code: 'consulting-way',
        remedy: expect.stringContaining('hearing (听证会)'),
      });
      const moreWays = [{ code: 'town-crier', name: '大喇叭' }];
      desk = { ...desk, settings: settingsSchema.parse({ policy: { moreWays } }).policy };
      expect((await consult({ ways: ['town-crier'] })).consultations.at(-1)?.ways).toEqual(['town-crier']);
    });

    it('E-09 business draft names its consultees by kind', async () => {
      await describeBundle(desk, lin!, { bundle: draft, traits: ['business'] });
      const warned = async () =>
        (await listOwed(store.db, desk, wording, { on: '2026-11-19', bundle: draft })).owed.map((o) => o.what);
      await consult({ consultees: [consulteeOf('public:居民代表')] });
      expect(await warned()).not.toContain('consultees');
      expect(
        (await listOwed(store.db, desk, wording, { on: '2026-11-20', bundle: draft })).owed.map((o) => o.what),
      ).toContain('consultees');
      await consult({ consultees: [consulteeOf('chamber：示例市商会')] });
      expect(
        (await listOwed(store.db, desk, wording, { on: '2026-11-20', bundle: draft })).owed.map((o) => o.what),
      ).not.toContain('consultees');
      expect(() => consulteeOf('friends:某某')).toThrow('names nobody');
    });
  });

  it('a pair that a person confirms or refuses, and a page that goes, are followed without anything else happening', async () => {
    await storePage(store.db, {
      id: 'i',
      title: '《示例市养老服务补贴办法》解读',
      source: 'readings',
      fetchedAt: start,
    });
    await look();
    expect(await kinds('2026-11-26')).not.toContain('interpretation');
    await store.db.updateTable('item').set({ withdrawnAt: clock.now() }).where('id', '=', 'i').execute();
    await store.db
      .transaction()
      .execute((tx) =>
        desk.acting.record(tx, { at: clock.now(), actor: by('worker'), act: 'item.withdraw', object: 'item:i' }),
      );
    await look();
    expect(await kinds('2026-11-26')).toContain('interpretation');
    expect(await verifyLedger(store.db)).toMatchObject({ ok: true });
  });
});
