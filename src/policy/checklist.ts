import type { ChecklistHead, PolicySettings } from '../config/policy-settings.ts';

/** The checklist the office has chosen (I-08, I-09), with its source. */
export function checklistOf({ checklist, checklists }: Pick<PolicySettings, 'checklist' | 'checklists'>): {
  name: string;
  source: string;
  heads: readonly ChecklistHead[];
} {
  return checklists[checklist] ?? { name: checklist, source: '', heads: [] };
}

/** Longer lines are sentences, not headings. */
const HEADING_CHARS = 30;

/**
 * The heads that an interpretation covers: a word of the head in a heading, one of its phrases anywhere, or a person's
 * tick. The title is left out, it names the policy. It is a reading of words, so that nothing hangs on it but a warning.
 * @param text paragraphs parted by \n
 */
export function coveredHeads(
  heads: readonly ChecklistHead[],
  text: string,
  ticked: readonly string[] = [],
): ChecklistHead[] {
  const lines = text.split('\n').map((line) => line.replace(/\s+/gu, ''));
  const headings = lines.filter((line) => [...line].length <= HEADING_CHARS && !/[。；]/u.test(line)).join('\n');
  const all = lines.join('\n');
  return heads.filter(
    ({ code, words, phrases }) =>
      ticked.includes(code) ||
      words.some((word) => headings.includes(word)) ||
      phrases.some((phrase) => all.includes(phrase)),
  );
}

/** The heads that nobody finds in it, in the order of the list: one warning each. */
export function emptyHeads(heads: readonly ChecklistHead[], covered: readonly string[]): ChecklistHead[] {
  return heads.filter(({ code }) => !covered.includes(code));
}
