import { diffArrays } from 'diff';
import type { Article } from './article.ts';
import { diffSigns } from './diff-signs.ts';

/** A run of characters of a text: in both revisions, only in the newer, only in the older. */
export interface Run {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** A changed or neighbouring paragraph, or how many unchanged ones are left out there. */
export type ParagraphChange = { runs: Run[] } | { left: number };

/** What one revision says otherwise than the one before. */
export interface RevisionDifference {
  /** Fields of the page that are others, as printed. */
  fields: { field: ChangedField; before: string | null; after: string | null }[];
  paragraphs: ParagraphChange[];
}

export const changedFields = ['title', 'number', 'issuer', 'writtenOn', 'publishedAt', 'marking', 'validity'] as const;
export type ChangedField = (typeof changedFields)[number];

/** Paragraphs that differ in more single characters than this are shown as one taken out and one put in. */
const MOST_EDITS = 400;
/** Unchanged paragraphs kept before and behind a change. */
const AROUND = 1;

/** Compares two revisions of a page: fields, and the text paragraph by paragraph, within one by runs of characters. */
export function revisionDifference(before: Article, after: Article): RevisionDifference {
  const fields = changedFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: printed(before[field]), after: printed(after[field]) }));
  return { fields, paragraphs: shortened(paragraphsOf(before.text, after.text)) };
}

function printed(value: string | number | null): string | null {
  return value === null ? null : String(value);
}

function paragraphsOf(before: string, after: string): { changed: boolean; runs: Run[] }[] {
  const blocks = diffArrays(before.split('\n'), after.split('\n'));
  return blocks.flatMap(({ added, removed, value }, i) => {
    if (!added && !removed) return value.map((text) => ({ changed: false, runs: [{ kind: 'same' as const, text }] }));
    const next = blocks[i + 1];
    if (removed && next?.added) return pairedUp(value, next.value);
    if (added && blocks[i - 1]?.removed) return [];
    return value.map((text) => ({ changed: true, runs: [{ kind: added ? 'added' : 'removed', text }] as Run[] }));
  });
}

/** Old and new paragraphs of one place, side by side in order; what has no partner stands alone. */
function pairedUp(old: readonly string[], young: readonly string[]): { changed: boolean; runs: Run[] }[] {
  return Array.from({ length: Math.max(old.length, young.length) }, (_, i) => ({
    changed: true,
    runs: runsOf(old[i], young[i]),
  }));
}

function runsOf(old: string | undefined, young: string | undefined): Run[] {
  const whole = [
    ...(old === undefined ? [] : [{ kind: 'removed' as const, text: old }]),
    ...(young === undefined ? [] : [{ kind: 'added' as const, text: young }]),
  ];
  if (old === undefined || young === undefined) return whole;
  const parts = diffSigns(old, young, MOST_EDITS);
  const runs = (parts ?? []).map(({ added, removed, value }): Run => {
    return { kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') };
  });
  const kept = runs.reduce((sum, { kind, text }) => sum + (kind === 'same' ? text.length : 0), 0);
  // Crumbs of single characters in a sentence that is another one are harder to read than the two sentences.
  return parts === undefined || kept * 3 < Math.max(old.length, young.length) ? whole : runs;
}

function shortened(paragraphs: readonly { changed: boolean; runs: Run[] }[]): ParagraphChange[] {
  const shown = (i: number) => paragraphs.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ changed }) => changed);
  const changes: ParagraphChange[] = [];
  for (const [i, { runs }] of paragraphs.entries()) {
    const last = changes.at(-1);
    if (shown(i)) changes.push({ runs });
    else if (last && 'left' in last) last.left += 1;
    else changes.push({ left: 1 });
  }
  return changes.some((change) => 'runs' in change) ? changes : [];
}
