import { join } from 'node:path';
import { z } from 'zod';
import { type ErrorText, type ErrorWording, errorText, valuesIn } from '../channels/error-remedy.ts';
import { readYaml } from '../config/read-yaml.ts';
import { fillSentence } from '../fill-sentence.ts';
import type { DeliveryTable } from '../store/tables/delivery.ts';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const kinds = {
  doubt: text,
  silent: text,
  refused: text,
  gone: text,
  late: text,
  account: text,
  'account-closed': text,
  failing: text,
  content: text,
  'hand-off': text,
  'hand-off-void': text,
  blackout: text,
};
/** Why something is late or silent, told before what to do; by the code that was seen. */
const schema = z.strictObject({
  ...kinds,
  'doubt-without-link': z.strictObject({ message: text, draft: text }),
  causes: z.record(z.string(), text),
});

/** Why a delivery asks, as the column `kind` holds it. */
export type QuestionKind = keyof typeof kinds;

/** What staff read in a question: the platform's cause by its code, and what to do by the question's kind. */
export interface QuestionWording {
  kinds: Record<QuestionKind, z.output<typeof text>>;
  /** What a doubt asks where nobody can bring a link, by the act of the delivery. */
  withoutLink: Record<'message' | 'draft', z.output<typeof text>>;
  causes: Record<string, z.output<typeof text>>;
  errors: ErrorWording;
}

/**
 * Reads `content/wording/delivery.yaml`.
 * @param errors texts by platform code
 * @throws ConfigProblems naming file and line
 */
export function readQuestionWording(contentFolder: string, errors: ErrorWording): QuestionWording {
  const read = readYaml(join(contentFolder, 'wording', 'delivery.yaml'), schema).value;
  const { causes, 'doubt-without-link': withoutLink, ...texts } = read;
  return { kinds: texts, withoutLink, causes, errors };
}

/**
 * What a person has to know and do. A code that the wording knows puts its cause and next step first; one that it does
 * not know (a look that found nothing, a lost answer) adds nothing.
 * @param detail the platform's own words, for what the text names of them: the address to add to its list
 * @param fields what the text of the kind names in braces
 */
export function questionText(
  { kinds, causes, errors }: QuestionWording,
  kind: QuestionKind,
  seen: string,
  language: 'zh' | 'en',
  detail = '',
  fields: Readonly<Record<string, string>> = {},
): string {
  const known = errors[seen] ?? errors[seen.replace(/\(.*\)$/, '')];
  const remedy = fillSentence(kinds[kind][language], fields);
  const cause = causes[seen];
  if (!known && cause) return `${fillSentence(cause[language], fields)}${language === 'zh' ? '' : ' '}${remedy}`;
  if (!known) return remedy;
  const { title, cause: said, next } = errorText(errors, seen, language, valuesIn(detail));
  return language === 'zh' ? `${title}。${said}${next}${remedy}` : `${title}. ${said} ${next} ${remedy}`;
}

/** The wording as it holds for an act: what leaves no link behind is not asked for one. */
export function wordingFor(wording: QuestionWording, act: DeliveryTable['act']): QuestionWording {
  if (act !== 'message' && act !== 'draft') return wording;
  return { ...wording, kinds: { ...wording.kinds, doubt: wording.withoutLink[act] } };
}

/** The platform's cause in a few words: 微信不认本机的 IP; null for a code without words. */
export function questionTitle(wording: Pick<QuestionWording, 'errors'>, seen: string): string | null {
  return questionCause(wording, seen, '')?.title ?? null;
}

/**
 * What the platform said, in our words; null for a code without words.
 * @param remedy the text of the question, which names the address that the platform saw (40164)
 */
export function questionCause(
  { errors }: Pick<QuestionWording, 'errors'>,
  seen: string,
  remedy: string,
): ErrorText | null {
  const known = errors[seen] ?? errors[seen.replace(/\(.*\)$/, '')];
  if (!known) return null;
  const ip = /([0-9]{1,3}(?:\.[0-9]{1,3}){3}) 不在白名单/.exec(remedy)?.[1];
  return errorText(errors, seen, 'zh', ip === undefined ? {} : { ip });
}
