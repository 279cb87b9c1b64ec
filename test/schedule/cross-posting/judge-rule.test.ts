import { describe, expect, test } from 'vitest';
import { crossPostingSchema } from '../../../src/config/cross-posting.ts';
import { loadConfig } from '../../../src/config/load-config.ts';
import { flowFor } from '../../../src/config/workflow.ts';
import { judgedText, readCrossPostingWording } from '../../../src/schedule/cross-posting/cross-posting-wording.ts';
import { type JudgedPage, judgeRule } from '../../../src/schedule/cross-posting/judge-rule.ts';
import { configFolder, shippedConfig } from '../../config/config-folder.ts';

const wording = readCrossPostingWording('content');
const day = (text: string) => Date.parse(`${text}T00:00:00+08:00`);
const page: JudgedPage = {
  ...{ source: 'shili/tzgg', columnKind: 'notice', title: '关于转发供暖保障工作的通知', issuer: '国务院办公厅' },
  ...{ number: '国办发〔2026〕8号', publishedAt: day('2026-11-20'), withdrawn: false },
};
const rule = (match: object) => {
  const [made] = crossPostingSchema.parse({
    rules: [{ id: 'r', name: '转发', match, channels: ['sub'], kind: 'repost', author: 'li-na' }],
  }).rules;
  if (!made) throw new Error('no rule');
  return made;
};
const judge = (match: object, more: Partial<JudgedPage> = {}, since: number | null = day('2026-11-01')) =>
  judgeRule(rule(match), { ...page, ...more }, since);

describe('a rule takes a page', () => {
  test.each([
    [{ sources: ['shili/tzgg'] }, {}, true],
    [{ sources: ['shili/zcwj'] }, {}, false],
    [{ kinds: ['notice', 'policy'] }, {}, true],
    [{ kinds: ['policy'] }, {}, false],
    [{ words: ['燃气', '供暖'] }, {}, true],
    [{ words: ['燃气'] }, {}, false],
    [{ issuers: ['国务院'] }, {}, true],
    [{ issuers: ['省政府'] }, {}, false],
    [{ issuers: ['国务院'] }, { issuer: null }, false],
    [{ numbers: ['鲁政办发', '国办发'] }, {}, true],
    [{ numbers: ['办发'] }, {}, false],
    [{ numbers: ['国办发'] }, { number: null }, false],
    [{ kinds: ['notice'], exclude: ['征求意见'] }, {}, true],
    [{ kinds: ['notice'], exclude: ['转发'] }, {}, false],
    [{ kinds: ['notice'], numbers: ['国办发'], words: ['供暖'] }, {}, true],
    [{ kinds: ['notice'], numbers: ['国办发'], words: ['燃气'] }, {}, false],
    [{ kinds: ['notice'] }, { withdrawn: true }, false],
  ])('%j with %j: %s', (match, more, takes) => {
    expect(judge(match, more).takes).toBe(takes);
  });

  test('only when it was published since the rule came into force; a page without a date never', () => {
    const since = (publishedAt: number | null, at: number | null) =>
      judge({ kinds: ['notice'] }, { publishedAt }, at).takes;
    expect(since(day('2026-11-20'), day('2026-11-20'))).toBe(true);
    expect(since(day('2026-11-20') - 1, day('2026-11-20'))).toBe(false);
    expect(since(null, day('2026-11-20'))).toBe(false);
    expect(since(day('2026-11-20'), null)).toBe(false);
  });

  test('says of everything it asks whether the page has it', () => {
    const said = judge({ kinds: ['notice'], words: ['燃气', '燃煤'], exclude: ['废止'] }).reasons;
    expect(said.map((reason) => judgedText(wording, reason, 'zh'))).toEqual([
      '栏目类别 notice 在规则之内',
      '标题没有这些词：燃气、燃煤',
      '标题没有排除词',
      '2026-11-20 发布，在规则起用之后（2026-11-01）',
    ]);
  });
});

describe('config/cross-posting.yaml', () => {
  const broken = (from: string, to: string) => {
    const config = configFolder();
    try {
      config.edit('cross-posting.yaml', from, to);
      loadConfig(config.folder);
      return '';
    } catch (error) {
      return String(error instanceof Error ? error.message : error);
    } finally {
      config.remove();
    }
  };

  test('what does not exist is named with its line', () => {
    expect(broken('[notice-group]', '[nobody]')).toMatch(/cross-posting\.yaml:\d+.*nobody/);
    expect(broken('author: li-na', 'author: tang-xin')).toMatch(/cross-posting\.yaml:\d+.*tang-xin/);
    expect(broken('kinds: [notice]', 'sources: [shili/none]')).toMatch(/shili\/none/);
    expect(broken('job: publish', 'job: publish\n    act: massSend')).toMatch(/massSend/);
    expect(broken('kind: repost', 'kind: news')).toMatch(/fast/);
  });

  test('a rule for everything is refused', () => {
    expect(broken('kinds: [notice]\n      numbers: [国办发, 鲁政办发]\n', '')).toMatch(/cross-posting\.yaml/);
  });

  test('an older folder without the file has no rules', () => {
    const config = configFolder();
    config.edit('cross-posting.yaml', /rules:[\s\S]*/, '');
    expect(loadConfig(config.folder).crossPosting).toEqual({ rules: [] });
    config.remove();
  });
});

describe('the fast flow', () => {
  test('is taken by a fast post of its kinds only, and leaves no gate and no signature out', () => {
    const { workflow } = loadConfig(shippedConfig);
    expect(flowFor(workflow, 'repost')?.id).toBe('default');
    expect(flowFor(workflow, 'repost', 'fast')?.id).toBe('fast');
    expect(flowFor(workflow, 'news', 'fast')?.id).toBe('default');
    const [full, fast] = ['full', 'fast'].map((pace) => workflow.flows.find((flow) => flow.pace === pace));
    expect(fast?.gates).toEqual(full?.gates);
    expect(fast?.steps.length).toBeGreaterThanOrEqual(2);
  });

  test('one that checks less is refused at start, with what to add', () => {
    const config = configFolder();
    config.edit(
      'workflow.yaml',
      'kinds: [repost]\n    gates: [political, legal, policy, secrecy, wording]',
      'kinds: [repost]\n    gates: [political, wording]',
    );
    expect(() => loadConfig(config.folder)).toThrow(/secrecy[\s\S]*先审查、后公开/);
    config.remove();
  });
});
