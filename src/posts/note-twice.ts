import type { Problem } from '../errors.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { Db } from '../store/database.ts';
import type { Finding } from './finding.ts';
import { noteSource, type SourceDesk } from './note-source.ts';

const TWICE: readonly string[] = ['page-in-bundle', 'bundle-has-page', 'bundle-repeats-page'];

/** Whether a finding says that a page stands in two posts: no new text of one of them settles that. */
export function isAboutTwice({ check }: Finding): boolean {
  return TWICE.some((twice) => check === twice || check === `${twice}-sent`);
}

/**
 * Keeps a page from going out twice: crawled before its policy it got a post of its own, and now the bundle's post shows
 * it. Both posts say so. The page's own waits, as long as it has not gone out; the bundle's waits when the other was
 * placed or sent.
 * @param ids bundles among them
 */
export async function noteTwice(
  acting: Acting,
  desk: SourceDesk & { isSettled: (db: Db, post: string) => Promise<boolean> },
  ids: readonly string[],
  actor: Actor,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const { page, whole } of await twiceOf(acting.db, ids)) {
    const check = (await desk.isSettled(acting.db, page)) ? 'bundle-repeats-page' : 'bundle-has-page';
    const own = { check: 'page-in-bundle' as const, excerpt: `post:${whole}` };
    problems.push(...(await noteSource(acting, desk, page, own, actor)));
    problems.push(...(await noteSource(acting, desk, whole, { check, excerpt: `post:${page}` }, actor)));
  }
  return problems;
}

/** Of these bundles the posts whose text shows a page that has a post of its own, with that post. */
async function twiceOf(db: Db, bundles: readonly string[]): Promise<{ page: string; whole: string }[]> {
  if (bundles.length === 0) return [];
  const policies = db.selectFrom('bundle').where('bundle.id', 'in', [...bundles]);
  const shown = policies
    .select(['bundle.id as bundle', 'bundle.policy as item'])
    .unionAll(
      policies
        .innerJoin('pair', (join) => join.onRef('pair.policy', '=', 'bundle.policy').on('pair.decision', '=', 'made'))
        .select(['bundle.id as bundle', 'pair.interpretation as item']),
    );
  const rows = await db
    .selectFrom(shown.as('shown'))
    .innerJoin('post as own', (join) =>
      join.onRef('own.subjectId', '=', 'shown.item').on('own.subjectKind', '=', 'item'),
    )
    .innerJoin('post as whole', (join) =>
      join.onRef('whole.subjectId', '=', 'shown.bundle').on('whole.subjectKind', '=', 'bundle'),
    )
    .where('own.state', '!=', 'withdrawn')
    .where('whole.state', '!=', 'withdrawn')
    .select(['own.id as page', 'whole.id as whole', 'whole.material', 'shown.item'])
    .orderBy('own.id')
    .execute();
  return rows.filter(({ material, item }) => material.split(' ').some((part) => part.startsWith(`${item}:`)));
}
