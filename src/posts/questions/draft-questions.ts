import type { Listing } from '../structure/listings.ts';
import { lineage } from '../structure/outline.ts';
import type { PolicyStructure } from '../structure/policy-structure.ts';
import type { Quote } from '../structure/quote.ts';
import { asked, type QuestionKind, type QuestionPatterns } from './question-patterns.ts';

/** A question by a fixed pattern, answered by the document itself. */
export interface QuestionDraft {
  kind: QuestionKind;
  question: string;
  /** Whole sentences and items of the document, verbatim. Never empty. */
  answers: Quote[];
  /** The document says more than these. */
  more: boolean;
}

const MOST = { answers: 5, items: 12, headings: 8, definitions: 2 };
/** An answer longer than this is an article to be read, UTF-16 code units. */
const READABLE = 300;
const ROUTINE =
  /^(?:工作要求|保障措施|组织实施|实施保障|组织保障|附则|总则|有关要求|加强组织领导|严格资金管理|做好宣传引导|强化监督服务)/u;

/** Questions that readers ask, each with its answer out of the document; without an answer there is no question. Pure. */
export function draftQuestions(policy: PolicyStructure, patterns: QuestionPatterns): QuestionDraft[] {
  const drafts: QuestionDraft[] = [];
  const told = new Set<number>();
  const ask = (
    kind: QuestionKind,
    answers: readonly (Quote | null)[],
    words: Record<string, string> = {},
    most = MOST.answers,
  ) => {
    const all = unlike(answers);
    const good = all.filter((quote) => quote.text.length <= READABLE);
    if (good.length === 0 || good.every((quote) => told.has(quote.start))) return;
    for (const quote of good) told.add(quote.start);
    const shown = good.slice(0, most);
    drafts.push({
      kind,
      question: asked(patterns.questions[kind], words),
      answers: shown,
      more: shown.length < all.length,
    });
  };
  const whole = (quote: Quote) => sentenceAt(policy, quote);
  const benefits = policy.figures.filter((f) => f.sort === 'benefit').map((f) => whole(f.value));
  const moments = (sort: string) => policy.moments.filter((m) => m.sort === sort).map((m) => whole(m.when));

  ask('purpose', [policy.purpose]);
  for (const { term, text } of policy.definitions.slice(0, MOST.definitions))
    ask('definition', [text], { term: term.text });
  ask('scope', policy.scope);
  for (const listing of policy.conditions.slice(0, 2)) ask(whoOrWhat(listing), listed(listing), {}, MOST.items);
  ask(benefits.some((s) => /补助|补贴|奖/u.test(s?.text ?? '')) ? 'subsidy' : 'figures', benefits);
  for (const listing of policy.materials.slice(0, 1)) ask('materials', listed(listing), {}, MOST.items);
  ask(
    'steps',
    policy.steps.map((s) => whole(s.text)),
    {},
    MOST.items,
  );
  for (const { title, answers } of headings(policy, told)) ask('heading', answers, { heading: title });
  ask('deadlines', moments('deadline'));
  ask('inForce', moments('in-force'));
  ask('until', moments('until'));
  ask('repeals', policy.repeals);
  ask('bans', ruled(policy.banLists, policy.bans), {}, MOST.items);
  ask('penalties', ruled(policy.penaltyLists, policy.penalties), {}, MOST.items);
  ask(
    'contacts',
    policy.contacts.map((c) => whole(c.value)),
  );
  return drafts;
}

function whoOrWhat({ lead, items }: Listing): QuestionKind {
  const words = `${lead?.text ?? ''}${items[0]?.text ?? ''}`;
  return /申请|申报|享受/u.test(words) ? 'who' : 'conditions';
}

function listed({ lead, items }: Listing): (Quote | null)[] {
  return [lead, ...items];
}

/** Rules of a sentence and of a list, in the order of the document. An item that is a rule by itself stands once. */
function ruled(lists: readonly Listing[], rules: readonly Quote[]): (Quote | null)[] {
  return unlike([...lists.flatMap(listed), ...rules]).sort((a, b) => a.start - b.start);
}

/** The sentence that a quote stands in. */
function sentenceAt({ sentences }: PolicyStructure, { start, end }: Quote): Quote | null {
  return sentences.find((s) => s.start <= start && s.end >= end) ?? null;
}

/** Headings whose text no other question has brought, with the sentences under them. */
function headings({ clauses, own: ownOf }: PolicyStructure, told: ReadonlySet<number>) {
  return clauses
    .flatMap(({ title, rank }, i) => {
      const routine = lineage(clauses, i).some((at) => ROUTINE.test(clauses[at]?.title?.text ?? ''));
      if (!title || routine || rank > 4) return [];
      const own = (ownOf[i] ?? []).filter((s) => !/[：:]$/u.test(s.text));
      if (own.length === 0 || own.some((s) => told.has(s.start))) return [];
      return [{ title: title.text, answers: own }];
    })
    .slice(0, MOST.headings);
}

function unlike(quotes: readonly (Quote | null)[]): Quote[] {
  const seen = new Set<number>();
  return quotes.filter(
    (quote): quote is Quote => quote !== null && !seen.has(quote.start) && Boolean(seen.add(quote.start)),
  );
}
