import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Tx } from '../store/database.ts';
import type { PairTable } from '../store/tables/policy.ts';
import type { LinkFacts } from './link-facts.ts';
import {
  candidatesOf,
  dropPair,
  type FoundItems,
  lockLinkFacts,
  pairsOfInterpretation,
  savePair,
} from './link-store.ts';
import { type Pair, resolvePairs } from './resolve-pairs.ts';
import type { LinkThresholds } from './score-pair.ts';

/** A change of a pair, written to the ledger by whoever settled it, after all other rows. */
export interface PairChange {
  policy: string;
  interpretation: string;
  before: string | null;
  after: string | null;
  score: number | null;
}

/**
 * Decides the pairs of one interpretation anew, under its row lock. What a person refused or confirmed stays as it is;
 * what no longer holds is dropped.
 */
export async function settlePairs(
  tx: Tx,
  interpretation: string,
  thresholds: LinkThresholds,
  at: number,
): Promise<PairChange[]> {
  const facts = await lockLinkFacts(tx, interpretation);
  const existing = await pairsOfInterpretation(tx, interpretation);
  const fixed = new Set(existing.filter((pair) => pair.decidedBy !== null).map((pair) => pair.policy));
  const found = facts !== null && facts.role !== 'policy' ? await candidatesOf(tx, facts) : nothing;
  const pairs = facts ? decided(facts, found, fixed, thresholds) : [];
  const open = existing.filter((pair) => pair.decidedBy === null);
  const changes = [...changesTo(open, pairs), ...dropped(open, pairs)];
  for (const pair of pairs) if (differs(open, pair)) await savePair(tx, pair, at);
  for (const { policy, after } of changes) if (after === null) await dropPair(tx, policy, interpretation);
  return changes;
}

/** One ledger line for every pair that was made, offered or dropped. */
export async function recordPairs(
  tx: Tx,
  acting: Acting,
  actor: Actor,
  changes: PairChange[],
  at: number,
): Promise<void> {
  for (const { policy, interpretation, before, after, score } of changes) {
    const act = after === 'made' ? 'pair.make' : after === 'offered' ? 'pair.offer' : 'pair.drop';
    const object = `pair:${policy}:${interpretation}`;
    await acting.record(tx, {
      at,
      actor,
      act,
      object,
      before: { decision: before },
      after: { decision: after, score },
    });
  }
}

const nothing: FoundItems = { items: [], cut: [] };

function decided(facts: LinkFacts, found: FoundItems, fixed: Set<string>, thresholds: LinkThresholds): Pair[] {
  const open = found.items.filter(({ id }) => !fixed.has(id));
  return resolvePairs(facts, open, thresholds, found.cut);
}

function changesTo(open: PairTable[], pairs: Pair[]): PairChange[] {
  return pairs
    .map((pair) => ({ pair, before: open.find(({ policy }) => policy === pair.policy)?.decision ?? null }))
    .filter(({ pair, before }) => before !== pair.decision)
    .map(({ pair: { policy, interpretation, decision, score }, before }) => ({
      policy,
      interpretation,
      before,
      after: decision,
      score,
    }));
}

function dropped(open: PairTable[], pairs: Pair[]): PairChange[] {
  return open
    .filter(({ policy }) => !pairs.some((pair) => pair.policy === policy))
    .map(({ policy, interpretation, decision }) => ({
      policy,
      interpretation,
      before: decision,
      after: null,
      score: null,
    }));
}

function differs(open: PairTable[], pair: Pair): boolean {
  const row = open.find(({ policy }) => policy === pair.policy);
  return (
    row === undefined ||
    row.score !== pair.score ||
    row.decision !== pair.decision ||
    row.form !== pair.form ||
    row.stage !== pair.stage ||
    row.reasons !== JSON.stringify(pair.reasons)
  );
}
