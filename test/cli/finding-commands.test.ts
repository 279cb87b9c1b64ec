import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { remedyInTerminal } from '../../src/cli/finding-commands.ts';

type Worded = Record<string, { severity?: string; zh: { remedy: string }; en: { remedy: string } }>;
const read = (name: string): Worded => parse(readFileSync(`content/wording/${name}.yaml`, 'utf8'));
const findings = Object.entries({ ...read('posts'), ...read('findings') });

test('what English words name as a command the terminal adds to the Chinese ones', () => {
  const named = findings.filter(([, { en }]) => /govcast [a-z]|head of the file/.test(en?.remedy ?? ''));
  expect(named.length).toBeGreaterThan(4);
  for (const [key, { zh }] of named) {
    const check = key.split('.')[0] ?? '';
    expect(remedyInTerminal({ check, remedy: zh.remedy }), key).toMatch(/ \(.*(govcast [a-z]|head of the file).*\)$/);
  }
});

test('a finding that needs no command is printed as it is', () => {
  expect(remedyInTerminal({ check: 'title-length', remedy: '请缩短标题。' })).toBe('请缩短标题。');
});
