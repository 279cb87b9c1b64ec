import type { ChecklistHead, PolicySettings } from '../config/policy-settings.ts';

/** The checklist the office has chosen (I-08, I-09), with its source. */
export function checklistOf({ checklist, checklists }: Pick<PolicySettings, 'checklist' | 'checklists'>): {
  name: string;
  source: string;
  heads: readonly ChecklistHead[];
} {
  return checklists[checklist] ?? { name: checklist, source: '', heads: [] };
}

/**
 * The heads that an interpretation covers: any of a head's words in its title or text, or a person's tick. It is a
 * reading of words, so that nothing hangs on it but a warning.
 */
export function coveredHeads(
  heads: readonly ChecklistHead[],
  text: string,
  ticked: readonly string[] = [],
): ChecklistHead[] {
  const read = text.replace(/\s+/gu, '');
  return heads.filter(({ code, words }) => ticked.includes(code) || words.some((word) => read.includes(word)));
}

/** The heads that nobody finds in it, in the order of the list: one warning each. */
export function emptyHeads(heads: readonly ChecklistHead[], covered: readonly string[]): ChecklistHead[] {
  return heads.filter(({ code }) => !covered.includes(code));
}
