import type { Problem } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db, Tx } from '../store/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { Composing } from './composing.ts';
import { firstChars } from './count-chars.ts';
import type { Finding } from './finding.ts';
import { addFinding, keepFindings, loadHead, lockPost, type Post } from './post-store.ts';
import { worded } from './wording.ts';

/** Checks of what has become of the pages of a post after it was composed. */
export const sourceChecks = ['source-changed', 'source-withdrawn'] as const;

export interface SourceChange {
  check: (typeof sourceChecks)[number] | 'page-in-bundle' | 'bundle-has-page' | 'bundle-repeats-page';
  /** Which pages, and in which revision: another revision is told again. */
  excerpt: string;
  /** Asked with the post held: whether that is still so. */
  stands?: (post: Post) => boolean;
}

export interface SourceDesk {
  composing: Composing;
  isSent: (db: Db, post: string) => Promise<boolean>;
  takeBack: (tx: Tx, post: Post, reason: string) => Promise<unknown>;
}

/**
 * Tells of a post, once, that its pages are others by now, gone or in another post. What waits to be sent is blocked, and in the same
 * transaction its review ends or its approval falls: nothing of it begins. What went out gets a warning.
 * @returns one problem for the log when it was told now
 */
export async function noteSource(
  acting: Acting,
  { composing, isSent, takeBack }: SourceDesk,
  id: string,
  { check, excerpt, stands = () => true }: SourceChange,
  actor: Actor,
): Promise<Problem[]> {
  return inTransaction(acting.db, async (tx) => {
    const post = await lockPost(tx, id);
    if (!post || post.state === 'withdrawn' || !stands(post)) return [];
    const sent = await isSent(tx, id);
    const finding = worded(composing.wording, sent ? `${check}-sent` : check, { post: id, title: post.title, excerpt });
    const known = (await loadHead(tx, id))?.findings ?? [];
    if (known.some((f) => f.check === finding.check && f.excerpt === finding.excerpt)) return [];
    await addFinding(tx, post, [finding]);
    const at = acting.clock.now();
    const after = { revision: post.revision, excerpt, sent };
    await acting.record(tx, { at, actor, act: `post.${check}`, object: `post:${id}`, after });
    if (finding.severity === 'blocking') await takeBack(tx, post, finding.message);
    const message = `post:${id} (${post.state}): ${finding.message}`;
    return [{ code: finding.check, message, place: `post:${id}`, remedy: finding.remedy }];
  });
}

/** The pages of a post, read anew, give the text that it has: what was said of other pages is over. */
export async function settleSource(tx: Tx, post: Post, found: readonly Finding[]): Promise<void> {
  const findings = (await loadHead(tx, post.id))?.findings ?? [];
  const isOver = ({ check }: Finding) =>
    sourceChecks.some((c) => check === c || check === `${c}-sent`) && found.every((f) => f.check !== check);
  if (findings.some(isOver))
    await keepFindings(
      tx,
      post,
      findings.filter((f) => !isOver(f)),
    );
}

/** Of these bundles and pages those whose policy or page has gone from the portal, with their posts. */
export async function withdrawnSources(db: Db, ids: readonly string[]): Promise<{ post: string; excerpt: string }[]> {
  if (ids.length === 0) return [];
  const gone = db
    .selectFrom('post')
    .leftJoin('bundle', (join) => join.onRef('bundle.id', '=', 'post.subjectId').on('post.subjectKind', '=', 'bundle'))
    .innerJoin('item', (join) =>
      join.on((eb) => eb('item.id', '=', eb.fn.coalesce('bundle.policy', 'post.subjectId'))),
    );
  const rows = await gone
    .where('post.subjectId', 'in', [...ids])
    .where('post.subjectKind', 'in', ['bundle', 'item'])
    .where('post.state', '!=', 'withdrawn')
    .where('item.withdrawnAt', 'is not', null)
    .select(['post.id', 'item.title', 'item.withdrawnAt'])
    .orderBy('post.id')
    .execute();
  return rows.map(({ id, title }) => ({ post: id, excerpt: firstChars(title, 200) }));
}

/** The pages that are new, changed or no longer there between two fingerprints of material, by title and revision. */
export async function changedPages(db: Db, before: string, after: string): Promise<string> {
  const parts = (material: string) => material.split(' ').filter((part) => part !== '');
  const [had, has] = [parts(before), parts(after)];
  const idOf = (part: string) => part.split(':')[0] ?? '';
  const stay = new Set(has.map(idOf));
  const changed = [...has.filter((part) => !had.includes(part)), ...had.filter((part) => !stay.has(idOf(part)))];
  const names: string[] = [];
  for (const part of changed) {
    const [id = '', revision = ''] = part.split(':');
    const page = await db.selectFrom('item').select('title').where('id', '=', id).executeTakeFirst();
    if (page) names.push(stay.has(id) ? `${page.title}（第${revision}版）` : `${page.title}（已撤出）`);
    else if (stay.has(id)) names.push(`政策咨询电话${revision}`);
  }
  return firstChars([...new Set(names)].join('；'), 200);
}
