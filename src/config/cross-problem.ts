import type { YamlPath } from './read-yaml.ts';

/** A problem that shows only when entries are compared with each other; the loader adds file and line. */
export interface CrossProblem {
  /** Where in its file. */
  path: YamlPath;
  expected: string;
  found: string;
  remedy: string;
}
