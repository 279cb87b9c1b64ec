import { requireRole } from '../../config/acting-person.ts';
import type { People } from '../../config/people.ts';
import { Refused } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type Ref, refText } from './candidate.ts';
import { addDecision, decisionsOf } from './decision-store.ts';
import { mayPropose, notProposed } from './refuse-proposal.ts';

/** What taking needs from others. */
export interface TakeParts<Queued extends { ok: boolean }> {
  acting: Acting;
  people: People;
  /** The post of it: the one that is there, or a new one; two who ask at once get the same. */
  postOf: (ref: Ref, actor: Actor) => Promise<string>;
  /** Puts the post onto the accounts and before its signers; asked twice it does nothing (`queueEverywhere`). From the right. */
  queue: (post: string, channels: readonly string[], pinnedAt: number | null, actor: Actor) => Promise<Queued>;
}

export interface TakeWish {
  ref: Ref;
  /** Accounts that a person named; empty takes those for which it is proposed. */
  channels: readonly string[];
  /** Accounts for which it is proposed now. */
  proposedFor: readonly string[];
  /** A moment fixed by a person, ms UTC; else the account's next slot. */
  pinnedAt: number | null;
}

/**
 * Turns a proposal into a post in review, in one step: composes it when there is none, queues it and hands it in. Every
 * part of it does nothing the second time, so a call that broke off is simply made again. It is remembered as taken
 * once it stands on the accounts; when findings block it, it is kept as a draft and stays proposed.
 * @throws Refused for a person of another role, for what was refused for one of the accounts, or what is proposed for none
 */
export async function takeProposal<Queued extends { ok: boolean }>(
  { acting, people, postOf, queue }: TakeParts<Queued>,
  { ref, channels, proposedFor, pinnedAt }: TakeWish,
  actor: Actor,
): Promise<{ post: string; channels: string[]; queued: Queued }> {
  requireRole(people, actor.person, mayPropose, 'take a proposal');
  const decisions = await decisionsOf(acting.db, ref);
  const taken = decisions.filter(({ decision }) => decision === 'taken').map(({ channel }) => channel);
  const onto = channels.length > 0 ? [...new Set(channels)] : [...new Set([...proposedFor, ...taken])];
  if (onto.length === 0) throw notProposed(ref);
  const refused = decisions.find(({ decision, channel }) => decision === 'refused' && onto.includes(channel));
  if (refused) throw wasRefused(ref, refused);
  const post = await postOf(ref, actor);
  const queued = await queue(post, onto, pinnedAt, actor);
  if (queued.ok) await remember(acting, ref, onto, post, actor);
  return { post, channels: onto, queued };
}

function remember(acting: Acting, ref: Ref, channels: readonly string[], post: string, actor: Actor): Promise<void> {
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const fresh: string[] = [];
    for (const channel of channels) {
      const row = { ...ref, channel, decision: 'taken' as const, reason: '', post, person: actor.person, at };
      if (await addDecision(tx, row)) fresh.push(channel);
    }
    if (fresh.length === 0) return;
    await acting.record(tx, {
      at,
      actor,
      act: 'proposal.take',
      object: refText(ref),
      after: { post, channels: fresh },
    });
  });
}

function wasRefused(
  ref: Ref,
  { channel, person, reason }: { channel: string; person: string; reason: string },
): Refused {
  return new Refused({
    code: 'proposal-refused',
    message: `${person} refused ${refText(ref)} for ${channel}: ${reason}`,
    place: refText(ref),
    remedy: `Talk to ${person}; \`govcast queue add post:ID --channel ${channel}\` puts its post there all the same.`,
  });
}
