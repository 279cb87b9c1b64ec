import type { Concern } from './concern.ts';

/** The most matters of one source that are told of at once. */
export const MOST_CONCERNS = 2000;

/** What is told of, with one matter more that says how many were left out, and what was left out. */
export interface CutToMost {
  told: Concern[];
  rest: Concern[];
}

/** Red matters come first, then those that stand longest, so that the same ones stay while nothing ends. Pure. */
export function cutToMost(source: string, concerns: Concern[], now: number): CutToMost {
  if (concerns.length <= MOST_CONCERNS) return { told: concerns, rest: [] };
  const rank = ({ urgency }: Concern) => ['red', 'normal', 'digest'].indexOf(urgency);
  const order = (a: Concern, b: Concern) => rank(a) - rank(b) || a.since - b.since || (a.key < b.key ? -1 : 1);
  const sorted = [...concerns].sort(order);
  const told = sorted.slice(0, MOST_CONCERNS);
  const rest = sorted.slice(MOST_CONCERNS);
  const overflow: Concern = {
    key: `overflow:${source}`,
    kind: 'overflow.source',
    about: `source:${source}`,
    since: now,
    urgency: 'red',
    to: [{ role: 'system-admin' }],
    fields: { source, count: String(concerns.length), told: String(told.length), rest: String(rest.length) },
  };
  return { told: [...told, overflow], rest };
}
