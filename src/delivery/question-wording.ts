import { join } from 'node:path';
import { z } from 'zod';
import { type ErrorWording, errorText, valuesIn } from '../channels/error-remedy.ts';
import { readYaml } from '../config/read-yaml.ts';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const schema = z.strictObject({
  doubt: text,
  silent: text,
  refused: text,
  gone: text,
  late: text,
  account: text,
  failing: text,
  content: text,
  'hand-off': text,
  'hand-off-void': text,
  blackout: text,
});

/** Why a delivery asks, as the column `kind` holds it. */
export type QuestionKind = keyof z.output<typeof schema>;

/** What staff read in a question: the platform's cause by its code, and what to do by the question's kind. */
export interface QuestionWording {
  kinds: z.output<typeof schema>;
  errors: ErrorWording;
}

/**
 * Reads `content/wording/delivery.yaml`.
 * @param errors texts by platform code
 * @throws ConfigProblems naming file and line
 */
export function readQuestionWording(contentFolder: string, errors: ErrorWording): QuestionWording {
  return { kinds: readYaml(join(contentFolder, 'wording', 'delivery.yaml'), schema).value, errors };
}

/**
 * What a person has to know and do. A code that the wording knows puts its cause and next step first; one that it does
 * not know (a look that found nothing, a lost answer) adds nothing.
 * @param detail the platform's own words, for what the text names of them: the address to add to its list
 * @param fields what the text of the kind names in braces
 */
export function questionText(
  { kinds, errors }: QuestionWording,
  kind: QuestionKind,
  seen: string,
  language: 'zh' | 'en',
  detail = '',
  fields: Readonly<Record<string, string>> = {},
): string {
  const known = errors[seen] ?? errors[seen.replace(/\(.*\)$/, '')];
  const remedy = filled(kinds[kind][language], fields);
  if (!known) return remedy;
  const { title, cause, next } = errorText(errors, seen, language, valuesIn(detail));
  return language === 'zh' ? `${title}。${cause}${next}${remedy}` : `${title}. ${cause} ${next} ${remedy}`;
}

function filled(text: string, fields: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => fields[name] ?? whole);
}
