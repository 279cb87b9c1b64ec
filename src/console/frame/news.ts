/** What a list that is being read is told of: shown at once, or counted until the reader asks for it. Pure. */
import { prefixesOf } from './act-domains.ts';

export interface News {
  act: string;
  object: string;
  own: boolean;
}

/** Those of the events that may change an answer below one of the prefixes. */
export function newsOf<E extends News>(events: readonly E[], prefixes: readonly string[]): E[] {
  return events.filter(({ act }) => act === '*' || prefixesOf(act).some((p) => prefixes.includes(p)));
}

/**
 * The objects that somebody else changed while the list was held: three notes to one request are one new thing. Null when
 * the list looks at once: where it is not held, after a loss of the stream, and after what the reader did, which the
 * reader expects to see.
 */
export function heldBack(
  before: ReadonlySet<string>,
  news: readonly News[],
  hold: boolean,
): ReadonlySet<string> | null {
  if (!hold || news.some(({ act, own }) => own || act === '*')) return null;
  return new Set([...before, ...news.map(({ object }) => object)]);
}
