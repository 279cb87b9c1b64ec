import type { Acting } from '../ledger/acting.ts';
import { inTransaction } from '../store/transaction.ts';
import { followComments } from './comment-store.ts';

const DAY_MS = 86_400_000;
/** Comments of older articles are no longer read. */
const FOLLOWED_DAYS = 30;

/**
 * Begins to follow the comments of every article of ours whose message id the platform gave; following one again
 * changes nothing. Articles that were only published may have no such id, then there is nothing to follow.
 * @returns how many articles are followed now
 */
export async function followPublished(acting: Acting): Promise<number> {
  const now = acting.clock.now();
  const sent = await acting.db
    .selectFrom('delivery')
    .innerJoin('attempt', 'attempt.delivery', 'delivery.id')
    .innerJoin('publication', 'publication.delivery', 'delivery.id')
    .select(['delivery.channel', 'attempt.answer', 'publication.position'])
    .where('attempt.state', '=', 'succeeded')
    .where('attempt.lastBegunAt', '>', now - FOLLOWED_DAYS * DAY_MS)
    .where('attempt.answer', 'like', '%msgDataId%')
    .where('publication.goneAt', 'is', null)
    .distinct()
    .execute();
  const articles = sent.flatMap(({ channel, answer, position }) => {
    const messageId = messageIdIn(answer);
    return messageId === null ? [] : [{ channel, messageId, position }];
  });
  await inTransaction(acting.db, async (tx) => {
    for (const article of articles) await followComments(tx, article, now);
  });
  return articles.length;
}

function messageIdIn(answer: string | null): string | null {
  const value: unknown = answer === null ? null : JSON.parse(answer);
  if (typeof value !== 'object' || value === null || !('msgDataId' in value)) return null;
  return value.msgDataId === null ? null : String(value.msgDataId);
}
