import { join } from 'node:path';
import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { unitsLeft } from '../calendar/due-date.ts';
import { readYaml } from '../config/read-yaml.ts';
import { fillSentence } from '../fill-sentence.ts';
import { type Owed, owedKinds } from './owed.ts';

const both = z.strictObject({ zh: z.string(), en: z.string() });
const schema = z.strictObject({
  todo: z.record(z.enum(owedKinds), both),
  state: z.strictObject({ missing: both, late: both, owed: both }),
  provisional: both,
  nobody: both,
});

/** What staff read of what is owed, as content/wording/bundles.yaml has it. */
export type OwedWording = z.infer<typeof schema>;

/** @throws ConfigProblems naming file and line */
export function readOwedWording(contentFolder: string): OwedWording {
  return readYaml(join(contentFolder, 'wording', 'bundles.yaml'), schema).value;
}

/** What a sentence names besides the entry itself. */
export interface OwedNames {
  title: string;
  /** Name of the person or section that owes it; null when nobody is known. */
  who: string | null;
  /** YYYY-MM-DD, Beijing. */
  today: string;
}

/** One sentence that says what is owed, by whom and until when. */
export function owedSentence(
  wording: OwedWording,
  calendar: Calendar,
  owed: Owed,
  { title, who, today }: OwedNames,
  language: 'zh' | 'en' = 'zh',
): string {
  const due = owed.dueOn === null ? '' : dayIn(language, owed.dueOn, today);
  const left = owed.dueOn === null ? '' : String(Math.max(0, unitsLeft(calendar, 'working-day', today, owed.dueOn)));
  const subject = /^\d{4}-\d{2}-\d{2}$/.test(owed.subject) ? dayIn(language, owed.subject, today) : owed.subject;
  const values = { title, who: who ?? wording.nobody[language], subject, due, left };
  const parts = [wording.todo[owed.what][language], wording.state[owed.state][language]];
  if (owed.provisional) parts.push(wording.provisional[language]);
  return parts
    .map((text) => filled(text, values))
    .join(language === 'zh' ? '' : ' ')
    .trim();
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return fillSentence(text, values, () => '');
}

/** 11月25日, with the year where it is another one. */
function dayIn(language: 'zh' | 'en', day: string, today: string): string {
  if (language === 'en') return day;
  const [year, month, date] = day.split('-').map(Number);
  return day.slice(0, 4) === today.slice(0, 4) ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}
