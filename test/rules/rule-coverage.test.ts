import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { coverRules, type TestRun } from './rule-coverage.ts';
import { readRules } from './rule-table.ts';

const rules = readRules(
  [
    'id,scope,domain,holds_when,evidence',
    'S-1,must,sandbox,"A token, and ""why""",S-1 token',
    'S-10,must,sandbox,x,S-10 quota',
    'C-row-01,setting,schedule,x,y',
    'X-09,out,config,x,y',
  ].join('\n'),
);
const run = (...tests: [string, string][]): TestRun => ({
  testResults: tests.map(([title, status]) => ({ assertionResults: [{ title, status }] })),
});
const missing = (...tests: [string, string][]) => coverRules(rules, run(...tests)).missing.map(({ id }) => id);

describe('the count of rules that have a test', () => {
  it('reads every row of the table', () => {
    const all = readRules(readFileSync(new URL('rules.csv', import.meta.url), 'utf8'));
    expect(all).toHaveLength(240);
    expect(all.filter(({ scope }) => scope === 'out')).toHaveLength(5);
    expect(new Set(all.map(({ id }) => id)).size).toBe(240);
  });

  it('names the line of a row that is none', () => {
    expect(() => readRules('id,scope,domain\nA-01,perhaps,review')).toThrow('rules.csv:2');
  });

  it('takes the id with a blank behind it, so one id is not the beginning of another', () => {
    expect(missing(['S-10 quota', 'passed'])).toEqual(['S-1', 'C-row-01']);
    expect(missing(['S-1 token', 'passed'], ['C-row-01', 'passed'])).toEqual(['S-10', 'C-row-01']);
  });

  it('takes only tests that ran and passed, on every database', () => {
    expect(missing(['S-1 token', 'skipped'], ['S-10 quota', 'passed'], ['S-10 quota', 'failed'])).toEqual([
      'S-1',
      'S-10',
      'C-row-01',
    ]);
  });

  it('names tests of unknown ids and of rules out of scope, but not sections of the domain rules', () => {
    const titles = ['S-99 nothing', 'X-09 left out', 'd.4 pair 1', 'UTF-8 is read', 'X-Ray works'];
    const coverage = coverRules(rules, run(...titles.map((title): [string, string] => [title, 'passed'])));
    expect(coverage.unknown).toEqual(['S-99 nothing']);
    expect(coverage.outOfScope).toEqual(['X-09 left out']);
  });
});
