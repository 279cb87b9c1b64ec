import { Refused } from '../../errors.ts';
import type { Actor } from '../../ledger/append.ts';
import { cleanBody } from './bare-body.ts';
import { articleMissing, changeWorking, type Editing, saved } from './editing.ts';
import { type ArticleText, HOLD_MS, sameText, type WorkingArticle } from './working-copy.ts';
import { keepText, putArticle, updateWorking } from './working-store.ts';

export interface ArticleSave {
  post: string;
  article: string;
  /** The version of the article that this text was written on. */
  base: number;
  /** The window it was written in. */
  tab: string;
  text: ArticleText;
}

/**
 * `saved` with its new version; or `conflict`: somebody else has saved the article meanwhile. Then his text stands, this
 * one is kept beside it, and a person chooses: saving again on the version of `theirs` takes its place.
 */
export type ArticleSaved =
  | { outcome: 'saved'; article: WorkingArticle; copyVersion: number }
  | { outcome: 'conflict'; theirs: WorkingArticle; mine: ArticleText };

/**
 * Saves what somebody has typed in one article. The text is cleaned whatever it was. The same text again writes nothing.
 * Saving over a text that one has seen keeps that text when another person wrote it.
 * @throws Refused while another person writes in it; and as changeWorking
 */
export function saveArticle(
  editing: Pick<Editing, 'acting' | 'who'>,
  { post, article: id, base, tab, text: typed }: ArticleSave,
  actor: Actor,
): Promise<ArticleSaved> {
  const { acting } = editing;
  const text: ArticleText = { ...typed, body: cleanBody(typed.body) };
  return changeWorking(editing, post, actor, async (tx, copy) => {
    const now = acting.clock.now();
    const there = copy.articles.find((each) => each.id === id);
    if (!there) throw articleMissing(post, id);
    if (sameText(there, text)) return { outcome: 'saved', article: there, copyVersion: copy.version };
    const kept = { id: acting.newId(), post, article: id, at: now };
    if (there.version !== base) {
      await keepText(tx, { ...kept, person: actor.person, why: 'conflict' }, text);
      return { outcome: 'conflict', theirs: there, mine: text };
    }
    requireFree(post, there, actor.person);
    if (there.savedBy !== actor.person && copy.writers.includes(there.savedBy)) {
      await keepText(tx, { ...kept, person: there.savedBy, why: 'replaced' }, there);
    }
    const hold = { person: actor.person, tab, until: now + HOLD_MS, askedBy: there.hold?.askedBy ?? null };
    const article = { ...there, ...text, hold, version: there.version + 1, savedAt: now, savedBy: actor.person };
    const next = saved(copy, actor.person, now);
    await putArticle(tx, post, article);
    await updateWorking(tx, next);
    return { outcome: 'saved', article, copyVersion: next.version };
  });
}

/** @throws Refused while another person writes in it */
export function requireFree(post: string, { id, hold }: WorkingArticle, person: string): void {
  if (hold === null || hold.person === person) return;
  throw new Refused({
    code: 'article-held',
    message: `${hold.person} writes in article ${id} of post ${post}`,
    place: `post:${post}`,
    remedy: `Ask ${hold.person} to leave it, or wait until the window is closed.`,
  });
}
