import type { Actor } from '../../ledger/append.ts';
import { articleMissing, changeWorking, type Editing } from './editing.ts';
import { HOLD_MS, type Hold } from './working-copy.ts';
import { setHold } from './working-store.ts';

export interface HoldWish {
  post: string;
  article: string;
  /** The window somebody writes in. */
  tab: string;
  /** `take` or renew it; `leave` it to others; `ask` whoever has it to leave. */
  wish: 'take' | 'leave' | 'ask';
}

/**
 * Says who writes in an article, so that two people do not write over each other. It lasts 45 seconds unless it is
 * renewed: a window that was closed keeps nobody out. It is a courtesy, not a safeguard: that is the version of the text.
 * @returns who has it now; null for nobody
 * @throws as changeWorking
 */
export function holdArticle(
  editing: Pick<Editing, 'acting' | 'who'>,
  { post, article: id, tab, wish }: HoldWish,
  actor: Actor,
): Promise<Hold | null> {
  return changeWorking(editing, post, actor, async (tx, copy) => {
    const now = editing.acting.clock.now();
    const there = copy.articles.find((each) => each.id === id);
    if (!there) throw articleMissing(post, id);
    const mine = there.hold === null || there.hold.person === actor.person;
    const hold = ((): Hold | null => {
      if (wish === 'leave') return mine && (there.hold?.tab ?? tab) === tab ? null : there.hold;
      if (wish === 'ask') return there.hold && (mine ? there.hold : { ...there.hold, askedBy: actor.person });
      if (!mine) return there.hold;
      return { person: actor.person, tab, until: now + HOLD_MS, askedBy: there.hold?.askedBy ?? null };
    })();
    if (hold !== there.hold) await setHold(tx, post, id, hold, now);
    return hold;
  });
}
