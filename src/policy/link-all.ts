import { defaultSettings } from '../config/settings.ts';
import { type LinkFacts, readLinkFacts } from './link-facts.ts';
import { type Candidates, chooseCandidates, counterpartKeys, keyLimit, linkKeys } from './link-keys.ts';
import { type LinkLine, linkItemOf } from './link-line.ts';
import { relatePolicies } from './relate-policies.ts';
import type { Relation } from './relation.ts';
import { olderKeys } from './relation-keys.ts';
import { type Pair, resolvePairs } from './resolve-pairs.ts';
import type { LinkThresholds } from './score-pair.ts';
import { absentPolicies, type Stub } from './stub.ts';

/** A policy that interpretations explain and the file has not. */
export interface AbsentPolicy extends Stub {
  interpretations: string[];
}

/** What `govcast link FILE.jsonl` answers, `elapsedMs` excepted. */
export interface LinkAnswer {
  pairs: Pair[];
  policies: number;
  interpretations: number;
  /** Drafts and final texts; what replaces, repeals or amends what. */
  relations: Relation[];
  /** Policies of a higher level that are explained here and not in the file. */
  absent: AbsentPolicy[];
  /** Titles or addresses that so many share that only a part was compared, with the items it befell. */
  cut: { item: string; keys: string[] }[];
}

interface Index {
  policies: Map<string, LinkFacts>;
  keys: Map<string, string[]>;
}

/**
 * Links everything in memory, with the keys and the score of the incremental way. Neither the order of lines nor that of
 * their ids' making matters: lines are taken in the order of their ids.
 */
export function linkAll(lines: Iterable<LinkLine>, thresholds: LinkThresholds = defaultSettings.linking): LinkAnswer {
  const index: Index = { policies: new Map(), keys: new Map() };
  const interpretations: LinkFacts[] = [];
  const others: LinkFacts[] = [];
  for (const line of [...lines].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))) {
    const facts = readLinkFacts(linkItemOf(line));
    if (facts.role === 'interpretation') interpretations.push(facts);
    if (facts.role === 'other') others.push(facts);
    if (facts.role !== 'policy') continue;
    index.policies.set(facts.id, facts);
    for (const key of linkKeys(facts)) addToIndex(index.keys, key, facts.id);
  }
  const answer: LinkAnswer = {
    pairs: [],
    policies: index.policies.size,
    interpretations: interpretations.length,
    relations: [],
    absent: [],
    cut: [],
  };
  for (const facts of interpretations) pair(facts, index, thresholds, answer);
  for (const facts of others) pairLinked(facts, index, thresholds, answer);
  for (const facts of index.policies.values()) relate(facts, index, thresholds, answer);
  return answer;
}

function pair(facts: LinkFacts, index: Index, thresholds: LinkThresholds, answer: LinkAnswer): void {
  const { found, cut } = candidatesOf(counterpartKeys(facts), index);
  if (cut.length > 0) answer.cut.push({ item: facts.id, keys: cut });
  const pairs = resolvePairs(facts, found, thresholds, cut);
  for (const one of pairs) answer.pairs.push(one);
  for (const stub of absentPolicies(facts, found, thresholds)) {
    const known = answer.absent.find(({ nameKey }) => nameKey === stub.nameKey);
    if (known) known.interpretations.push(facts.id);
    else answer.absent.push({ ...stub, interpretations: [facts.id] });
  }
}

/** What reads as no interpretation is offered to the policies that link to it. */
function pairLinked(facts: LinkFacts, index: Index, thresholds: LinkThresholds, answer: LinkAnswer): void {
  const { found } = candidatesOf(counterpartKeys(facts), index);
  for (const one of resolvePairs(facts, found, thresholds)) answer.pairs.push(one);
}

function relate(facts: LinkFacts, index: Index, thresholds: LinkThresholds, answer: LinkAnswer): void {
  const keys = olderKeys(facts);
  if (keys.length === 0) return;
  const { found } = candidatesOf(keys, index);
  for (const relation of relatePolicies(facts, found, thresholds)) answer.relations.push(relation);
}

/** One more than the limit is kept, to know that a key is everybody's. */
function addToIndex(index: Map<string, string[]>, key: string, id: string): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, [id]);
  else if (ids.length <= keyLimit(key)) ids.push(id);
}

function candidatesOf(keys: string[], { keys: index, policies }: Index): { found: LinkFacts[]; cut: string[] } {
  const rows = new Map(keys.map((key) => [key, index.get(key) ?? []]));
  const { ids, cut }: Candidates = chooseCandidates(rows);
  return { found: ids.map((id) => policies.get(id)).filter((policy) => policy !== undefined), cut };
}
