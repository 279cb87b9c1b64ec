import { createHmac, timingSafeEqual } from 'node:crypto';
import { requireRole } from '../config/acting-person.ts';
import type { People } from '../config/people.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';

/** The secret part of a feed's address: nobody can make it without the secret of this installation. */
export async function feedToken(db: Db, secret: string, feed: string): Promise<string> {
  const row = await db.selectFrom('feed').select('generation').where('feed', '=', feed).executeTakeFirst();
  return createHmac('sha256', secret)
    .update(`${feed}\n${row?.generation ?? 0}`)
    .digest('hex')
    .slice(0, 40);
}

/** Whether a token opens a feed; takes the same time whatever is wrong with it. */
export async function opensFeed(db: Db, secret: string, feed: string, token: string): Promise<boolean> {
  const expected = Buffer.from(await feedToken(db, secret, feed));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Makes the address of a feed invalid; the next one is another.
 * @param owner who may do so besides the administrators: the person of the feed, or the account's owner
 * @throws Refused for anybody else
 */
export async function resetFeed(acting: Acting, people: People, feed: string, owner: string, actor: Actor) {
  if (actor.person !== owner) {
    requireRole(people, actor.person, ['system-admin', 'security-admin'], `reset the feed ${feed}`);
  }
  return inTransaction(acting.db, async (tx) => {
    const at = acting.clock.now();
    const row = await tx
      .selectFrom('feed')
      .select('generation')
      .where('feed', '=', feed)
      .forUpdate()
      .executeTakeFirst();
    const generation = (row?.generation ?? 0) + 1;
    const change = { generation, resetBy: actor.person, resetAt: at };
    await tx
      .insertInto('feed')
      .values({ feed, ...change })
      .onConflict((oc) => oc.column('feed').doUpdateSet(change))
      .execute();
    await acting.record(tx, { at, actor, act: 'feed.reset', object: `feed:${feed}`, after: { generation } });
    return { feed, generation };
  });
}
