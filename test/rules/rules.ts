import { readFileSync } from 'node:fs';
import Table from 'cli-table3';
import { coverRules, type RuleCoverage, type TestRun } from './rule-coverage.ts';
import { type Rule, readRules } from './rule-table.ts';

/**
 * `npm run rules [-- --domain calendar,config,notify,policy,posts,schedule]`: which rules of rules.csv have a test that ran and passed, by scope and by
 * domain, and which have none. Exits 1 when a rule of the domains asked for has none, or when no run is there to read.
 */

/** Domains whose rules must all have a test by now. */
const required = ['calendar', 'config', 'notify', 'policy', 'posts', 'schedule'];

const resultsFile = 'test-results/results.json';

function main(args: string[]): number {
  const rules = readRules(readFileSync(new URL('rules.csv', import.meta.url), 'utf8'));
  const domains = domainsAsked(args, rules);
  const run = readRun();
  if (domains === null || run === null) return 1;
  const coverage = coverRules(rules, run);
  console.log(`${tableBy('scope', rules, coverage)}\n${tableBy('domain', rules, coverage)}`);
  list(
    'Without a test',
    coverage.missing.map(({ id, scope, domain }) => `${id} (${scope}, ${domain})`),
  );
  list('Tests with an id that no rule has', coverage.unknown);
  list('Tests of rules that are out of scope', coverage.outOfScope);
  const owed = coverage.missing.filter(({ domain }) => domains.includes(domain));
  if (owed.length > 0) {
    console.error(
      `\n${owed.map(({ id }) => id).join(', ')}: every rule of ${domains.join(', ')} must have a passing test.`,
    );
  }
  return owed.length > 0 ? 1 : 0;
}

function domainsAsked(args: string[], rules: Rule[]): string[] | null {
  const at = args.indexOf('--domain');
  if (at < 0) return required;
  const domains = (args[at + 1] ?? '').split(',').filter((domain) => domain !== '');
  const known = new Set(rules.map(({ domain }) => domain));
  const wrong = domains.filter((domain) => !known.has(domain));
  if (domains.length > 0 && wrong.length === 0) return domains;
  console.error(`--domain wants domains of rules.csv parted by commas: ${[...known].sort().join(', ')}`);
  return null;
}

function readRun(): TestRun | null {
  try {
    return JSON.parse(readFileSync(resultsFile, 'utf8')) as TestRun;
  } catch (error) {
    console.error(
      `${resultsFile} cannot be read (${error instanceof Error ? error.message : error}): run \`npm test\` first.`,
    );
    return null;
  }
}

function tableBy(field: 'scope' | 'domain', rules: Rule[], { held, missing }: RuleCoverage): string {
  const table = new Table({ head: [field, 'rules', 'with a test', 'without'], style: { head: [], border: [] } });
  const row = (name: string, of: (list: Rule[]) => number) => [name, of([...held, ...missing]), of(held), of(missing)];
  for (const name of new Set(rules.map((rule) => rule[field]))) {
    if (name !== 'out') table.push(row(name, (rows) => rows.filter((rule) => rule[field] === name).length));
  }
  table.push(row('all', (rows) => rows.length));
  return table.toString();
}

function list(title: string, lines: string[]): void {
  if (lines.length > 0) console.log(`\n${title} (${lines.length}):\n  ${lines.join('\n  ')}`);
}

process.exitCode = main(process.argv.slice(2));
