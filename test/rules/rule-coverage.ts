import type { Rule } from './rule-table.ts';

/** What vitest's JSON reporter writes of a run, as far as it is read here. */
export interface TestRun {
  testResults: { assertionResults: { title: string; status: string }[] }[];
}

export interface RuleCoverage {
  /** In-scope rules without a test that ran and passed. */
  missing: Rule[];
  held: Rule[];
  /** Titles that begin like a rule but with no id of the table. */
  unknown: string[];
  /** Titles that begin with the id of a rule that is out of scope. */
  outOfScope: string[];
}

/** Ids look like I-02, S-10, C-row-54; d.4 and c.1-2 are sections of the domain rules and have no id. */
const looksLikeId = /^(?:C-row|[A-Z]{1,2})-\d+$/u;

/**
 * Which rules are held by a test whose own title begins with the id and a blank ("S-1 " is not "S-10 "). Only tests
 * that ran and passed count: a skipped one is missing, and so is one that failed on any of the databases it ran on.
 */
export function coverRules(rules: Rule[], run: TestRun): RuleCoverage {
  const tests = run.testResults.flatMap((file) => file.assertionResults);
  const passed = idsOf(tests.filter(({ status }) => status === 'passed'));
  const failed = idsOf(tests.filter(({ status }) => status === 'failed'));
  const inScope = rules.filter(({ scope }) => scope !== 'out');
  const held = inScope.filter(({ id }) => passed.has(id) && !failed.has(id));
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const titles = [...new Set(tests.map(({ title }) => title))];
  return {
    held,
    missing: inScope.filter((rule) => !held.includes(rule)),
    unknown: titles.filter((title) => looksLikeId.test(firstWord(title)) && !known.has(firstWord(title))),
    outOfScope: titles.filter((title) => known.get(firstWord(title))?.scope === 'out'),
  };
}

function idsOf(tests: { title: string }[]): Set<string> {
  return new Set(tests.map(({ title }) => firstWord(title)));
}

/** The title up to its first blank; empty when nothing stands behind it. */
function firstWord(title: string): string {
  const blank = title.indexOf(' ');
  return blank < 0 ? '' : title.slice(0, blank);
}
