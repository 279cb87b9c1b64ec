/** Going from finding to finding, and what taking one does to a title. Pure. */
import type { Finding } from './post-types.ts';

/** Where the walk stood on a finding that was taken or has gone: its place among the open ones, and whether it is still listed. */
export interface Left {
  at: number;
  isListed: boolean;
}

/**
 * Which of the open findings the key goes to, by its place; null when there is none. From one that was taken it goes on from
 * where that stood: a further finding of the same words takes its key over, and is the next one, not the same.
 * @param by 1 for the next, -1 for the one before
 */
export function stepFrom(
  keys: readonly string[],
  current: string | null,
  left: Left | null,
  by: 1 | -1,
): number | null {
  if (keys.length === 0) return null;
  const round = (at: number) => (at + keys.length) % keys.length;
  const at = current === null ? -1 : keys.indexOf(current);
  if (at >= 0) return round(at + by);
  if (left === null) return by > 0 ? 0 : keys.length - 1;
  return round(by > 0 && !left.isListed ? left.at : left.at + by);
}

/** Findings that are not about words but about what is said of the post: they lead to its field. */
const leads = new Set(['job', 'marking', 'public-until', 'no-source-link', 'no-original-link', 'cover-old-title']);

/** Whether one click does something about a finding: puts its suggestion in, opens its field, takes the draft over. */
export function canTake({ check, suggestion, excepted }: Pick<Finding, 'check' | 'suggestion' | 'excepted'>): boolean {
  return !excepted && (suggestion !== null || leads.has(check) || check === 'machine-draft');
}

/** A title with the suggestion in the place of the words that were found; the rest of it stays. Null when they are not in it. */
export function suggestedTitle(
  title: string,
  { excerpt, nth, suggestion }: Pick<Finding, 'excerpt' | 'nth' | 'suggestion'>,
): string | null {
  if (suggestion === null) return null;
  if (excerpt === '') return suggestion;
  let at = title.indexOf(excerpt);
  for (let i = 0; i < nth && at >= 0; i += 1) at = title.indexOf(excerpt, at + excerpt.length);
  return at < 0 ? null : `${title.slice(0, at)}${suggestion}${title.slice(at + excerpt.length)}`;
}
