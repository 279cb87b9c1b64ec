import type { Db } from '../store/database.ts';
import { type Hands, signerAmong } from './hands.ts';
import { calledById } from './person-words.ts';
import { type Chain, nextStep, openGates, ownOpenGates } from './review.ts';
import type { Review } from './review-store.ts';
import type { ReviewDesk } from './signing-desk.ts';
import { whyNotWithdraw } from './withdraw-signature.ts';

/** What one person may do with a run, and what he lacks for it. */
export interface MySigning {
  /** The step that waits; sent with the signature. */
  step: string | null;
  /** Whether he may sign once the gates are ticked, and return it. */
  may: boolean;
  /** In whose place: he signs for himself when null. */
  standsFor: { id: string; name: string } | null;
  /** Why he may not, by the code of the refusal. */
  why: string | null;
  /** Gates he has to tick before, by their ids. */
  ownOpen: string[];
  /** Gates that others have to tick before the last signature, by their ids; empty while it is not the last. */
  othersOpen: string[];
  /** Whether his own newest signature can still be withdrawn, and if not why. */
  withdraw: { may: boolean; why: string | null };
  /** Who gets it after this signature; null after the last. */
  next: string | null;
}

/** @param current whether the text under review is still the newest one */
export async function mySigning(
  db: Db,
  desk: ReviewDesk,
  chain: Chain | null,
  review: Review,
  hands: Hands,
  current: boolean,
): Promise<MySigning> {
  const nothing: MySigning = {
    ...{ step: null, may: false, standsFor: null, why: 'not-in-review', ownOpen: [], othersOpen: [] },
    ...{ withdraw: { may: false, why: null }, next: null },
  };
  if (!chain || review.state !== 'open' || !current) return nothing;
  const step = nextStep(chain);
  const found = signerAmong(chain, hands);
  const roles =
    found.standsFor === null ? hands.self : (hands.absent.find(({ id }) => id === found.standsFor)?.roles ?? []);
  const own = ownOpenGates(chain, desk.workflow.gates, roles).map(({ id }) => id);
  const isLast = chain.signatures.length === chain.flow.steps.length - 1;
  const refusals = await whyNotWithdraw(db, chain, review.id, hands.person);
  const after = chain.flow.steps[chain.signatures.length + 1];
  return {
    step: step?.id ?? null,
    may: found.why === null,
    standsFor:
      found.standsFor === null ? null : { id: found.standsFor, name: calledById(desk.people, found.standsFor) },
    why: found.why?.code ?? null,
    ownOpen: found.why === null ? own : [],
    othersOpen: isLast ? openGates(chain).filter((gate) => !own.includes(gate)) : [],
    withdraw: { may: refusals.length === 0, why: refusals[0]?.code ?? null },
    next: after ? nextName(chain, desk, after.permission, after.post, hands.person) : null,
  };
}

/** 陈副局长 where only one may sign next, else the post of the step. */
function nextName(
  { writers, signatures }: Chain,
  { people }: ReviewDesk,
  role: string,
  post: string,
  me: string,
): string {
  const able = people.people.filter(({ id, roles }) => {
    const held: readonly string[] = roles;
    return held.includes(role) && id !== me && !writers.includes(id) && signatures.every((s) => s.person !== id);
  });
  const [only, ...more] = able;
  return only && more.length === 0 ? calledById(people, only.id) : post;
}
