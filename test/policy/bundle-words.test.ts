import { describe, expect, it } from 'vitest';
import { defaultSettings } from '../../src/config/settings.ts';
import { checklistOf, coveredHeads, emptyHeads } from '../../src/policy/checklist.ts';
import { inStageOrder, latestStage, stageByCode } from '../../src/policy/decision.ts';
import { effectiveDayOf } from '../../src/policy/effective-day.ts';

const five = checklistOf(defaultSettings.policy).heads;
const codes = (text: string, ticked: string[] = []) => coveredHeads(five, text, ticked).map(({ code }) => code);

describe('heads that an interpretation covers', () => {
  it.each([
    ['一、核心概念\n……', ['concepts']],
    ['（二）与原办法相比有哪些变化？', ['differences']],
    ['三、适用范围', ['scope']],
    ['四、办理流程和注意事项', ['standards']],
    ['五、补贴标准是多少', ['standards', 'benefits']],
    ['养老服务补贴是指政府对老年人发放的补贴，用于购买服务。', ['concepts']],
    ['本办法的补贴资金由财政承担，标准由市政府另行规定。', []],
    ['', []],
  ])('reads %j', (text, found) => {
    expect(codes(text)).toEqual(found);
  });

  it('I-08 empty heads are those that neither text nor person covers', () => {
    expect(emptyHeads(five, codes('一、核心概念', ['benefits'])).map(({ name }) => name)).toEqual([
      '新旧政策差异',
      '适用范围',
      '执行标准与注意事项',
    ]);
  });
});

describe('the first day in force', () => {
  it.each([
    ['本办法自2026年12月1日起施行。', '2026-12-01'],
    ['本办法自 2026 年 12 月 1 日起正式施行，有效期3年。', '2026-12-01'],
    ['本规定自２０２６年１月９日起实施。', '2026-01-09'],
    ['本办法自二〇二六年十二月二十一日起施行。', '2026-12-21'],
    ['原办法自2016年1月1日起施行，现予废止。\n本办法自2027年1月1日起施行。', '2027-01-01'],
    ['本通知自发布之日起施行。', '2026-11-20'],
    ['本通知自印发之日起执行，有效期五年。', '2026-11-20'],
    ['本办法自发布之日起30日后施行。', null],
    ['本办法自2026年2月30日起施行。', null],
    ['补贴自2026年12月1日起发放。', null],
    ['', null],
  ])('%s gives %s', (text, day) => {
    expect(effectiveDayOf(text, '2026-11-20')).toBe(day);
  });

  it('without a day of publication 自发布之日起 gives none', () => {
    expect(effectiveDayOf('自发布之日起施行', null)).toBeNull();
  });
});

it('C-15 pages of a decision stand in the order of its stages, within one by day', () => {
  const page = (item: string, stage: string, on: string) => ({ item, title: item, url: '', stage, on });
  const ordered = inStageOrder(defaultSettings.policy, [
    page('d', 'published', '2026-08-01'),
    page('b', 'opinions', '2026-05-02'),
    page('c', 'legality', '2026-05-01'),
    page('a', 'opinions', '2026-04-01'),
  ]);
  expect(ordered.map(({ item, stageName }) => [item, stageName])).toEqual([
    ['a', '公众参与'],
    ['b', '公众参与'],
    ['c', '合法性审查'],
    ['d', '决策公布'],
  ]);
  expect(latestStage(ordered)).toEqual({ stage: 'published', stageName: '决策公布', on: '2026-08-01' });
  expect(latestStage([])).toBeNull();
  expect(() => stageByCode(defaultSettings.policy, 'rumour')).toThrow('no stage');
});
