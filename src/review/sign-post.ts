import { personOf } from '../config/acting-person.ts';
import type { Person } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { afterEvent } from '../posts/post-state.ts';
import type { Post } from '../posts/post-store.ts';
import type { Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { keepForm } from './keep-form.ts';
import { heldPost, loadChain } from './load-chain.ts';
import { addMarks, type Mark } from './return-marks.ts';
import {
  type Chain,
  nextStep,
  ownOpenGates,
  type Refusal,
  refused,
  reviewTransitions,
  whyNotRelease,
  whyNotSign,
} from './review.ts';
import { addSignature, closeReview, movePost } from './review-store.ts';
import type { Reviewing } from './submit-post.ts';

export interface Decision {
  post: string;
  /** The content hash that the signer saw: a post that has changed since is refused. */
  seenHash: string;
  decision: 'approve' | 'return';
  /** The reviewer's words on the approval form; a return needs some. */
  opinion: string;
  /** The step that the signer saw waiting: when somebody has given it meanwhile, that is what is said. */
  seenStep?: string | undefined;
  /** The absent person in whose place this is signed (代签). */
  standsFor?: string | undefined;
  /** Whether the signer's own gates have to be ticked first; the last signature needs every gate in any case. */
  ownGates?: boolean;
  /** Passages that a return marks. */
  marks?: readonly Mark[];
}

export interface Signed {
  /** The step that was signed. */
  step: string;
  state: 'in-review' | 'approved' | 'returned';
  /** The step that waits now, or null. */
  next: string | null;
}

/**
 * Gives the next signature of the chain, or returns the post with an opinion. The last approval needs every gate
 * fixes the approved hash, keeps the approval form as it stands and calls `onApproved` in the same
 * transaction, so that deliveries come into being with the approval or not at all (decisions 2).
 * @throws Refused for the drafter, a second signature of one person, a wrong order, an open gate, or a changed text
 */
export function signPost(
  acting: Acting,
  reviewing: Pick<Reviewing, 'people' | 'workflow' | 'standsFor' | 'names'>,
  wish: Decision,
  actor: Actor,
  onApproved: (tx: Tx, post: Post) => Promise<void>,
): Promise<Signed> {
  const { post: id, seenHash, decision, opinion, standsFor = null } = wish;
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const chain = await loadChain(tx, post, seenHash, reviewing.workflow);
    const at = acting.clock.now();
    const signer = personOf(reviewing.people, actor.person);
    const stands = await standingIn(tx, reviewing, signer, standsFor, at);
    const reasons = [
      ...whyNot(chain, wish, { ...stands, person: signer.id }),
      ...gatesLeft(chain, reviewing, wish, stands),
    ];
    const step = nextStep(chain);
    if (reasons.length > 0 || !step) throw refused(`post:${id}`, reasons);

    const position = chain.signatures.length;
    const given = { review: chain.review.id, position, step: step.id, person: signer.id, forPerson: standsFor };
    await addSignature(tx, { ...given, decision, opinion, contentHash: seenHash, at });
    if (decision === 'return') await addMarks(tx, chain.review, wish.marks ?? []);
    const next = decision === 'approve' ? (chain.flow.steps[position + 1] ?? null) : null;
    const state = next ? post.state : afterEvent(post.state, decision);
    const closed = reviewTransitions[chain.review.state][decision === 'approve' ? 'sign-last' : 'return'];
    if (!next && state && closed) {
      await closeReview(tx, chain.review.id, closed, at);
      const moved = await movePost(tx, post, state, decision === 'approve' ? seenHash : null, at);
      if (decision === 'approve') {
        await keepForm(tx, reviewing, moved, chain.review.id, at);
        await onApproved(tx, moved);
      }
    }
    const after = {
      ...{ review: chain.review.id, step: step.id, opinion, contentHash: seenHash, state },
      ...(standsFor === null ? {} : { standsFor }),
      ...(wish.marks?.length ? { marks: wish.marks.length } : {}),
    };
    const act = decision === 'return' ? 'post.return' : next ? 'post.sign' : 'post.approve';
    await acting.record(tx, { at, actor, act, object: `post:${id}`, before: { state: post.state }, after });
    return {
      step: step.id,
      state: state === 'approved' || state === 'returned' ? state : 'in-review',
      next: next?.id ?? null,
    };
  });
}

interface Standing {
  roles: readonly string[];
  standsFor: string | null;
}

/** With whose roles a person signs. @throws Refused when he does not stand in for the absent person now */
async function standingIn(
  tx: Tx,
  { people, standsFor }: Pick<Reviewing, 'people' | 'standsFor'>,
  signer: Person,
  absent: string | null,
  at: number,
): Promise<Standing> {
  if (absent === null) return { roles: signer.roles, standsFor: null };
  const may = (await standsFor?.(tx, signer.id, at)) ?? [];
  if (may.includes(absent)) return { roles: personOf(people, absent).roles, standsFor: absent };
  const message = `${signer.id} does not stand in for ${absent} now`;
  const remedy = `Ask ${absent} to name a substitute for these days, or sign in person.`;
  throw refused(absent, [{ code: 'not-substitute', message, remedy }]);
}

function whyNot(chain: Chain, wish: Decision, signer: Standing & { person: string }): Refusal[] {
  const step = nextStep(chain);
  if (wish.seenStep !== undefined && step && step.id !== wish.seenStep) {
    const message = `the step ${wish.seenStep} was signed meanwhile; ${step.id} waits now`;
    return [{ code: 'step-taken', message, remedy: 'Nothing is left to do for this step.' }];
  }
  const reasons = whyNotSign(chain, signer);
  if (wish.decision === 'return' && wish.opinion.trim() === '') {
    const remedy = 'Say in the opinion what has to be changed.';
    reasons.push({ code: 'opinion-missing', message: 'a return needs an opinion', remedy });
  }
  return reasons;
}

function gatesLeft(
  chain: Chain,
  { workflow }: Pick<Reviewing, 'workflow'>,
  { decision, ownGates = false }: Decision,
  { roles }: Standing,
): Refusal[] {
  if (decision === 'return') return [];
  const own = ownGates ? ownOpenGates(chain, workflow.gates, roles).map(({ id }) => id) : [];
  if (own.length === 0) return whyNotRelease(chain);
  const message = `the signer's gates ${own.join(', ')} are not ticked`;
  return [{ code: 'gate-own', message, remedy: `Tick ${own.join(', ')} first.` }];
}
