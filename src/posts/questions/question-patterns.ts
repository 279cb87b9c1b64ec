import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../config/read-yaml.ts';

const questionKinds = [
  'purpose',
  'definition',
  'scope',
  'who',
  'conditions',
  'subsidy',
  'figures',
  'materials',
  'steps',
  'heading',
  'deadlines',
  'inForce',
  'until',
  'repeals',
  'bans',
  'penalties',
  'contacts',
] as const;
export type QuestionKind = (typeof questionKinds)[number];

const sentence = z.string().trim().min(1).max(60);
const schema = z.strictObject({
  title: sentence,
  questions: z.record(z.enum(questionKinds), sentence),
  number: sentence,
  quoted: sentence,
  /** Below an answer that the document says more for. */
  more: sentence,
  points: sentence,
});

/** How questions are asked (content/questions/patterns.yaml): all of a draft that is not a quote. */
export type QuestionPatterns = z.infer<typeof schema>;

/** @throws ConfigProblems naming file and line */
export function readQuestionPatterns(contentFolder: string): QuestionPatterns {
  return readYaml(join(contentFolder, 'questions', 'patterns.yaml'), schema).value;
}

/** A pattern with words of the document in it. */
export function asked(pattern: string, words: Readonly<Record<string, string>> = {}): string {
  return pattern.replace(/\{(\w+)\}/g, (_, name: string) => words[name] ?? '');
}
