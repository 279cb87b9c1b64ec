/** Going from finding to finding, and what taking one does to a title. Pure. */
import type { Finding } from './post-types.ts';

/**
 * Which of the open findings the key goes to, by its place; null when there is none.
 * @param left the place of one that was taken: what followed it stands there now
 * @param by 1 for the next, -1 for the one before
 */
export function stepFrom(
  keys: readonly string[],
  current: string | null,
  left: number | null,
  by: 1 | -1,
): number | null {
  if (keys.length === 0) return null;
  const round = (at: number) => (at + keys.length) % keys.length;
  const at = current === null ? -1 : keys.indexOf(current);
  if (at >= 0) return round(at + by);
  if (left === null) return by > 0 ? 0 : keys.length - 1;
  return round(by > 0 ? left : left - 1);
}

type Named = Pick<Finding, 'key' | 'article' | 'field' | 'excerpt' | 'nth'>;

/**
 * The findings once one was taken, until the text has been checked anew: further ones of the same words move up by one, in
 * key and in place, as the check will name them; whatever else was found in the words that are gone goes with them.
 */
export function withoutTaken<F extends Named>(findings: readonly F[], taken: F): F[] {
  const isOfWords = ({ article, field, excerpt }: F) =>
    excerpt !== '' && article === taken.article && field === taken.field && excerpt === taken.excerpt;
  const isGone = (each: F) => each.key === taken.key || (isOfWords(each) && each.nth === taken.nth);
  const gone = findings.filter(isGone).map(partsOf);
  return findings
    .filter((each) => !isGone(each))
    .map((each) => {
      const [name, again] = partsOf(each);
      const before = gone.filter(([other, nth]) => other === name && nth < again).length;
      return {
        ...each,
        key: `${name}:${again - before}`,
        nth: isOfWords(each) && each.nth > taken.nth ? each.nth - 1 : each.nth,
      };
    });
}

/** A key is what was found and which of several it is: `personal-data:0:13800000000:1`. */
function partsOf({ key }: Named): [name: string, again: number] {
  const end = key.lastIndexOf(':');
  return [key.slice(0, end), Number(key.slice(end + 1))];
}

/** Findings that are not about words but about what is said of the post: they lead to its field. */
const leads = new Set(['job', 'marking', 'public-until', 'no-source-link', 'no-original-link', 'cover-old-title']);

/** Findings that are over once the post is made again from its pages. */
const ofPages = new Set([
  ...['source-changed', 'source-withdrawn', 'picture-lost', 'picture-late', 'images-links', 'no-telephone'],
  ...['parts-no-address', 'policy-as-points', 'interpretations-listed', 'consultation-result-open'],
]);

/** Whether what was found is mended by making the post again from its pages. */
export function callsForPages({ check, excepted }: Pick<Finding, 'check' | 'excepted'>): boolean {
  return !excepted && ofPages.has(check);
}

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
