import type { LinkFacts } from './link-facts.ts';
import { shingles } from './shingles.ts';

/**
 * The keys by which policies find each other, beside those of `linkKeys`: `rn:` and `rt:` number and title of a document
 * that this one ends or amends, `vt:` title of a revised text, `dt:`, `db:` and `ds:` title of a draft.
 */
export function relationKeys(facts: LinkFacts): string[] {
  if (facts.role !== 'policy') return [];
  const keys = new Set<string>();
  for (const { number, core } of facts.acts) {
    if (number !== null) keys.add(`rn:${number}`);
    if (core.length >= 4) keys.add(`rt:${core}`);
  }
  if (facts.marks.revised && !facts.marks.draft) keys.add(`vt:${facts.core}`);
  if (facts.marks.draft) {
    keys.add(`dt:${facts.core}`);
    keys.add(`db:${facts.bare}`);
    for (const shingle of shingles(facts.bare)) keys.add(`ds:${shingle}`);
  }
  return [...keys];
}

/** The keys under which what this policy is the draft of, replaces, repeals or amends is indexed. */
export function olderKeys(facts: LinkFacts): string[] {
  return relationKeys(facts)
    .filter((key) => !key.startsWith('db:') && !key.startsWith('ds:'))
    .map((key) => key.slice(1))
    .concat(facts.marks.draft ? [`b:${facts.bare}`, ...shingles(facts.bare).map((shingle) => `s:${shingle}`)] : []);
}

/** The keys of those that may be a draft of this policy, or replace, repeal or amend it. */
export function newerKeys(facts: LinkFacts): string[] {
  const drafts = facts.marks.draft
    ? []
    : [`dt:${facts.core}`, `db:${facts.bare}`, ...shingles(facts.bare).map((shingle) => `ds:${shingle}`)];
  return [...(facts.number === null ? [] : [`rn:${facts.number}`]), `rt:${facts.core}`, `vt:${facts.core}`, ...drafts];
}
