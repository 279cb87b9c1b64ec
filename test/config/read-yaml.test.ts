import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigProblems } from '../../src/config/config-problem.ts';
import { parseYaml, readYaml } from '../../src/config/read-yaml.ts';
import { FixContent } from '../../src/errors.ts';

const schema = z.strictObject({
  server: z.strictObject({ host: z.string().default('127.0.0.1'), port: z.int().max(65_535) }),
  people: z.array(z.strictObject({ id: z.string(), role: z.enum(['editor', 'leader']) })).default([]),
});

function problemsOf(text: string) {
  try {
    parseYaml('govcast.yaml', text, schema);
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems;
    throw error;
  }
  throw new Error('the text was accepted');
}

test('an unknown key is answered with its line and the nearest known key', () => {
  expect(problemsOf('server:\n  port: 1\n  hosst: x\n')).toEqual([
    {
      code: 'config-unknown-key',
      file: 'govcast.yaml',
      line: 3,
      path: 'server.hosst',
      expected: 'only known keys',
      found: '`hosst`',
      remedy: 'Did you mean `host`?',
    },
  ]);
});

test('a key that resembles none is answered with the known ones', () => {
  expect(problemsOf('server: {port: 1}\nwhatever: 1\n')[0]?.remedy).toBe('Remove it; known here: server, people.');
});

test('a wrong value names line, path, what was expected and what was found', () => {
  const [problem] = problemsOf('server: {port: 1}\npeople:\n  - id: a\n    role: editor\n  - id: b\n    role: boss\n');
  expect(problem).toMatchObject({
    line: 6,
    path: 'people[1].role',
    expected: 'one of editor, leader',
    found: '"boss"',
  });
});

test('a missing key names the line of the entry that lacks it', () => {
  const [problem] = problemsOf('server: {port: 1}\npeople:\n  - id: a\n    role: editor\n  - role: leader\n');
  expect(problem).toMatchObject({ code: 'config-missing', line: 5, path: 'people[1].id', remedy: 'Add `id` here.' });
});

test('broken YAML names its line', () => {
  const problems = problemsOf('server:\n  port: 1\n bad: [\n');
  expect(problems[0]).toMatchObject({ code: 'config-yaml', expected: 'valid YAML' });
  expect(problems.map((p) => p.line)).toContain(3);
});

test('a key met twice is an error, not a silent choice', () => {
  expect(problemsOf('server: {port: 1}\nserver: {port: 2}\n')[0]).toMatchObject({ code: 'config-yaml', line: 2 });
});

test('several problems are listed together in one error of the kind fix the content', () => {
  const read = () => parseYaml('govcast.yaml', 'server: {port: 70000, hosst: x}\nno: 1\n', schema);
  expect(read).toThrow(FixContent);
  expect(read).toThrow(/3 problems[\s\S]*govcast.yaml:1 server.port: expected a number of at most 65535, found 70000/);
});

test('an absent file says which and what to do', () => {
  expect(() => readYaml('/nowhere/govcast.yaml', schema)).toThrow(/\/nowhere\/govcast.yaml.*Create .*GOVCAST_CONFIG/);
});

test('an empty file is an empty mapping; a byte order mark is ignored', () => {
  const file = `/tmp/govcast-read-yaml-${process.pid}.yaml`;
  writeFileSync(file, '\uFEFF# nothing\n');
  expect(readYaml(file, z.strictObject({ a: z.number().default(1) })).value).toEqual({ a: 1 });
});

describe('a choice between forms', () => {
  const forms = z.strictObject({
    channels: z.array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.enum(['a', 'b']), openedOn: z.string() }),
        z.strictObject({ kind: z.literal('robot'), key: z.string() }),
      ]),
    ),
    day: z.union([z.string(), z.strictObject({ name: z.string(), days: z.string() })]).default(''),
  });
  const wrong = (text: string) => {
    try {
      parseYaml('x.yaml', text, forms);
    } catch (error) {
      if (error instanceof ConfigProblems)
        return error.problems.map((p) => [p.line, p.path, p.expected, p.found, p.remedy]);
    }
    return [];
  };

  test.each([
    [
      'channels:\n  - kind: c\n',
      [2, 'channels[0].kind', 'one of a, b, robot', '"c"', 'Write one of a, b, robot here.'],
    ],
    ['channels:\n  - key: x\n', [2, 'channels[0].kind', 'one of a, b, robot', 'nothing', 'Add `kind` here.']],
    [
      'channels:\n  - kind: a\n    openedOn: x\n    opendOn: y\n',
      [4, 'channels[0].opendOn', 'only known keys', '`opendOn`', 'Did you mean `openedOn`?'],
    ],
    ['channels: []\nday: 5\n', [2, 'day', 'a string or an object', '5', 'Write a string or an object here.']],
    ['channels: []\nday: {name: x}\n', [2, 'day.days', 'a string', 'nothing', 'Add `days` here.']],
  ])('%j', (text, problem) => {
    expect(wrong(text)).toEqual([problem]);
  });
});

test('callers learn the line of an entry, and of the nearest parent of one that is not there', () => {
  const file = parseYaml('x.yaml', 'server:\n  port: 1\npeople:\n  - id: a\n    role: editor\n', schema);
  expect(file.lineOf(['people', 0])).toBe(4);
  expect(file.lineOf(['people', 0, 'role'])).toBe(5);
  expect(file.lineOf(['people', 7, 'role'])).toBe(3);
});
