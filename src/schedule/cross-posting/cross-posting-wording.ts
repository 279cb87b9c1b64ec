import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../config/read-yaml.ts';
import { fillSentence } from '../../fill-sentence.ts';
import { type JudgedReason, judgedParts } from './judge-rule.ts';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const parts = z.record(z.enum(judgedParts), text);
const schema = z.strictObject({ fits: parts, misses: parts });

/** What staff read of why a rule takes a page or not. */
export type CrossPostingWording = z.output<typeof schema>;

/** Reads content/wording/cross-posting.yaml. @throws ConfigProblems naming file and line */
export function readCrossPostingWording(contentFolder: string): CrossPostingWording {
  return readYaml(join(contentFolder, 'wording', 'cross-posting.yaml'), schema).value;
}

/** One thing a rule asks, and whether the page has it. */
export function judgedText(
  wording: CrossPostingWording,
  { part, fits, fields }: JudgedReason,
  language: 'zh' | 'en',
): string {
  const known: Readonly<Record<string, string>> = fields;
  const sentence = wording[fits ? 'fits' : 'misses'][part][language];
  return fillSentence(sentence, known);
}
