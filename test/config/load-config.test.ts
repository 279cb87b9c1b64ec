import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { catalogueOn, entriesOn, fieldOf } from '../../src/config/catalogue.ts';
import { configChecks } from '../../src/config/config-checks.ts';
import { configEntries } from '../../src/config/config-entries.ts';
import { ConfigProblems } from '../../src/config/config-problem.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { liaisonOf } from '../../src/config/people.ts';
import { flowFor } from '../../src/config/workflow.ts';
import { Refused } from '../../src/errors.ts';
import { postKinds } from '../../src/posts/post.ts';
import { type ConfigFolder, configFolder, shippedConfig } from './config-folder.ts';

let copy: ConfigFolder;
beforeEach(() => {
  copy = configFolder();
});
afterEach(() => copy.remove());

function problemsOf(folder: string) {
  try {
    loadConfig(folder);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

test('the shipped configuration is valid and every kind of post has a flow', () => {
  const config = loadConfig(shippedConfig);
  expect(config.people.people.length).toBeGreaterThan(8);
  for (const kind of postKinds) expect(flowFor(config.workflow, kind)?.id).toBe('default');
});

test('a folder that is not there names every file it lacks at once', () => {
  expect(problemsOf('/nowhere/config').length).toBeGreaterThan(4);
});

describe('workflow', () => {
  test.each([
    ['post', '岗位', /^ {8}post: 科室负责人\n/m],
    ['permission', '权限', /^ {8}permission: section-head\n/m],
    ['procedure', '程序', /^ {8}procedure: 审查.*\n/m],
    ['limit', '时限', /^ {8}limit: .*\n/m],
  ])('A-16 a step without %s (%s) is refused with file, line and remedy', (key, _, line) => {
    copy.edit('workflow.yaml', line, '');
    expect(problemsOf(copy.folder)).toEqual([
      expect.objectContaining({
        file: `${copy.folder}/workflow.yaml`,
        line: 17,
        path: `flows[0].steps[0].${key}`,
        remedy: `Add \`${key}\` here.`,
      }),
    ]);
  });

  test('a chain of one signature is refused: two levels above the drafter are the least', () => {
    copy.edit('workflow.yaml', / {6}- id: leader[\s\S]*?limit: .*\n/, '');
    expect(problemsOf(copy.folder)[0]).toMatchObject({
      path: 'flows[0].steps',
      expected: expect.stringContaining('2'),
    });
  });

  test('a gate that is not in the list is refused with the known ones', () => {
    copy.edit('workflow.yaml', 'secrecy, wording]', 'secret, wording]');
    expect(problemsOf(copy.folder)[0]?.remedy).toBe('Known here: political, legal, policy, secrecy, wording.');
  });
});

describe('catalogue', () => {
  const elements = ['name', 'content', 'basis', 'limit', 'subject', 'manner', 'channel', 'addressee'];

  test.each(elements)('C-01 an entry without its element %s is refused with file, line and the element', (element) => {
    copy.edit('catalogue.yaml', new RegExp(`^ {4}${element}: .*\\n`, 'm'), '');
    expect(problemsOf(copy.folder)).toEqual([
      expect.objectContaining({
        file: `${copy.folder}/catalogue.yaml`,
        line: 34,
        path: `entries[0].${element}`,
        remedy: `Add \`${element}\` here.`,
      }),
    ]);
  });

  test.each(['index', 'name', 'summary', 'createdOn'])('N-17 a row without %s is refused', (element) => {
    const row = element === 'index' ? '  - index: SZJ-2026-001\n    name:' : new RegExp(`^ {4}${element}: .*\\n`, 'm');
    copy.edit('catalogue.yaml', row, element === 'index' ? '  - name:' : '');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ code: 'config-missing', path: `entries[0].${element}` });
  });

  test('N-17 the catalogue shows the day it was last changed', () => {
    const { catalogue } = loadConfig(shippedConfig);
    expect(catalogueOn(catalogue, '2026-11-20')).toMatchObject({ changedOn: '2026-01-05' });
    const [first] = catalogue.entries;
    const changed = { ...catalogue, entries: [...catalogue.entries, { ...first!, fromOn: '2026-12-01' }] };
    expect(catalogueOn(changed, '2026-12-01').changedOn).toBe('2026-12-01');
    expect(catalogueOn(changed, '2026-11-30').changedOn).toBe('2026-01-05');
  });

  test('C-03 the file itself holds both versions and answers by day', () => {
    const { catalogue } = loadConfig(shippedConfig);
    const [first] = catalogue.entries;
    const next = { ...first!, limit: '15 个工作日内', fromOn: '2026-12-01' };
    const versions = { ...catalogue, entries: [first!, next] };
    expect(entriesOn(versions, '2026-11-30')).toEqual([first]);
    expect(entriesOn(versions, '2026-12-01')).toEqual([next]);
  });

  test('C-04 the list ships 26 codes from 国土空间规划 to 市政服务 with its source, which doctor prints', () => {
    const config = loadConfig(shippedConfig);
    const { codes, source } = config.catalogue.fields;
    expect(codes).toHaveLength(26);
    expect(new Set(codes.map((c) => c.code)).size).toBe(26);
    expect([codes[0]?.name, codes[25]?.name]).toEqual(['国土空间规划', '市政服务']);
    expect(source).toContain('S4');
    expect(configChecks(config).find((c) => c.name === 'config.fields')?.message).toMatch(
      /^26 field codes \(source S4/,
    );
  });

  test('C-04 the list can be extended, and a code outside it is refused', () => {
    const { catalogue } = loadConfig(shippedConfig);
    expect(() => fieldOf(catalogue, 'heating')).toThrow(Refused);
    copy.edit('catalogue.yaml', 'entries:', '    - { code: heating, name: 供热 }\n\nentries:');
    expect(fieldOf(loadConfig(copy.folder).catalogue, 'heating').name).toBe('供热');
    copy.edit('catalogue.yaml', 'field: affordable-housing', 'field: affordable-cars');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ path: 'entries[0].field', found: 'affordable-cars' });
  });
});

describe('offices and people', () => {
  test('O-01 the roles 组长, 副组长, 成员, 办公室主任 are the default with their source, which doctor prints', () => {
    copy.edit('offices.yaml', /leadingRoles:\n.*\n.*\n/, '');
    const config = loadConfig(copy.folder);
    expect(config.offices.leadingRoles.names).toEqual(['组长', '副组长', '成员', '办公室主任']);
    const said = configChecks(config).find((c) => c.name === 'config.leading-roles');
    expect(said?.message).toMatch(/组长、副组长、成员、办公室主任 \(source S0.*S2/);
  });

  test('O-01 a group without a 组长 is refused at start, and a changed list of roles takes effect', () => {
    copy.edit('offices.yaml', 'person: chen-zhiyuan, role: 组长', 'person: chen-zhiyuan, role: 副组长');
    expect(problemsOf(copy.folder)).toEqual([
      expect.objectContaining({ path: 'leadingGroups[0].members', expected: 'a 组长', line: 8 }),
    ]);
    copy.edit('offices.yaml', 'names: [组长, 副组长', 'names: [副组长, 组长');
    expect(loadConfig(copy.folder).offices.leadingRoles.names[0]).toBe('副组长');
  });

  test('O-02 two administrator groups ship, 办公室 and 新闻中心, with their source', () => {
    const config = loadConfig(shippedConfig);
    expect(config.offices.administrators.groups.map((g) => g.name)).toEqual(['办公室', '新闻中心']);
    expect(configChecks(config).find((c) => c.name === 'config.administrators')?.message).toContain('source S2');
  });

  test('O-16 doctor warns with a remedy while the section in charge or its staff are empty', () => {
    const level = () => configChecks(loadConfig(copy.folder)).slice(0, 2);
    expect(level().map((c) => c.level)).toEqual(['info', 'info']);
    copy.edit('offices.yaml', '  staff: [li-na]', '  staff: []');
    expect(level()[1]).toMatchObject({ ok: true, level: 'warning', remedy: expect.stringContaining('inCharge.staff') });
    copy.edit('offices.yaml', '  section: news-centre\n', '');
    expect(level()[0]).toMatchObject({ level: 'warning', remedy: expect.stringContaining('inCharge.section') });
  });

  test('a section has exactly one liaison officer, who is of the section', () => {
    const { people } = loadConfig(shippedConfig);
    for (const section of people.sections) expect(liaisonOf(people, section.id)?.section).toBe(section.id);
    copy.edit('people.yaml', 'liaison: sun-lei', 'liaison: [sun-lei, zhou-ting]');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ line: 8, path: 'sections[2].liaison' });
    copy.edit('people.yaml', 'liaison: [sun-lei, zhou-ting]', 'liaison: zhou-ting');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ found: 'zhou-ting of property' });
    copy.edit('people.yaml', ', liaison: zhou-ting }', ' }');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ path: 'sections[2].liaison', code: 'config-missing' });
  });

  test('the three administrators are three people', () => {
    copy.edit('people.yaml', 'roles: [auditor]', 'roles: [auditor, system-admin]');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ found: 'system-admin and auditor', path: 'people[12].roles' });
  });

  test('a reference that leads nowhere names what there is', () => {
    copy.edit('people.yaml', 'section: hotline', 'section: hotlime');
    expect(problemsOf(copy.folder).map((p) => p.remedy)[0]).toMatch(/^Known here: office, news-centre/);
  });
});

describe('plans', () => {
  test('O-12 a row without owner is an error naming its line', () => {
    copy.edit(
      'plans/2026.yaml',
      'title: 保障性租赁住房政策公开, lead: housing-security',
      'title: 保障性租赁住房政策公开',
    );
    expect(problemsOf(copy.folder)).toEqual([
      expect.objectContaining({ file: `${copy.folder}/plans/2026.yaml`, line: 8, path: 'tasks[1].lead' }),
    ]);
  });

  test('O-04 a lead is one section and never also a co-operating one', () => {
    copy.edit('plans/2026.yaml', 'lead: regulation, with: [news-centre]', 'lead: [regulation, office]');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ path: 'tasks[0].lead' });
    copy.edit('plans/2026.yaml', 'lead: [regulation, office]', 'lead: regulation, with: [regulation]');
    expect(problemsOf(copy.folder)[0]).toMatchObject({ path: 'tasks[0].with[0]', found: 'regulation' });
  });
});

test.each([
  ['channels.yaml', 'owner: li-na', 'owner: nobody', 'channels[2].owner'],
  ['channels.yaml', 'section: news-centre', 'section: press', 'channels[0].section'],
  ['cadence.yaml', 'binds: { roles: [main] }', 'binds: { channels: [mian] }', 'rules[2].binds.channels[0]'],
  ['plans/2026.yaml', 'id: "2026"', 'id: "2027"', 'id'],
])('a reference of %s that leads nowhere is refused with its line', (file, from, to, path) => {
  copy.edit(file, from, to);
  const [problem, ...rest] = problemsOf(copy.folder);
  expect(rest).toEqual([]);
  expect(problem).toMatchObject({ file: `${copy.folder}/${file}`, path, remedy: expect.stringMatching(/./) });
  expect(problem?.line).toBeGreaterThan(1);
});

test('a drafter and a source of govcast.yaml that are not known are refused', () => {
  copy.write('govcast.yaml', 'posts:\n  author: nobody\n  items:\n    nowhere/x: { kind: news, job: publish }\n');
  expect(problemsOf(copy.folder).map((p) => [p.line, p.path])).toEqual([
    [2, 'posts.author'],
    [4, 'posts.items.nowhere/x'],
  ]);
});

test('every entry is named once with its file and line, and no setting is lost', () => {
  const entries = configEntries(loadConfig(shippedConfig));
  const names = entries.map((e) => `${e.kind} ${e.key} ${e.fromOn}`);
  expect(new Set(names).size).toBe(names.length);
  expect(entries.find((e) => e.key === 'li-na')).toMatchObject({ kind: 'person', file: 'people.yaml', line: 17 });
  expect(entries.map((e) => `${e.kind} ${e.key}`)).toEqual(
    expect.arrayContaining([
      'setting govcast/delivery',
      'setting workflow/exceptionReasons',
      'flow default',
      'plans 2026',
    ]),
  );
});
