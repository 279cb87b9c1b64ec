import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import { heldPost, loadChain } from './load-chain.ts';
import { type Chain, type Refusal, refused } from './review.ts';
import type { Reviewing } from './submit-post.ts';

/**
 * Takes the person's own newest signature back, while nobody whose turn it is has opened the post. The signature is not
 * deleted but kept as withdrawn, and the ledger has both; the step waits again.
 * @throws Refused when the newest signature is another's, the next person has opened the post, or the text has changed
 */
export function withdrawSignature(
  acting: Acting,
  { workflow }: Pick<Reviewing, 'workflow'>,
  { post: id, seenHash }: { post: string; seenHash: string },
  actor: Actor,
): Promise<{ step: string }> {
  return inTransaction(acting.db, async (tx) => {
    const post = await heldPost(tx, id);
    const chain = await loadChain(tx, post, seenHash, workflow);
    const reasons = await whyNotWithdraw(tx, chain, chain.review.id, actor.person);
    const last = chain.signatures.at(-1);
    if (reasons.length > 0 || !last) throw refused(`post:${id}`, reasons);
    const at = acting.clock.now();
    const { review, position, step, person, forPerson = null, opinion, contentHash } = last;
    await tx
      .insertInto('withdrawnSignature')
      .values({
        ...{ id: acting.newId(), review, position, step, person, forPerson, opinion, contentHash },
        ...{ at: last.at, withdrawnAt: at },
      })
      .execute();
    await tx.deleteFrom('signature').where('review', '=', review).where('position', '=', position).execute();
    const standing = forPerson ? { standsFor: forPerson } : {};
    const before = { review, step, opinion, contentHash, at: last.at, ...standing };
    await acting.record(tx, { at, actor, act: 'post.unsign', object: `post:${id}`, before });
    return { step };
  });
}

/** Every reason why a person may not take the newest signature of an open run back; empty when he may. */
export async function whyNotWithdraw(
  db: Db,
  { signatures }: Pick<Chain, 'signatures'>,
  review: string,
  person: string,
): Promise<Refusal[]> {
  if (signatures.at(-1)?.person !== person) {
    const message = `the newest signature is not ${person}'s`;
    return [{ code: 'not-last-signer', message, remedy: 'Ask the next signer to return the post.' }];
  }
  const opened = await db
    .selectFrom('reviewOpening')
    .select(['person', 'at'])
    .where('review', '=', review)
    .where('position', '=', signatures.length)
    .executeTakeFirst();
  if (!opened) return [];
  const message = `${opened.person} has opened the post already`;
  return [{ code: 'opened-already', message, remedy: `Ask ${opened.person} to return the post.` }];
}
