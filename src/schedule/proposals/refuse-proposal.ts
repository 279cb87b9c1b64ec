import { requireRole } from '../../config/acting-person.ts';
import type { People, Role } from '../../config/people.ts';
import { AskedWrongly, Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Ref, refText } from './candidate.ts';
import { addDecision } from './decision-store.ts';

/** Whoever may put a post onto an account may say what does not go there. */
export const mayPropose: readonly Role[] = ['editor', 'section-head', 'leader', 'desk'];

/**
 * Says that something does not go out on these accounts: it is never proposed there again. Said twice, the first stays.
 * @returns the accounts for which it is new
 * @throws Refused for a person of another role
 * @throws AskedWrongly without a reason or an account
 */
export function refuseProposal(
  acting: Acting & { people: People },
  { ref, channels, reason }: { ref: Ref; channels: readonly string[]; reason: string },
  actor: Actor,
): Promise<string[]> {
  requireRole(acting.people, actor.person, mayPropose, 'refuse a proposal');
  if (reason.trim() === '') throw noReason(ref);
  if (channels.length === 0) throw notProposed(ref);
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const refused: string[] = [];
    for (const channel of channels) {
      const row = { ...ref, channel, decision: 'refused' as const, reason, post: null, person: actor.person, at };
      if (await addDecision(tx, row)) refused.push(channel);
    }
    if (refused.length > 0) {
      const after = { channels: refused, reason };
      await acting.record(tx, { at, actor, act: 'proposal.refuse', object: refText(ref), after });
    }
    return refused;
  });
}

/** Nothing proposes it at the moment, and no account was named. */
export function notProposed(ref: Ref): Refused {
  return new Refused({
    code: 'proposal-unknown',
    message: `${refText(ref)} is not proposed for any account now`,
    place: refText(ref),
    remedy: 'Take the id from `govcast proposal list`, or name the account with --channel.',
  });
}

function noReason(ref: Ref): AskedWrongly {
  return new AskedWrongly({
    code: 'proposal-reason',
    message: `why ${refText(ref)} does not go out is not said`,
    place: refText(ref),
    remedy: 'Give it with --reason: it is kept, and the proposal does not come back.',
  });
}
