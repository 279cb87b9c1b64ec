import { join } from 'node:path';
import type { z } from 'zod';
import { type Catalogue, catalogueProblems, catalogueSchema } from './catalogue.ts';
import { type ConfigProblem, ConfigProblems } from './config-problem.ts';
import type { CrossProblem } from './cross-problem.ts';
import { pathText } from './describe-issue.ts';
import { type Offices, officesProblems, officesSchema } from './offices.ts';
import { type People, peopleProblems, peopleSchema } from './people.ts';
import { readYaml, type YamlFile } from './read-yaml.ts';
import { type Settings, settingsSchema } from './settings.ts';
import { type Workflow, workflowProblems, workflowSchema } from './workflow.ts';

/** Everything that an operator sets, validated as a whole. */
export interface Config {
  folder: string;
  settings: Settings;
  people: People;
  offices: Offices;
  workflow: Workflow;
  catalogue: Catalogue;
  /** The single files with the lines of their entries, by their names without ending. */
  files: Record<string, YamlFile<unknown>>;
}

/**
 * Reads and validates the folder `config/`. Nothing is written and nothing outside is asked.
 * @throws ConfigProblems with every problem of every file at once
 */
export function loadConfig(folder: string): Config {
  const problems: ConfigProblem[] = [];
  const read = <S extends z.ZodType>(name: string, schema: S) =>
    collecting(problems, () => readYaml(join(folder, `${name}.yaml`), schema));
  const settings = read('govcast', settingsSchema);
  const people = read('people', peopleSchema);
  const offices = read('offices', officesSchema);
  const workflow = read('workflow', workflowSchema);
  const catalogue = read('catalogue', catalogueSchema);

  if (people) cross(problems, people, peopleProblems(people.value));
  if (people && offices) cross(problems, offices, officesProblems(offices.value, people.value));
  if (workflow) cross(problems, workflow, workflowProblems(workflow.value));
  if (people && catalogue) cross(problems, catalogue, catalogueProblems(catalogue.value, people.value));
  if (problems.length > 0 || !settings || !people || !offices || !workflow || !catalogue) {
    throw new ConfigProblems(problems);
  }
  return {
    folder,
    settings: settings.value,
    people: people.value,
    offices: offices.value,
    workflow: workflow.value,
    catalogue: catalogue.value,
    files: { govcast: settings, people, offices, workflow, catalogue },
  };
}

/** The value of `work`, or null when it threw problems, which are then noted. */
function collecting<T>(problems: ConfigProblem[], work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ConfigProblems)) throw error;
    problems.push(...error.problems);
    return null;
  }
}

function cross(problems: ConfigProblem[], file: YamlFile<unknown>, found: CrossProblem[]): void {
  for (const { path, ...p } of found) {
    problems.push({ ...p, code: 'config-value', file: file.file, line: file.lineOf(path), path: pathText(path) });
  }
}
