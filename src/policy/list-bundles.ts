import type { Db } from '../store/database.ts';
import { NEVER } from './owed-store.ts';

/** One line of `govcast bundle list`. */
export interface ListedBundle {
  bundle: string;
  policy: string;
  title: string;
  documentNumber: string | null;
  phase: 'draft' | 'final';
  section: string | null;
  publishedOn: string | null;
  effectiveOn: string | null;
  /** The last day of the interpretation clock. */
  dueOn: string | null;
  /** The earliest day on which anything is due; null when nothing is. */
  nextDueOn: string | null;
}

/** Where the page before ended. */
export interface BundleCursor {
  nextDueOn: string;
  bundle: string;
}

/**
 * Bundles that are not archived, by what is due first. Pages follow an index; what stands in a million other bundles is
 * not looked at.
 * @returns the page, and where the next one begins (null at the end)
 */
export async function listBundles(
  db: Db,
  limit: number,
  after: BundleCursor | null = null,
): Promise<{ bundles: ListedBundle[]; next: BundleCursor | null }> {
  const rows = await bundlesQuery(db, limit, after).execute();
  const last = rows.at(-1);
  return {
    bundles: rows.map(({ id, nextDueOn, ...row }) => ({
      bundle: id,
      ...row,
      nextDueOn: nextDueOn === NEVER ? null : nextDueOn,
    })),
    next: last !== undefined && rows.length === limit ? { nextDueOn: last.nextDueOn, bundle: last.id } : null,
  };
}

/** The query behind `listBundles`. */
export function bundlesQuery(db: Db, limit: number, after: BundleCursor | null) {
  let query = db
    .selectFrom('bundle')
    .select(['id', 'policy', 'title', 'documentNumber', 'phase', 'section'])
    .select(['publishedOn', 'effectiveOn', 'dueOn', 'nextDueOn'])
    .where('archivedAt', 'is', null);
  if (after !== null) {
    query = query.where((e) =>
      e.or([
        e('nextDueOn', '>', after.nextDueOn),
        e.and([e('nextDueOn', '=', after.nextDueOn), e('id', '>', after.bundle)]),
      ]),
    );
  }
  return query.orderBy('nextDueOn').orderBy('id').limit(limit);
}
