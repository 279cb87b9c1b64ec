import type { Acting } from '../../ledger/acting.ts';
import type { Tx } from '../../store/database.ts';
import type { Composed } from '../post.ts';
import { workingFrom } from './working-copy.ts';
import { findWorking, keepText, putWorking } from './working-store.ts';

/**
 * What people write goes on from a text that took the place of theirs; what they had written since the last revision is
 * kept, and so is where and when the post shall go out.
 */
export async function replaceWorking(
  acting: Pick<Acting, 'newId'>,
  tx: Tx,
  base: Parameters<typeof workingFrom>[0],
  composed: Composed,
): Promise<void> {
  const { post, at } = base;
  const fresh = workingFrom(base, composed);
  const copy = await findWorking(tx, post, at);
  if (!copy) return;
  for (const article of copy.dirty > 0 ? copy.articles : []) {
    const kept = { id: acting.newId(), post, article: article.id, person: article.savedBy, at };
    await keepText(tx, { ...kept, why: 'replaced' }, article);
  }
  const newer = Math.max(0, ...copy.articles.map((article) => article.version)) + 1;
  const articles = fresh.articles.map((article) => ({ ...article, version: Math.max(newer, article.version) }));
  await putWorking(tx, { ...fresh, articles, wishes: copy.wishes, version: copy.version + 1 });
}
