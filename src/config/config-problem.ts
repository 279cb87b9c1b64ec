import { FixContent } from '../errors.ts';

/** One thing that is wrong in one configuration file. */
export interface ConfigProblem {
  /** `config-yaml`, `config-unknown-key`, `config-missing`, `config-value`, `config-file`. */
  code: string;
  file: string;
  /** From 1. */
  line: number;
  /** Where in the file, as `people[2].roles[0]`; empty for the whole. */
  path: string;
  expected: string;
  found: string;
  remedy: string;
}

/** Everything that is wrong in the configuration, in one error, so that it can be mended in one go. */
export class ConfigProblems extends FixContent {
  readonly problems: ConfigProblem[];
  constructor(problems: ConfigProblem[]) {
    const [first] = problems;
    const head = problems.length === 1 ? '' : `${problems.length} problems in the configuration:\n`;
    super({
      code: first?.code ?? 'config-value',
      message: head + problems.map(problemText).join('\n'),
      place: first ? `${first.file}:${first.line}` : undefined,
      remedy: problems.length === 1 && first ? first.remedy : 'Mend each line named above and start again.',
    });
    this.problems = problems;
  }
}

function problemText(p: ConfigProblem): string {
  const where = p.path ? `${p.file}:${p.line} ${p.path}` : `${p.file}:${p.line}`;
  return `${where}: expected ${p.expected}, found ${p.found}. ${p.remedy}`;
}
