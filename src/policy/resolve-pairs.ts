import { beijingDay } from '../calendar/beijing-time.ts';
import { sharesBody } from './body-name.ts';
import type { Form } from './form.ts';
import type { Stage } from './interpretation-title.ts';
import type { LinkFacts } from './link-facts.ts';
import { keyLimit } from './link-keys.ts';
import { daysBetween } from './score-corrections.ts';
import { type LinkThresholds, type PairScore, scorePair } from './score-pair.ts';
import { parseTitle } from './title-grammar.ts';
import type { TitleMarks } from './title-marks.ts';

/** A pair as `govcast link` prints it and as the table `pair` keeps it. */
export interface Pair {
  policy: string;
  interpretation: string;
  score: number;
  decision: 'made' | 'offered';
  form: Form;
  stage: Stage;
  reasons: string[];
}

/** An interpretation so soon after a policy that holds at once still speaks to its release. */
const RELEASE_MS = 30 * 86_400_000;
/** Candidates closer to the best one than this are as likely as it. */
const TIE = 0.04;
/** A page that more policies link to than this is linked from every page of its site. */
const MAX_LINKING = 3;
/** Candidates further below a made one than this are not even offered. */
const BEHIND = 0.15;

/** Pages of one title further apart than this are two documents: the old text and the new one. */
const SAME_DOCUMENT_MS = 180 * 86_400_000;

interface Candidate extends PairScore {
  facts: LinkFacts;
}

/**
 * Chooses among the candidate policies of one interpretation: for every policy it names the best one is made; another
 * printing of the same document and a rival as likely are offered; what is clearly behind is dropped.
 * What reads as no interpretation is only offered, and only to the policies given: those that link to it.
 * @param cut keys of which only a part was looked at: then a title alone makes nothing
 */
export function resolvePairs(
  interpretation: LinkFacts,
  policies: LinkFacts[],
  thresholds: LinkThresholds,
  cut: readonly string[] = [],
): Pair[] {
  if (interpretation.role === 'other' && policies.length > MAX_LINKING) return [];
  const scored = policies
    .map((facts) => ({ ...scorePair(facts, interpretation, thresholds), facts }))
    .map((candidate, _, all) => beforeFinalText(interpretation, candidate, all, thresholds))
    .map((candidate, _, all) => besideText(candidate, all))
    .filter(({ decision }) => decision !== 'none')
    .sort((a, b) => b.strength - a.strength || byAge(a.facts, b.facts));
  const byTarget = new Map<number, Candidate[]>();
  for (const candidate of scored)
    byTarget.set(candidate.target, [...(byTarget.get(candidate.target) ?? []), candidate]);
  return [...byTarget.values()]
    .flatMap((candidates) => choose(interpretation, candidates))
    .map((c) => (cut.length > 0 && c.decision === 'made' && !c.beyondTitle ? offered(c, partOnly(cut)) : c))
    .map((c) => (interpretation.role === 'other' ? offered(c, '标题和栏目不像解读，请人工确认') : c))
    .map((c) => asPair(interpretation, c));
}

function partOnly(cut: readonly string[]): string {
  return `同名页面太多，只比较了其中${keyLimit(cut[0] ?? '')}个，请人工核对`;
}

function choose(interpretation: LinkFacts, [best, ...behind]: Candidate[]): Candidate[] {
  if (best === undefined) return [];
  const others = behind.filter((other) => !stageOfOne(interpretation, best.facts, other.facts));
  const rivals = others.filter(
    (other) => best.strength - other.strength < TIE && !sameDocument(best.facts, other.facts),
  );
  const unclear = best.decision === 'made' && best.target >= 0 && rivals.length > 0;
  const first = unclear ? offered(best, '另有同样可能的文件，请人工选择') : best;
  const rest = others
    .filter((other) => best.decision === 'offered' || best.strength - other.strength <= BEHIND)
    .map((other) => demoted(best, other));
  return [first, ...rest];
}

/** Pairs without a named policy rest on links and numbers, of which an interpretation may rightly have several. */
function demoted(best: Candidate, other: Candidate): Candidate {
  if (other.decision === 'offered') return other;
  if (sameDocument(best.facts, other.facts)) return offered(other, '与另一页面为同一文件');
  return best.target < 0 ? other : offered(other, '另有更可能的文件');
}

function offered(candidate: Candidate, reason: string): Candidate {
  return { ...candidate, decision: 'offered', reasons: [...candidate.reasons, reason] };
}

/** What came out while only the draft was there speaks of the draft, whether or not it says so. */
function beforeFinalText(
  interpretation: LinkFacts,
  candidate: Candidate,
  all: Candidate[],
  { madeFrom }: LinkThresholds,
): Candidate {
  const days = daysBetween(candidate.facts, interpretation);
  if (!candidate.facts.marks.draft || candidate.target < 0 || days === null || days < 0 || days > 45) return candidate;
  const early = all.some(({ facts, target }) => {
    const after = daysBetween(facts, interpretation);
    return (
      target >= 0 &&
      !facts.marks.draft &&
      facts.core === candidate.facts.core &&
      after !== null &&
      after < -7 &&
      after > -400
    );
  });
  if (!early) return candidate;
  const score = Math.round(Math.min(1, candidate.score + 0.12) * 1000) / 1000;
  const reasons = [...candidate.reasons, '发布时正式文件还没有出台'];
  return {
    ...candidate,
    score,
    strength: candidate.strength + 0.12,
    reasons,
    decision: score >= madeFrom ? 'made' : candidate.decision,
  };
}

/** 中共中央办公厅 国务院办公厅印发《X》 is the text where no other page carries it, and news of it beside one that does. */
function besideText(candidate: Candidate, all: Candidate[]): Candidate {
  const { facts, target, decision, strength } = candidate;
  if (target < 0 || decision === 'none' || !parseTitle(facts.title).newsOfIssue) return candidate;
  const text = all.find((other) => other.decision === 'made' && other.target === target && carriesText(other, facts));
  if (text === undefined) return candidate;
  return { ...offered(candidate, '另有页面发布该文件正文'), strength: Math.min(strength, text.strength - 2 * TIE) };
}

function carriesText({ facts: { isStub, core, marks, title } }: Candidate, news: LinkFacts): boolean {
  return !isStub && core === news.core && !marks.draft && !parseTitle(title).newsOfIssue;
}

/** Draft and final text are one policy: what explains the one is not offered for the other. */
function stageOfOne(interpretation: LinkFacts, best: LinkFacts, other: LinkFacts): boolean {
  return best.marks.draft !== other.marks.draft && best.core === other.core && interpretation.links.length === 0;
}

function sameDocument(a: LinkFacts, b: LinkFacts): boolean {
  if (a.number !== null && b.number !== null) return a.number === b.number;
  if (issuersDiffer(a.marks, b.marks)) return false;
  const apart = a.publishedAt === null || b.publishedAt === null ? 0 : Math.abs(a.publishedAt - b.publishedAt);
  return a.full === b.full && apart <= SAME_DOCUMENT_MS;
}

/** A city and its district, or two offices, may print the same words above two documents. */
function issuersDiffer(a: TitleMarks, b: TitleMarks): boolean {
  const [ours, theirs] = [a.places.at(-1), b.places.at(-1)];
  if (ours !== undefined && theirs !== undefined && ours !== theirs) return true;
  if (a.level !== null && b.level !== null && a.level !== b.level) return true;
  return a.issuer !== null && b.issuer !== null && sharesBody(a.issuer, b.issuer) === false;
}

function byAge(a: LinkFacts, b: LinkFacts): number {
  return (a.publishedAt ?? Infinity) - (b.publishedAt ?? Infinity) || (a.id < b.id ? -1 : 1);
}

/** The stage the interpretation speaks to (I-06): by the policy's page, the title's words, then the day the policy holds. */
function stageOfPair(policy: LinkFacts, interpretation: LinkFacts): Stage {
  if (policy.marks.draft) return 'draft';
  if (interpretation.stage !== 'release') return interpretation.stage;
  const [released, explained] = [policy.publishedAt, interpretation.publishedAt];
  if (policy.effectiveOn === null || released === null || explained === null) return 'release';
  const settled = policy.effectiveOn > beijingDay(released) ? released : released + RELEASE_MS;
  return beijingDay(explained) >= policy.effectiveOn && explained >= settled ? 'in-force' : 'release';
}

function asPair(interpretation: LinkFacts, { facts, score, decision, reasons }: Candidate): Pair {
  return {
    policy: facts.id,
    interpretation: interpretation.id,
    score,
    decision: decision === 'made' ? 'made' : 'offered',
    form: interpretation.form ?? '其他',
    stage: stageOfPair(facts, interpretation),
    reasons,
  };
}
