/** Decides where a post goes and writes it down, whoever else does the same at this moment. */
import { lockChannel } from '../../channels/channel-state-store.ts';
import { TryLater } from '../../errors.ts';
import type { Acting } from '../../ledger/acting.ts';
import type { Actor } from '../../ledger/append.ts';
import { lockPost } from '../../posts/post-store.ts';
import type { Db, Tx } from '../../store/database.ts';
import { inTransaction } from '../../store/transaction.ts';
import type { Choice } from './choose-places.ts';
import { readPlanFacts } from './plan-fact-store.ts';
import { type Asked, factsText, type PlanFacts } from './plan-facts.ts';
import type { Planning } from './planning.ts';
import { type DeliveryHooks, writeLosses, writeMoves } from './write-moves.ts';

export interface Deciding {
  channels: readonly string[];
  asked: Asked | null;
  /** The decision on what was read; pure. */
  decide: (facts: PlanFacts) => Choice;
}

const MOST_TRIES = 20;

/** What was read before the locks has changed by now: decide again. */
export class Overtaken extends Error {}

/**
 * Decides on what the rows say, then locks the posts that are concerned and the channels (in this order, by their ids),
 * reads the same again and writes only when nothing has changed: two people never both get the last mass send of a day.
 * @param write what else is written of the decision, with everything locked
 * @throws whatever `decide` and `write` throw; nothing stays of it
 * @throws TryLater when others change the same lanes all the time
 */
export async function putPlaces<T>(
  acting: Acting,
  planning: Planning,
  { channels, asked, decide }: Deciding,
  actor: Actor,
  hooks: DeliveryHooks,
  write: (tx: Tx, choice: Choice, now: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const now = acting.clock.now();
    const read = (db: Db) => readPlanFacts(db, planning, channels, asked, now);
    const facts = await read(acting.db);
    const choice = decide(facts);
    const changed = [...choice.moves, ...choice.losses].map(({ standing }) => standing.post);
    const posts = [...new Set([...(asked ? [asked.post] : []), ...changed])].sort();
    try {
      return await inTransaction(acting.db, async (tx) => {
        for (const post of posts) await lockPost(tx, post);
        for (const channel of facts.channels) await lockChannel(tx, channel);
        if (factsText(await read(tx)) !== factsText(facts)) throw new Overtaken();
        const written = await write(tx, choice, now);
        await writeMoves(tx, acting, choice.moves, hooks, { at: now, actor });
        await writeLosses(tx, acting, choice.losses, { at: now, actor });
        return written;
      });
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
    }
  }
  throw new TryLater({
    code: 'plan-busy',
    message: `the plan of ${channels.join(', ')} was changed by others again and again`,
    place: channels.join(', '),
    remedy: 'Try again in a minute.',
  });
}
