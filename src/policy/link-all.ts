import { parseBeijing } from '../calendar/beijing-time.ts';
import { defaultSettings } from '../config/settings.ts';
import { linkAddressKey } from './link-address.ts';
import { type LinkFacts, type LinkItem, readLinkFacts } from './link-facts.ts';
import { candidateIds, counterpartKeys, keyLimit, linkKeys } from './link-keys.ts';
import { type Pair, resolvePairs } from './resolve-pairs.ts';
import type { LinkThresholds } from './score-pair.ts';

/** A line of the file that `govcast link` reads. */
export interface LinkLine {
  id: string;
  url?: string | null | undefined;
  title: string;
  /** ISO 8601, `YYYY-MM-DD` or `YYYY-MM-DD HH:MM`; without an offset it is Beijing time. */
  publishedAt?: string | null | undefined;
  number?: string | null | undefined;
  issuer?: string | null | undefined;
  column?: string | null | undefined;
  text?: string | null | undefined;
  links?: (string | { url: string })[] | null | undefined;
}

/** What `govcast link FILE.jsonl` answers, `elapsedMs` excepted. */
export interface LinkAnswer {
  pairs: Pair[];
  policies: number;
  interpretations: number;
}

/** Links everything in memory, with the keys and the score of the incremental way; the order of lines does not matter. */
export function linkAll(lines: Iterable<LinkLine>, thresholds: LinkThresholds = defaultSettings.linking): LinkAnswer {
  const policies = new Map<string, LinkFacts>();
  const interpretations: LinkFacts[] = [];
  const index = new Map<string, string[]>();
  for (const line of lines) {
    const facts = readLinkFacts(linkItemOf(line));
    if (facts.role === 'interpretation') interpretations.push(facts);
    if (facts.role !== 'policy') continue;
    policies.set(facts.id, facts);
    for (const key of linkKeys(facts)) addToIndex(index, key, facts.id);
  }
  const pairs = interpretations.flatMap((facts) =>
    resolvePairs(facts, candidatesOf(facts, index, policies), thresholds),
  );
  return { pairs, policies: policies.size, interpretations: interpretations.length };
}

/** A line as linking needs it. */
export function linkItemOf(line: LinkLine): LinkItem {
  const links = (line.links ?? []).map((link) => linkAddressKey(typeof link === 'string' ? link : link.url));
  return {
    id: line.id,
    addressKey: line.url ? linkAddressKey(line.url) : null,
    title: line.title,
    publishedAt: line.publishedAt ? parseBeijing(line.publishedAt) : null,
    number: line.number ? line.number : null,
    issuer: line.issuer ? line.issuer : null,
    column: line.column ? line.column : null,
    text: line.text ?? '',
    links: links.filter((key) => key !== null),
    images: 0,
    columnKind: null,
  };
}

/** One more than the limit is kept, to know that a key is everybody's. */
function addToIndex(index: Map<string, string[]>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, [id]);
  else if (ids.length <= keyLimit(key)) ids.push(id);
}

function candidatesOf(facts: LinkFacts, index: Map<string, string[]>, policies: Map<string, LinkFacts>): LinkFacts[] {
  const found = new Map(counterpartKeys(facts).map((key) => [key, index.get(key) ?? []]));
  return candidateIds(found)
    .map((id) => policies.get(id))
    .filter((policy) => policy !== undefined);
}
