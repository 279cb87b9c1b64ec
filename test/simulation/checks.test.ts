import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/simulation/checks/evidence.ts';
import { judged } from '../../src/simulation/judge.ts';
import { article, at, effect, goodEvidence, goodLines, line, SERVICE, SUB } from './evidence.ts';

const sound = { entries: 5, head: '', ok: true, firstBroken: null };
const problemsOf = (change: Partial<Evidence>, ledger = sound) =>
  judged({ ...goodEvidence(), ...change }, ledger).problems.map(({ check, about }) => `${check}: ${about}`);
const mark = 'http://127.0.0.1:1/a.html#gc-d1';

describe('the checks of a simulation', () => {
  it('find nothing where everything went as it should', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it('see a post that stands twice on an account, also under the mark of another delivery', () => {
    const { effects } = goodEvidence();
    const again = effect('2026-09-03T10:00', '停水通知', mark.replace('d1', 'd2'));
    expect(problemsOf({ effects: [...effects, again] })[0]).toMatch(/^double: sub shows .* 2 times/);
  });

  it('see a message that came twice into a group, and one that no call sent', () => {
    const key = '00000000-0000-4000-8000-000000000001';
    const message = effect('2026-09-02T10:00', '**停水通知**', 'markdown', 'robotMessage', key);
    const found = problemsOf({ effects: [...goodEvidence().effects, message, message] });
    expect(found[0]).toMatch(/^double: notice-group shows/);
    expect(found[1]).toMatch(/^unapproved: notice-group shows/);
  });

  it('see what govcast calls published and nobody saw', () => {
    expect(problemsOf({ effects: [] })).toEqual([
      expect.stringMatching(/^loss: .*published by govcast, seen by nobody/),
    ]);
  });

  it('see what is still planned long after its time, unless it waits for its quota', () => {
    const lines = goodLines().slice(0, 3);
    expect(problemsOf({ lines, effects: [] })).toEqual([expect.stringMatching(/^loss: .*still planned/)]);
    expect(problemsOf({ lines, effects: [], waiting: new Set(['d1']) })).toEqual([]);
  });

  it('see what was approved for a place and has no delivery', () => {
    const lines = goodLines().slice(0, 2);
    expect(problemsOf({ lines, effects: [] })).toEqual([expect.stringMatching(/^loss: .*no delivery/)]);
  });

  it('see what was dropped by nobody, and what was said not to have gone out though it did', () => {
    const dropped = line(5, '2026-09-02T10:01', 'delivery.dropped', 'delivery', 'd1', {
      state: 'dropped',
      reason: 'sure',
    });
    const lines = [...goodLines().slice(0, 4), dropped];
    expect(problemsOf({ lines, effects: [] })).toEqual([expect.stringMatching(/^loss: .*dropped by nobody/)]);
    expect(problemsOf({ lines })).toEqual([expect.stringMatching(/^double: .*said not to have gone out, and it did/)]);
    const left = [...goodLines().slice(0, 4), { ...dropped, actor: 'li-na' }];
    expect(problemsOf({ lines: left, effects: [] })).toEqual([]);
  });

  it('see a call that began without an approval of its very hash', () => {
    const without = goodLines().filter((each) => each.act !== 'post.approve');
    expect(problemsOf({ lines: without })).toEqual([
      expect.stringMatching(/^unapproved: publish of .*without an approval/),
    ]);
    const [place, approved, planned, begin, out] = goodLines();
    if (!place || !approved || !planned || !begin || !out) throw new Error('five lines');
    const withdrawn = line(4, '2026-09-02T09:59', 'post.withdraw', 'post', 'p1', {});
    expect(problemsOf({ lines: [place, approved, planned, withdrawn, begin, out] })[0]).toMatch(/^unapproved/);
  });

  it('see a text on an account that no call sent under its hash', () => {
    const effects = [effect('2026-09-02T10:00:10', '别的标题', mark)];
    expect(problemsOf({ effects })).toContainEqual(expect.stringMatching(/^unapproved: sub shows “别的标题”/));
  });

  it('see a call before the time of its place', () => {
    const early = goodLines().map((each) =>
      each.act === 'delivery.begin' ? { ...each, at: at('2026-09-02T09:59') } : each,
    );
    expect(problemsOf({ lines: early })).toEqual([expect.stringMatching(/^early: publish of/)]);
  });

  it('see a broken ledger', () => {
    expect(problemsOf({}, { ...sound, ok: false })).toEqual([expect.stringMatching(/^ledger/)]);
  });
});

describe('the rules as they follow from what was public', () => {
  const rules = goodEvidence().rules.filter((r) => r.rule.id === 'V-2');
  const silent = {
    rules,
    published: [article(SUB, '2026-08-20T10:00'), article(SERVICE, '2026-09-01T09:00')],
    lines: [],
    effects: [],
  };
  const breach = line(9, '2026-09-04T08:00', 'cadence.breach', 'channel', 'sub', {
    ...{ rule: 'V-2', dueAt: '2026-09-03T23:59:59+08:00', cause: '无计划' },
  });

  it('V-2 a fortnight without an update is missed, and has to be on record', () => {
    expect(problemsOf(silent)).toEqual(['breach: V-2 of sub was missed on 2026-09-03, not recorded']);
    expect(problemsOf({ ...silent, lines: [breach] })).toEqual([]);
  });

  it('a breach on record that never happened is found', () => {
    expect(problemsOf({ lines: [...goodLines(), breach] })).toEqual([
      'breach: V-2 of sub was recorded for 2026-09-03, not missed',
    ]);
  });

  it('M-07 working days are counted with holidays and the days that make up for them', () => {
    const span = { first: '2026-09-14', last: '2026-10-31', published: [article(SUB, '2026-09-14T10:00')] };
    const { rules: kept } = judged({ ...goodEvidence(), ...span, lines: [], effects: [] }, sound);
    const missed = kept.find((r) => r.rule === 'M-07' && r.channel === 'sub')?.missed;
    expect(missed?.map((m) => m.dueOn)).toEqual(['2026-10-09']);
  });

  it('a miss counts as avoidable when an approved text and a slot were there and somebody was at work', () => {
    const approved = line(1, '2026-08-31T10:00', 'post.approve', 'post', 'p9', { contentHash: 'h1' });
    const lines = [approved, breach];
    expect(problemsOf({ ...silent, lines })).toEqual([
      expect.stringMatching(/^avoidable: V-2 of sub .*“停水通知” was approved/),
    ]);
    expect(problemsOf({ ...silent, lines, isAtWork: () => false })).toEqual([]);
    const outages = [{ from: at('2026-08-31T11:00'), to: at('2026-09-04T00:00') }];
    expect(problemsOf({ ...silent, lines, outages })).toEqual([]);
  });
});
