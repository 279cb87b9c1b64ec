/** The gates and the chain of one run as people read them. Pure. */
import { type Hands, signerAmong, tickerAmong } from './hands.ts';
import { calledById, calledPerson } from './person-words.ts';
import { type Chain, nextSigners } from './review.ts';
import { limitOfStep, sinceOf } from './review-limit.ts';
import type { GivenSignature, GivenTick, Review } from './review-store.ts';
import type { ReviewDesk } from './signing-desk.ts';

export interface ViewedGate {
  id: string;
  name: string;
  /** `standsFor`: in whose place (代签). */
  ticked: { by: string; standsFor: string | null; at: number; comment: string; mine: boolean } | null;
  /** Whether I may tick it. */
  may: boolean;
  /** Who else may: 何保密员; several by the number. */
  others: string[];
}

/** A link of the chain, from the draft to the last signature. */
export interface ViewedLink {
  kind: 'draft' | 'tick' | 'step';
  /** Who did it or whose turn it is; empty where several may. */
  who: string;
  /** What: 起草、送审; the gates; the post of the step. */
  what: string;
  /** `returned` is the step whose signer sent the text back. */
  state: 'done' | 'returned' | 'waiting' | 'later';
  /** When it was done, or since when it waits, ms UTC. */
  at: number | null;
  mine: boolean;
  /** In whose place it was signed or ticked (代签). */
  standsFor: string | null;
  opinion: string;
  /** Until when it is to be done, ms UTC; of later steps the length in words stands in `limit`. */
  dueAt: number | null;
  limit: { n: number; unit: 'hour' | 'working-day' | 'day' } | null;
}

export function viewedGates(chain: Chain, { people, workflow }: ReviewDesk, hands: Hands): ViewedGate[] {
  return chain.flow.gates.flatMap((id) => {
    const gate = workflow.gates.find((g) => g.id === id);
    if (!gate) return [];
    const tick = chain.ticks.find((t) => t.gate === id);
    const able = people.people.filter(
      (p) => !chain.writers.includes(p.id) && p.roles.some((role) => gate.roles.includes(role)),
    );
    const may = tickerAmong(chain, gate, hands) !== null;
    const ticked = tick && {
      ...{ by: calledById(people, tick.person), at: tick.at, comment: tick.comment },
      standsFor: tick.forPerson ? calledById(people, tick.forPerson) : null,
      mine: tick.person === hands.person,
    };
    const others = able.filter((p) => p.id !== hands.person).map(calledPerson);
    return [{ id, name: gate.name, ticked: ticked ?? null, may: may && !tick, others: tick ? [] : others }];
  });
}

/** The draft, the ticks of people who sign nothing, and every step. */
export function viewedChain(chain: Chain, review: Review, desk: ReviewDesk, hands: Hands): ViewedLink[] {
  const { people } = desk;
  const blank = { mine: false, standsFor: null, opinion: '', dueAt: null, limit: null };
  const draft: ViewedLink = {
    ...{ ...blank, kind: 'draft', who: calledById(people, review.openedBy), what: '', state: 'done' },
    ...{ at: review.openedAt, mine: review.openedBy === hands.person },
  };
  return [draft, ...tickLinks(chain, review, desk, hands), ...stepLinks(chain, review, desk, hands)];
}

/** People who tick gates without signing: the secrecy officer, a second reader. */
function tickLinks(chain: Chain, review: Review, { people, workflow }: ReviewDesk, hands: Hands): ViewedLink[] {
  const { flow, ticks, signatures } = chain;
  const signing = new Set<string>(flow.steps.map(({ permission }) => permission));
  // A tick in somebody's place is judged by that place: a signer who ticks for the secrecy officer has a link for it.
  const placeOf = ({ person, forPerson }: GivenTick) => forPerson ?? person;
  const ofOthers = ticks.filter((tick) => {
    const roles: readonly string[] = people.people.find((p) => p.id === placeOf(tick))?.roles ?? [];
    const stands = signatures.some((s) => s.person === tick.person && (s.forPerson ?? s.person) === placeOf(tick));
    return !stands && !roles.some((role) => signing.has(role));
  });
  const nameOf = (gate: string) => workflow.gates.find((g) => g.id === gate)?.name ?? gate;
  const hand = (tick: GivenTick) => `${tick.person} ${placeOf(tick)}`;
  const done = [...new Map(ofOthers.map((tick) => [hand(tick), tick])).values()].map((first): ViewedLink => {
    const { person, forPerson } = first;
    const his = ofOthers.filter((t) => hand(t) === hand(first));
    return {
      ...{ kind: 'tick', who: calledById(people, person), what: his.map((t) => nameOf(t.gate)).join('、') },
      ...{ state: 'done', at: Math.max(...his.map(({ at }) => at)), mine: person === hands.person },
      standsFor: forPerson ? calledById(people, forPerson) : null,
      ...{ opinion: his.map(({ comment }) => comment).join(''), dueAt: null, limit: null },
    };
  });
  // A gate that no signer of this flow may tick waits for somebody else.
  const left = workflow.gates.filter(
    (g) =>
      flow.gates.includes(g.id) && !g.roles.some((role) => signing.has(role)) && ticks.every((t) => t.gate !== g.id),
  );
  const waiting = left.map((gate): ViewedLink => {
    const able = people.people.filter((p) => p.roles.some((role) => gate.roles.includes(role)));
    const [only, ...more] = able;
    return {
      ...{ kind: 'tick', who: only && more.length === 0 ? calledPerson(only) : '', what: gate.name },
      state: review.state === 'open' ? 'waiting' : 'later',
      ...{
        at: null,
        mine: tickerAmong(chain, gate, hands) !== null,
        standsFor: null,
        opinion: '',
        dueAt: null,
        limit: null,
      },
    };
  });
  return [...done, ...waiting];
}

function stepLinks(chain: Chain, review: Review, desk: ReviewDesk, hands: Hands): ViewedLink[] {
  const { flow, signatures } = chain;
  const { people } = desk;
  const open = review.state === 'open';
  return flow.steps.map((step, position): ViewedLink => {
    const given = signatures.find((s) => s.position === position);
    if (given) return givenLink(given, step.post, desk, hands);
    const waits = open && position === signatures.length;
    // Asked as if the steps before it were given, so that everybody sees whose turn comes when.
    const upTo = { ...chain, flow: { ...flow, steps: flow.steps.slice(position) }, signatures: [] };
    const able = nextSigners(upTo, people.people).filter((p) => signatures.every((s) => s.person !== p.id));
    const mine = able.some((p) => p.id === hands.person) || (waits && signerAmong(chain, hands).why === null);
    const [only, ...more] = able;
    const since = sinceOf(review, signatures);
    const { limit } = step;
    return {
      ...{ kind: 'step', what: step.post },
      who: waits && mine ? calledById(people, hands.person) : only && more.length === 0 ? calledPerson(only) : '',
      ...{ state: waits ? 'waiting' : 'later', at: waits ? since : null, mine, standsFor: null, opinion: '' },
      dueAt: waits ? limitOfStep(limit, desk.calendar, since) : null,
      limit: 'hours' in limit ? { n: limit.hours, unit: 'hour' } : { n: limit.days, unit: limit.unit },
    };
  });
}

function givenLink(given: GivenSignature, post: string, { people }: ReviewDesk, hands: Hands): ViewedLink {
  return {
    ...{ kind: 'step', who: calledById(people, given.person), what: post, at: given.at },
    state: given.decision === 'return' ? 'returned' : 'done',
    ...{ mine: given.person === hands.person, opinion: given.opinion, dueAt: null, limit: null },
    standsFor: given.forPerson ? calledById(people, given.forPerson) : null,
  };
}
