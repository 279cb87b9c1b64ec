import { ConfigProblems } from './config-problem.ts';
import { pathText } from './describe-issue.ts';
import type { People } from './people.ts';
import { type Plan, planProblems, planSchema } from './plan.ts';
import { readYaml } from './read-yaml.ts';

/**
 * Reads one plan that need not lie in config/plans.
 * @throws ConfigProblems with file, line and remedy, also for a section that people.yaml does not name
 */
export function readPlan(file: string, people: People): Plan {
  const read = readYaml(file, planSchema);
  const problems = planProblems(read.value, people);
  if (problems.length === 0) return read.value;
  throw new ConfigProblems(
    problems.map(({ path, ...p }) => ({
      ...p,
      code: 'config-value',
      file,
      line: read.lineOf(path),
      path: pathText(path),
    })),
  );
}
