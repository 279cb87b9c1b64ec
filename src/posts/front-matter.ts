import { z } from 'zod';
import { parseBeijing } from '../calendar/beijing-time.ts';
import { ConfigProblems } from '../config/config-problem.ts';
import { parseYaml } from '../config/read-yaml.ts';
import { FixContent } from '../errors.ts';
import { draftedField } from './drafted-field.ts';
import { headProblems } from './head-problems.ts';
import { consultationField, guideField, mannerField, originalField, topicField } from './matter-fields.ts';
import { jobNames, kindNames, namedIn, postJobs, postKinds } from './post.ts';
import { timeFields } from './time-fields.ts';

const chinese = <T extends string>(names: Record<string, T>, allowed: readonly T[]) =>
  z.preprocess((value) => (typeof value === 'string' ? (names[value] ?? value) : value), z.enum(allowed));

const named = <T extends string>(names: Readonly<Record<T, string>>, allowed: readonly T[]) =>
  z.preprocess((value) => (typeof value === 'string' ? (namedIn(names, value) ?? value) : value), z.enum(allowed));

const day = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) => day.test(text) && parseBeijing(text) !== null;
/** ms UTC, or null. A day alone says no time; figures and colon may be full-width. */
const momentOf = (text: string) => (day.test(text.trim()) ? null : parseBeijing(text.normalize('NFKC')));
const says = (expected: string, remedy: string) => ({ error: expected, params: { remedy } });

const schema = z.strictObject({
  title: z.string().trim().min(1),
  author: z.string().trim().min(1).optional(),
  channels: z
    .preprocess((v) => (typeof v === 'string' ? [v] : v), z.array(z.string()))
    .transform((names) => [...new Set(names.flatMap((name) => name.split(/[\s,，、]+/)).filter(Boolean))])
    .optional(),
  publish_at: z
    .string()
    .refine((text) => momentOf(text) !== null, says('a day and a time in Beijing', 'Write it as 2026-11-25 09:00.'))
    .transform((text) => momentOf(text) ?? 0)
    .optional(),
  /** I-14: nothing of it goes out before this moment. */
  embargo: z
    .string()
    .refine((text) => momentOf(text) !== null, says('a day and a time in Beijing', 'Write it as 2026-11-25 09:00.'))
    .transform((text) => momentOf(text) ?? 0)
    .optional(),
  kind: named(kindNames, postKinds),
  job: named(jobNames, postJobs),
  marking: chinese({ 主动公开: 'public', 依申请公开: 'on-request', 不予公开: 'withheld' }, [
    'public',
    'on-request',
    'withheld',
  ]).optional(),
  source: z.string().trim().min(1).optional(),
  audience: z.preprocess((v) => (v === '公开' ? 'public' : v), z.string().min(1)).default('public'),
  public_until: z
    .string()
    .refine((text) => text === '长期' || isDay(text), says('a day or 长期', 'Write a day as 2027-12-31, or 长期.'))
    .optional(),
  cover: z.string().min(1).optional(),
  drafted: draftedField.optional(),
  original: originalField.optional(),
  manner: mannerField.optional(),
  unit: z.string().trim().min(1).optional(),
  guide: guideField.optional(),
  consultation: consultationField.optional(),
  topic: topicField.optional(),
  ...timeFields,
});

/** The head of a Markdown file in content/posts; `publish_at`, `embargo`, `earliest` and `latest` are ms UTC. What is absent there is absent here. */
export type FrontMatter = z.output<typeof schema>;

export interface MarkdownFile {
  file: string;
  matter: FrontMatter;
  body: string;
  /** Line of the file on which the body begins, from 1. */
  bodyLine: number;
  /** Line of a field of the head, from 1; of the head's first line when the field is absent. */
  lineOf: (field: keyof FrontMatter) => number;
}

/**
 * Splits a Markdown file into head and text. The head is YAML between two lines `---` and nothing else is ever run.
 * @throws FixContent (ConfigProblems for what is wrong inside the head) naming file, line and remedy
 */
export function readFrontMatter(file: string, text: string): MarkdownFile {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const end = lines.findIndex((line, i) => i > 0 && /^---\s*$/.test(line));
  if (!/^---\s*$/.test(lines[0] ?? '') || end < 0) {
    const what = /^---\s*$/.test(lines[0] ?? '') ? 'the head is not closed by a line ---' : 'the head is missing';
    throw new FixContent({
      code: 'front-matter-missing',
      message: `${file}:1: ${what}`,
      place: `${file}:1`,
      remedy: 'Begin the file with a line ---, then title, kind and job, each on a line, then a line ---.',
    });
  }
  const head = lines.slice(1, end);
  const slips = headProblems(file, head, 2);
  if (slips.length > 0) throw new ConfigProblems(slips);
  const { value, lineOf } = parseYaml(file, head.join('\n'), schema, 2);
  const body = lines.slice(end + 1).join('\n');
  return { file, matter: value, body, bodyLine: end + 2, lineOf: (field) => lineOf([field]) };
}
