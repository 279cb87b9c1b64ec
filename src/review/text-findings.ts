import { titled } from '../fill-sentence.ts';
import type { Finding } from '../posts/finding.ts';
import type { Composed } from '../posts/post.ts';
import { exceptable } from './except-finding.ts';
import { visiblePost } from './visible-text.ts';

/** A finding where an editor can show it: in which article and field, and which of several equal places. */
export interface PlacedFinding extends Pick<Finding, 'check' | 'severity' | 'excerpt' | 'message' | 'rule' | 'remedy'> {
  /** The same for the same finding of the same text, so that cards keep their places. */
  key: string;
  /** Place of the article in the post, from 0; null when it concerns the whole. */
  article: number | null;
  field: 'title' | 'body' | null;
  /** Which occurrence of the excerpt in that field it is, from 0. */
  nth: number;
  suggestion: string | null;
  /** Whether the suggestion may be taken without reading it again: it is the only right one. */
  certain: boolean;
  /** Whether a person of the right role may let it pass with a reason. */
  exceptable: boolean;
}

/** Findings with their places, in the order of reading; those without a place first. Pure. */
export function placedFindings(findings: readonly Finding[], composed: Composed): PlacedFinding[] {
  const { text, articles } = visiblePost(composed);
  const seen = new Map<string, number>();
  const placed = findings.map((finding): PlacedFinding & { at: number } => {
    const { check, severity, start, end, excerpt, message, rule, remedy, suggestion } = finding;
    const inside = end > start ? articles.findIndex((a) => start >= a.start && start < a.end) : -1;
    const named = composed.articles.findIndex(({ title }) => names(message, title));
    const found = articles[inside];
    const inTitle = found !== undefined && start < found.bodyStart;
    const before = found && !inTitle ? text.slice(found.bodyStart, start) : '';
    const name = `${check}:${inside}:${excerpt || message}`;
    const again = seen.get(name) ?? 0;
    seen.set(name, again + 1);
    return {
      ...{ key: `${name}:${again}`, check, severity, excerpt, message, rule, remedy, suggestion },
      article: inside >= 0 ? inside : named >= 0 ? named : null,
      field: found ? (inTitle ? 'title' : 'body') : check === 'title-length' ? 'title' : null,
      nth: excerpt === '' ? 0 : before.split(excerpt).length - 1,
      certain: isCertain(finding),
      exceptable: exceptable.has(check),
      at: found ? start : -1,
    };
  });
  return placed.sort((a, b) => a.at - b.at).map(({ at: _, ...finding }) => finding);
}

/** Findings that were stored before titles were nested name them as they are. */
function names(message: string, title: string): boolean {
  return title !== '' && (message.includes(titled(title)) || message.includes(`《${title}》`));
}

/** Digits that check themselves are what they are, and are masked in one way: identity numbers and bank cards. */
function isCertain({ check, excerpt, suggestion }: Finding): boolean {
  return check === 'personal-data' && suggestion !== null && excerpt.replace(/\D/g, '').length >= 15;
}
