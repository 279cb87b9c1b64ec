import { z } from 'zod';
import type { ConfigProblem } from './config-problem.ts';

type Described = Omit<ConfigProblem, 'file' | 'line'> & { at: (string | number)[] };

/** One issue of a zod schema in words for whoever wrote the file; an unknown key is compared with the known ones. */
export function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): Described[] {
  const at = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const path = pathText(at);
  if (issue.code === 'unrecognized_keys') {
    const known = knownKeys(schema, at);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const hint = near ? `Did you mean \`${near}\`?` : `Remove it; known here: ${known.join(', ')}.`;
      const expected = 'only known keys';
      return {
        code: 'config-unknown-key',
        path: pathText([...at, key]),
        expected,
        found: `\`${key}\``,
        remedy: hint,
        at: [...at, key],
      };
    });
  }
  const closest = closestOption(issue);
  if (closest)
    return closest.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, schema));
  const value = foundValue(issue);
  if (value === undefined && issue.code !== 'custom') {
    const key = String(at.at(-1) ?? 'it');
    const found = 'nothing';
    return [{ code: 'config-missing', path, expected: expectation(issue), found, remedy: `Add \`${key}\` here.`, at }];
  }
  const custom = issue.code === 'custom' && typeof issue.params?.remedy === 'string' ? issue.params.remedy : null;
  const remedy = custom ?? `Write ${expectation(issue)} here.`;
  return [{ code: 'config-value', path, expected: expectation(issue), found: shown(value), remedy, at }];
}

/** What is wrong with the form of a union that fits best; null when none fits at all or the union words it itself. */
function closestOption(issue: z.core.$ZodIssue): z.core.$ZodIssue[] | null {
  if (issue.code !== 'invalid_union' || issue.message !== 'Invalid input') return null;
  const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  return best && depth(best) > 0 ? best : null;
}

function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  const listed = /Expected (.+)$/.exec(issue.message)?.[1];
  if (listed) return `one of ${listed.replaceAll("'", '').replaceAll(' | ', ', ')}`;
  if (issue.message !== 'Invalid input') return issue.message;
  return [...new Set(issue.errors.flat().map(expectation))].join(' or ');
}

/** The value that was found; of a union told apart by a field, that field's. */
function foundValue(issue: z.core.$ZodIssue): unknown {
  const { input } = issue;
  const last = issue.path.at(-1);
  const apart = issue.code === 'invalid_union' && issue.message.startsWith('Invalid discriminator');
  if (!apart || typeof input !== 'object' || input === null || last === undefined) return input;
  return Object.entries(input).find(([key]) => key === last)?.[1];
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((i) => i.path.length + (i.code === 'unrecognized_keys' ? 1 : 0)));
}

/** `people[2].roles[0]` */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected === 'int'
        ? 'a whole number'
        : `${/^[aeiou]/.test(issue.expected) ? 'an' : 'a'} ${issue.expected}`;
    case 'invalid_value':
      return issue.values.length === 1 ? shown(issue.values[0]) : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return `${sized(issue.origin)} ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`;
    case 'too_big':
      return `${sized(issue.origin)} ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`;
    case 'invalid_union':
      return unionExpectation(issue);
    default:
      return issue.message.replace(/^Invalid input: (expected )?/, '').replace(/\.$/, '');
  }
}

function sized(origin: string): string {
  if (origin === 'string') return 'a text with a length of';
  return origin === 'array' ? 'a list with a length of' : 'a number of';
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** Keys that the object at a path may have; empty when the schema there is no object. */
function knownKeys(schema: unknown, path: readonly (string | number)[]): string[] {
  const inner = unwrapped(schema);
  const [head, ...rest] = path;
  if (inner instanceof z.ZodUnion) return [...new Set(inner.options.flatMap((option) => knownKeys(option, path)))];
  if (head === undefined) return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
  if (inner instanceof z.ZodObject) return knownKeys(inner.shape[String(head)], rest);
  if (inner instanceof z.ZodArray) return knownKeys(inner.element, rest);
  if (inner instanceof z.ZodRecord) return knownKeys(inner.valueType, rest);
  return [];
}

function unwrapped(schema: unknown): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrapped(schema.unwrap());
  }
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodReadonly) return unwrapped(schema.unwrap());
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

/** The known key that takes the fewest changes of a letter, when at most a third of the letters change. */
export function nearest(key: string, known: readonly string[]): string | null {
  const ranked = known.map((k) => ({ k, d: distance(key.toLowerCase(), k.toLowerCase()) })).sort((a, b) => a.d - b.d);
  const [best] = ranked;
  return best && best.d <= Math.max(1, Math.ceil(Math.max(key.length, best.k.length) / 3)) ? best.k : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
