import { requireRole } from '../config/acting-person.ts';
import type { Role } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost, requireSeen, writersOf } from './load-chain.ts';
import { type Refusal, refused } from './review.ts';
import { addException } from './review-store.ts';
import { findingsOf, type Reviewing } from './submit-post.ts';

/**
 * Checks whose findings a person may let pass: what the law itself asks to publish, and a machine's draft that was
 * compared with the original. Nothing else.
 */
export const exceptable: ReadonlySet<string> = new Set(['personal-data', 'machine-draft']);
const mayExcept: readonly Role[] = ['section-head', 'leader', 'secrecy'];

export interface Exception {
  post: string;
  seenHash: string;
  check: string;
  /** The finding's own excerpt. */
  excerpt: string;
  /** A code of workflow.yaml, exceptionReasons. */
  reasonCode: string;
}

/**
 * Lets one finding pass in this very text, under a reason code; a changed text has to be excepted anew.
 * @throws Refused for the writer of the text, a code that is not in the list, or a finding that is not there
 */
export function exceptFinding(
  acting: Acting,
  reviewing: Reviewing,
  { post: id, seenHash, check, excerpt, reasonCode }: Exception,
  actor: Actor,
): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    requireSeen(post, seenHash);
    requireRole(reviewing.people, actor.person, mayExcept, 'let a finding pass');
    const reasons: Refusal[] = [];
    if ((await writersOf(tx, post)).includes(actor.person)) {
      const message = `${actor.person} wrote this text and may not except its findings`;
      reasons.push({ code: 'signer-is-drafter', message, remedy: `Ask another ${mayExcept.join(', ')}.` });
    }
    const codes = Object.keys(reviewing.workflow.exceptionReasons);
    if (!codes.includes(reasonCode)) {
      const message = `${reasonCode} is no reason code`;
      reasons.push({ code: 'reason-unknown', message, remedy: `Use one of ${codes.join(', ')}.` });
    }
    const { findings } = await findingsOf(tx, reviewing, id);
    const finding = findings.find((f) => f.check === check && f.excerpt === excerpt);
    if (!finding || !exceptable.has(check)) {
      const message = finding ? `a finding of ${check} cannot be let pass` : `the text has no such finding of ${check}`;
      reasons.push({
        code: 'finding-unknown',
        message,
        remedy: 'Mend the text, or name a finding of personal data or of a machine draft as printed.',
      });
    }
    if (reasons.length > 0) throw refused(`post:${id}`, reasons);

    const at = acting.clock.now();
    const added = await addException(tx, {
      post: id,
      contentHash: seenHash,
      check,
      excerpt,
      reasonCode,
      person: actor.person,
      at,
    });
    if (!added) return;
    // The number itself stays out of the ledger, which lives for ever.
    const after = { check, masked: finding?.suggestion ?? null, reasonCode, contentHash: seenHash };
    await acting.record(tx, { at, actor, act: 'post.except-finding', object: `post:${id}`, after });
  });
}
