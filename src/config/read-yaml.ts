import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type ConfigProblem, ConfigProblems } from './config-problem.ts';
import { describeIssue } from './describe-issue.ts';

export type YamlPath = readonly (string | number)[];

/** A validated file that still knows where each of its entries stands. */
export interface YamlFile<T> {
  file: string;
  value: T;
  /** Line of the entry at `path`, from 1; the nearest line above it that exists when the entry itself does not. */
  lineOf: (path: YamlPath) => number;
}

/**
 * Reads one YAML file and validates it.
 * @throws ConfigProblems naming file, line, path, what was expected, what was found and the remedy, all at once
 */
export function readYaml<S extends z.ZodType>(file: string, schema: S): YamlFile<z.output<S>> {
  return parseYaml(file, textOf(file), schema);
}

/** As readYaml, for text that is already at hand (front matter, tests). `firstLine` is the line its first line stands on. */
export function parseYaml<S extends z.ZodType>(
  file: string,
  text: string,
  schema: S,
  firstLine = 1,
): YamlFile<z.output<S>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(lines.linePos(offset).line, 1) + firstLine - 1;
  if (document.errors.length > 0) {
    throw new ConfigProblems(
      document.errors.map((e) => ({
        code: 'config-yaml',
        file,
        line: lineAt(e.pos[0]),
        path: '',
        expected: 'valid YAML',
        found: e.message,
        remedy: 'Check the indentation, the colons and the quotes of this line and the one above it.',
      })),
    );
  }
  const lineOf = (path: YamlPath) => lineAt(offsetOf(document, path));
  const value: unknown = document.toJS();
  const parsed = schema.safeParse(value ?? {}, { reportInput: true });
  if (!parsed.success) {
    const problems: ConfigProblem[] = parsed.error.issues
      .flatMap((issue) => describeIssue(issue, schema))
      .map(({ at, ...problem }) => ({ ...problem, file, line: lineOf(at) }));
    throw new ConfigProblems(problems);
  }
  return { file, value: parsed.data, lineOf };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    const found = cause instanceof Error ? cause.message : String(cause);
    const remedy = `Create ${file}, or name the right folder in GOVCAST_CONFIG.`;
    throw new ConfigProblems([
      { code: 'config-file', file, line: 1, path: '', expected: 'a readable file', found, remedy },
    ]);
  }
}

/** Offset of the key (for a pair) or of the node at a path; of the deepest part that exists. */
function offsetOf(document: Document, path: YamlPath): number {
  let offset = startOf(document.contents);
  for (let depth = 1; depth <= path.length; depth += 1) {
    const parent = document.getIn(path.slice(0, depth - 1), true) ?? document.contents;
    const key = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find((i) => (isScalar(i.key) ? String(i.key.value) : '') === String(key))
      : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    if (!isNode(node)) break;
    offset = startOf(node);
  }
  return offset;
}

function startOf(node: unknown): number {
  return isNode(node) && node.range ? node.range[0] : 0;
}
