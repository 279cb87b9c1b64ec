import type { LinkFacts } from './link-facts.ts';
import type { Relation } from './relation.ts';
import type { LinkThresholds } from './score-pair.ts';
import { scoreAct, scoreRevision, scoreStage } from './score-relation.ts';

/** Documents closer to the best one than this are as likely as it. */
const TIE = 0.03;

interface Scored {
  facts: LinkFacts;
  score: number;
  reasons: string[];
}

/**
 * What one policy is to others: of which final text it is the draft (I-06), and which older documents it replaces, repeals or
 * amends. One final text for a draft and one document for each that is named; where several fit alike, all are offered.
 */
export function relatePolicies(from: LinkFacts, others: LinkFacts[], thresholds: LinkThresholds): Relation[] {
  if (from.role !== 'policy') return [];
  const candidates = others.filter((other) => other.role === 'policy' && other.id !== from.id);
  const of = (kind: Relation['kind'], score: (other: LinkFacts) => Omit<Scored, 'facts'> | null) =>
    choose(
      from.id,
      kind,
      candidates.flatMap((facts) => {
        const scored = score(facts);
        return scored === null ? [] : [{ ...scored, facts }];
      }),
      thresholds,
    );
  const relations = [
    ...of('draft-of', (other) => scoreStage(from, other)),
    ...from.acts.flatMap((act) => of(act.kind, (other) => scoreAct(from, act, other))),
    ...of('replaces', (other) => scoreRevision(from, other)),
  ];
  return strongestOfEach(relations);
}

function choose(from: string, kind: Relation['kind'], scored: Scored[], thresholds: LinkThresholds): Relation[] {
  const [best, ...others] = scored
    .filter(({ score }) => score >= thresholds.offeredFrom)
    .sort((a, b) => b.score - a.score || later(a.facts, b.facts));
  if (best === undefined) return [];
  const rivals = others.filter((other) => best.score - other.score < TIE && !samePage(best.facts, other.facts));
  const sure = best.score >= thresholds.madeFrom && rivals.length === 0;
  const doubt = rivals.length > 0 ? ['另有同样可能的文件，请人工选择'] : [];
  return (sure ? [best] : [best, ...rivals]).map(({ facts, score, reasons }) => ({
    from,
    to: facts.id,
    kind,
    score,
    decision: sure ? 'made' : 'offered',
    reasons: [...reasons, ...doubt],
  }));
}

/** The same document under two acts (named in the title and in the text) is one relation. */
function strongestOfEach(relations: Relation[]): Relation[] {
  const sorted = [...relations].sort((a, b) => b.score - a.score || (a.kind < b.kind ? -1 : 1));
  return sorted.filter((r, i) => sorted.findIndex((other) => other.to === r.to) === i);
}

function samePage(a: LinkFacts, b: LinkFacts): boolean {
  return a.full === b.full && a.number === b.number;
}

function later(a: LinkFacts, b: LinkFacts): number {
  return (b.publishedAt ?? 0) - (a.publishedAt ?? 0) || (a.id < b.id ? -1 : 1);
}
