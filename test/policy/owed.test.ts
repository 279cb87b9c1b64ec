import { describe, expect, it } from 'vitest';
import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { policyRuleLines } from '../../src/config/policy-rules.ts';
import type { PolicySettings } from '../../src/config/policy-settings.ts';
import { defaultSettings, settingsSchema } from '../../src/config/settings.ts';
import { clockLabels, interpretationClock, interpretationRules } from '../../src/policy/bundle.ts';
import type { BundleFacts, BundleInterpretation } from '../../src/policy/bundle-facts.ts';
import { type Owed, owedOf } from '../../src/policy/owed.ts';
import { owedSentence, readOwedWording } from '../../src/policy/owed-wording.ts';

const calendar = buildCalendar();
const shipped = defaultSettings.policy;
const settings = (policy: unknown): PolicySettings => settingsSchema.parse({ policy }).policy;
const sourceOf = (rule: string, policy = shipped) => policyRuleLines(policy).find((line) => line.rule === rule)?.source;

const bare: BundleFacts = {
  id: 'b',
  policy: 'p',
  title: '示例市养老服务补贴办法',
  documentNumber: '示民规〔2026〕3号',
  phase: 'final',
  publishedOn: '2026-11-20',
  madeOn: '2026-11-20',
  documentClass: 'normative',
  traits: [],
  draftingSection: 'housing',
  section: 'housing',
  interpreter: null,
  telephone: '0000-12319',
  plan: { lines: [], setOn: '2026-11-19', setBy: 'sun' },
  waiver: null,
  effectiveOn: null,
  interpretations: [],
  consultations: [],
  archived: false,
  became: false,
  superseded: false,
};
const text: BundleInterpretation = {
  id: 'i',
  title: '《示例市养老服务补贴办法》政策解读',
  url: null,
  form: '文字',
  stage: 'release',
  on: '2026-11-20',
  given: false,
  heads: ['concepts', 'differences', 'scope', 'standards', 'benefits'],
};
const consultation = {
  id: 'c',
  ways: ['open-call'],
  opensOn: '2026-10-20',
  closesOn: '2026-11-20',
  noneReason: null,
  consultees: [],
  resultOn: null,
  resultUrl: null,
};
const kinds = (owed: Owed[]) => owed.map(({ what }) => what);
const owed = (facts: Partial<BundleFacts>, today: string, policy = shipped) =>
  owedOf({ ...bare, ...facts }, policy, calendar, today);

describe('what a bundle owes', () => {
  it('I-02 owes the interpretation from its publication, reminds on 11-23 and 11-24, is due 11-25 and late from 11-26', () => {
    const on = (today: string) => owed({}, today)[0];
    expect(on('2026-11-19')).toBeUndefined();
    expect(on('2026-11-20')).toMatchObject({
      what: 'interpretation',
      state: 'missing',
      dueOn: '2026-11-25',
      rule: 'I-02',
    });
    const days = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    expect(days.filter((day) => on(day)?.remind)).toEqual(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26']);
    expect(days.map((day) => on(day)?.state)).toEqual([...Array(6).fill('missing'), 'late']);
    expect(owed({ interpretations: [text] }, '2026-11-26')).toEqual([]);
  });

  it('an interpretation of the draft does not stand for one of the text', () => {
    const draft = { ...text, stage: 'draft' as const };
    expect(kinds(owed({ interpretations: [draft] }, '2026-11-23'))).toContain('interpretation');
  });

  it('I-04 the interpretation plan is an object of its own: owed while there is none, even when the material is there', () => {
    const none = owed({ plan: null, interpretations: [text] }, '2026-11-20');
    expect(none).toMatchObject([{ what: 'plan', rule: 'I-04', level: 'must', state: 'owed' }]);
    const lines = [
      { form: '文字' as const, channels: ['main'], on: '2026-11-25', by: { name: '孙磊', role: 'drafter' as const } },
      {
        form: '图解' as const,
        channels: ['main', 'weibo'],
        on: '2026-11-27',
        by: { name: '林珊', role: 'drafter' as const },
      },
    ];
    const planned = owed({ plan: { ...bare.plan!, lines }, interpretations: [text] }, '2026-11-28');
    expect(planned).toMatchObject([
      { what: 'plan-line', ref: '图解', dueOn: '2026-11-27', state: 'late', person: '林珊' },
    ]);
  });

  it('I-05 same-time interpretation binds when adopted; it is off by default and its source is printed', () => {
    const rules = (policy: PolicySettings) => interpretationRules(policy);
    const look = (policy: PolicySettings) =>
      interpretationClock(calendar, '2026-11-20', '2026-11-21', '2026-11-21', rules(policy));
    expect(shipped.sameTime.adopted).toBe(false);
    expect(look(shipped)).toMatchObject({ state: 'within', dueOn: '2026-11-25', rule: { id: 'I-02' } });
    const adopted = settings({ sameTime: { adopted: true } });
    expect(look(adopted)).toMatchObject({ state: 'late', dueOn: '2026-11-20', rule: { id: 'I-05' } });
    expect(look(adopted).verdicts.map(({ rule, dueOn, met }) => [rule.id, dueOn, met])).toEqual([
      ['I-05', '2026-11-20', false],
      ['I-02', '2026-11-25', true],
    ]);
    expect(owed({}, '2026-11-20', adopted)[0]).toMatchObject({ dueOn: '2026-11-20', rule: 'I-05', remind: true });
    expect(sourceOf('I-05')).toContain('S2');
    expect(sourceOf('I-05')).toContain('第15行');
  });

  it('C-row-15 政策解读 appears with its document: the row names column and owners, off until it is adopted', () => {
    expect(shipped.sameTime).toMatchObject({
      adopted: false,
      column: '政务公开/决策公开/政策解读',
      owners: ['各科室', '办公室'],
    });
    const adopted = settings({ sameTime: { adopted: true } });
    const clock = interpretationClock(calendar, '2026-11-20', '2026-11-21', '2026-11-21', interpretationRules(adopted));
    expect(clock).toMatchObject({ together: false, state: 'late', rule: { id: 'I-05', days: 0 } });
    expect(clockLabels(clock, 'together')[0]).toBe('未与文件同步');
    expect(policyRuleLines(adopted).find(({ rule }) => rule === 'I-05')?.says).toMatch(
      /已启用：政务公开\/决策公开\/政策解读（各科室、办公室）/,
    );
  });

  it('X-01 status shows together and within 3 days: the target does not move the limit', () => {
    const clock = interpretationClock(calendar, '2026-11-20', '2026-11-24', '2026-11-24', interpretationRules(shipped));
    expect(clock).toMatchObject({ together: false, state: 'within', dueOn: '2026-11-25' });
    expect(clockLabels(clock, shipped.target.aim)).toEqual(['未与文件同步', '3 个工作日内']);
    expect(clockLabels(clock, 'within')).toEqual(['3 个工作日内']);
    const together = interpretationClock(
      calendar,
      '2026-11-20',
      '2026-11-20',
      '2026-11-24',
      interpretationRules(shipped),
    );
    expect(clockLabels(together, 'together')).toEqual(['与文件同步', '3 个工作日内']);
    expect(sourceOf('X-01')).toContain('三同步');
  });

  it('N-15 interpretation limit is a setting with its source: set to 2, 2026-11-20 is due 2026-11-24', () => {
    expect(owed({}, '2026-11-20')[0]).toMatchObject({ dueOn: '2026-11-25' });
    const two = settings({ interpretation: { days: 2, unit: 'working-day', source: '本局规定' } });
    expect(owed({}, '2026-11-20', two)[0]).toMatchObject({ dueOn: '2026-11-24' });
    expect(sourceOf('N-15')).toContain('N-15');
    expect(sourceOf('N-15', two)).toBe('本局规定');
    expect(policyRuleLines(shipped)[0]?.says).toContain('不是成文日期');
  });

  it('X-02 three-step wording changes labels only', () => {
    const other = settings({ steps: { labels: ['组织', '审签', '部署'] } });
    expect(shipped.steps.labels).toEqual(['起草', '审签', '发布']);
    for (const today of ['2026-11-20', '2026-11-24', '2026-11-26']) {
      expect(owed({}, today, other)).toEqual(owed({}, today));
    }
    expect(sourceOf('X-02')).toContain('S1');
    expect(policyRuleLines(other).find(({ rule }) => rule === 'X-02')?.says).toBe('同步组织、同步审签、同步部署');
  });

  it('I-06 interpretation is followed through three stages: in force on 2026-12-01 it asks for a 施行后 interpretation that day', () => {
    const facts = { effectiveOn: '2026-12-01', interpretations: [text] };
    expect(owed(facts, '2026-11-30')).toEqual([]);
    expect(owed(facts, '2026-12-01')).toMatchObject([{ what: 'in-force', rule: 'I-06', state: 'owed', remind: true }]);
    const followed = [text, { ...text, id: 'j', stage: 'in-force' as const, on: '2026-12-20' }];
    expect(owed({ ...facts, interpretations: followed }, '2026-12-31')).toEqual([]);
  });

  it('I-08 empty heads of the checklist warn only, one for each', () => {
    const lacking = { ...text, heads: ['concepts', 'scope'] };
    const warnings = owed({ interpretations: [lacking] }, '2026-11-20');
    expect(warnings.map(({ what, ref, level }) => [what, ref, level])).toEqual([
      ['head', 'benefits', 'warning'],
      ['head', 'differences', 'warning'],
      ['head', 'standards', 'warning'],
    ]);
    expect(owed({ interpretations: [{ ...text, heads: [] }] }, '2026-11-20')).toHaveLength(5);
  });

  it('I-09 the six-head checklist can be chosen; the five of I-08 are the default', () => {
    const six = settings({ checklist: 'six' });
    expect(shipped.checklist).toBe('five');
    const heads = owed({ interpretations: [{ ...text, heads: [] }] }, '2026-11-20', six);
    expect(heads.map(({ subject }) => subject).sort()).toEqual(
      ['出台背景', '制定依据', '目标', '主要任务', '适用范围', '下一步工作'].sort(),
    );
    expect(sourceOf('I-09', six)).toContain('部门政策解读内容要求');
    expect(() => settings({ checklist: 'seven' })).toThrow();
  });

  it('I-11 of a major policy the first interpreter is asked for, and reminders go to that person', () => {
    const major = { traits: ['major' as const] };
    expect(owed(major, '2026-11-23').find(({ what }) => what === 'first-interpreter')).toMatchObject({
      rule: 'I-11',
      subject: '科室负责人',
    });
    const interpreter = { name: '孙磊', post: '科长', position: 'section-head' as const, person: 'sun' };
    expect(owed({ ...major, interpreter }, '2026-11-23')).toMatchObject([{ what: 'interpretation', person: 'sun' }]);
    expect(owed({ interpreter }, '2026-11-23')).toMatchObject([{ what: 'interpretation', person: null }]);
  });

  it('X-09 first interpreter follows document class: a class set to head of department asks for that role', () => {
    const byClass = settings({ firstInterpreter: { byClass: { normative: 'department-head' } } });
    const interpreter = { name: '孙磊', post: '科长', position: 'section-head' as const, person: 'sun' };
    const facts = { traits: ['major' as const], interpreter, interpretations: [text] };
    expect(owed(facts, '2026-11-23')).toEqual([]);
    expect(owed(facts, '2026-11-23', byClass)).toMatchObject([
      { what: 'first-interpreter', subject: '部门主要负责人' },
    ]);
    expect(owed({ ...facts, documentClass: 'policy' }, '2026-11-23', byClass)).toEqual([]);
    expect(sourceOf('X-09')).toContain('S2');
  });

  it('I-18 a policy that needs no interpretation owes none, and its clock does not run', () => {
    const waiver = { reason: 'plain-forwarding', note: '', by: 'sun', on: '2026-11-20' };
    for (const today of ['2026-11-20', '2026-11-26', '2026-12-31']) {
      expect(owed({ waiver, plan: null, telephone: null, effectiveOn: '2026-12-01' }, today)).toEqual([]);
    }
  });

  it('E-01 major policy has a consultation, or a reason: with neither the draft gets a warning', () => {
    const draft = { phase: 'draft' as const, traits: ['public-interest' as const] };
    expect(owed(draft, '2026-11-20')).toMatchObject([{ what: 'consultation', rule: 'E-01', level: 'warning' }]);
    expect(owed({ ...draft, consultations: [{ ...consultation, closesOn: '2026-12-20' }] }, '2026-11-20')).toEqual([]);
    const secret = { ...consultation, opensOn: null, closesOn: null, noneReason: 'secret' };
    expect(owed({ ...draft, consultations: [secret] }, '2026-11-20')).toEqual([]);
    expect(owed({ phase: 'draft' }, '2026-11-20')).toEqual([]);
  });

  it('E-02 adoption result blocks archiving: it is owed from the day on which the consultation closes', () => {
    const facts = { phase: 'draft' as const, consultations: [consultation] };
    expect(owed(facts, '2026-11-19')).toEqual([]);
    expect(owed(facts, '2026-11-20')).toMatchObject([
      { what: 'adoption-result', ref: 'c', rule: 'E-02', level: 'must' },
    ]);
    const published = { ...consultation, resultOn: '2026-12-01', resultUrl: 'https://www.shili.gov.cn/r.html' };
    expect(owed({ ...facts, consultations: [published] }, '2026-12-02')).toEqual([]);
  });

  it('E-09 business draft names its consultees: without enterprise, trade body or chamber it is warned, not blocked', () => {
    const draft = { phase: 'draft' as const, traits: ['business' as const] };
    const asking = (kind: 'public' | 'enterprise' | 'trade-body' | 'chamber') => ({
      ...consultation,
      closesOn: '2026-12-20',
      consultees: [{ kind, name: '示例' }],
    });
    expect(owed({ ...draft, consultations: [asking('public')] }, '2026-11-20')).toMatchObject([
      { what: 'consultees', rule: 'E-09', level: 'warning' },
    ]);
    for (const kind of ['enterprise', 'trade-body', 'chamber'] as const) {
      expect(owed({ ...draft, consultations: [asking(kind)] }, '2026-11-20')).toEqual([]);
    }
  });

  it('E-08 seven ways of consulting are shipped with their source; a way of the office’s is printed beside them', () => {
    const says = (policy = shipped) => policyRuleLines(policy).find(({ rule }) => rule === 'E-08')?.says;
    expect(says()?.split('、')).toHaveLength(7);
    expect(sourceOf('E-08')).toBe('S4 三(五)');
    const more = settings({ moreWays: [{ code: 'radio', name: '电台热线' }] });
    expect(says(more)).toMatch(/民意调查、电台热线$/);
  });

  it('I-10 a bundle without a consultation telephone owes one', () => {
    expect(owed({ telephone: null, interpretations: [text] }, '2026-11-20')).toMatchObject([
      { what: 'telephone', rule: 'I-10', level: 'must' },
    ]);
  });

  it('I-01 while nobody has said which section drafted, that is owed', () => {
    const facts = { draftingSection: null, section: null, interpretations: [text] };
    expect(owed(facts, '2026-11-20')).toMatchObject([{ what: 'section', rule: 'I-01', section: null }]);
  });

  it('an archived, replaced or old policy owes nothing, nor does a draft whose text is out', () => {
    for (const facts of [{ archived: true }, { superseded: true }, { phase: 'draft' as const, became: true }]) {
      expect(owed(facts, '2026-12-31')).toEqual([]);
    }
    expect(owed({}, '2026-12-31', settings({ since: '2026-11-21' }))).toEqual([]);
    expect(owed({}, '2026-12-31', settings({ since: '2026-11-20' }))).not.toEqual([]);
  });

  it('every kind and state has a sentence that says what to do, who and until when', () => {
    const wording = readOwedWording('content');
    const [entry] = owed({}, '2026-11-23');
    const names = { title: bare.title, who: '住房保障科', today: '2026-11-23' };
    expect(owedSentence(wording, calendar, entry!, names)).toBe(
      '“示例市养老服务补贴办法”还没有解读，请住房保障科起草并发布。还剩 2 个工作日（11月25日 24:00 前）。',
    );
    const [late] = owed({}, '2026-11-26');
    expect(owedSentence(wording, calendar, late!, { ...names, today: '2026-11-26' })).toContain(
      '已逾期：应在 11月25日 24:00 前完成。',
    );
    expect(owedSentence(wording, calendar, late!, { ...names, who: null })).toContain('政务公开主管科室');
    const [result] = owed({ phase: 'draft', consultations: [consultation] }, '2026-11-20');
    expect(owedSentence(wording, calendar, result!, { ...names, today: '2026-11-20' })).toContain('于11月20日截止');
  });
});
