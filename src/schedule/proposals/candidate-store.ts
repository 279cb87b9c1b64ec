/** Everything that could go out somewhere, read from the rows: a range of an index each, never all of history. */
import { sql } from 'kysely';
import { type Form, forms } from '../../policy/form.ts';
import { notLeft, standsAlone } from '../../posts/material-store.ts';
import { postJobs, postKinds } from '../../posts/post.ts';
import type { Db } from '../../store/database.ts';
import type { ReviewState } from '../../store/tables/posts.ts';
import type { Candidate } from './candidate.ts';

const MOST = 300;

export interface ItemRow {
  id: string;
  title: string;
  source: string;
  publishedAt: number;
  post: Candidate['post'];
}

/** Pages of these sources that were published since a moment and are shown by no bundle of a text in force, newest first. */
export async function newItems(db: Db, sources: readonly string[], since: number): Promise<ItemRow[]> {
  if (sources.length === 0) return [];
  const rows = await newItemsQuery(db, sources, since).execute();
  return rows.map(({ id, title, source, publishedAt, post, state }) => ({
    ...{ id, title, source, publishedAt: publishedAt ?? 0 },
    post: postOf(post, state),
  }));
}

/** The query behind `newItems`. */
export function newItemsQuery(db: Db, sources: readonly string[], since: number) {
  return db
    .selectFrom('item')
    .leftJoin('post', (join) => join.onRef('post.subjectId', '=', 'item.id').on('post.subjectKind', '=', 'item'))
    .where('item.source', 'in', [...sources])
    .where('item.publishedAt', '>=', since)
    .where('item.withdrawnAt', 'is', null)
    .where(standsAlone())
    .where(notLeft())
    .select(['item.id', 'item.title', 'item.source', 'item.publishedAt', 'post.id as post', 'post.state'])
    .orderBy('item.publishedAt', 'desc')
    .orderBy('item.id')
    .limit(MOST);
}

/** Bundles whose interpretations were joined since a moment and stand on the portal since another. */
export async function arrivedBundles(db: Db, joinedSince: number, publishedSince: number): Promise<Candidate[]> {
  const rows = await db
    .selectFrom('pair')
    .innerJoin('bundle', 'bundle.policy', 'pair.policy')
    .innerJoin('item as policy', 'policy.id', 'bundle.policy')
    .innerJoin('item as page', 'page.id', 'pair.interpretation')
    .leftJoin('post', (join) => join.onRef('post.subjectId', '=', 'bundle.id').on('post.subjectKind', '=', 'bundle'))
    .where('pair.decision', '=', 'made')
    .where('pair.at', '>=', joinedSince)
    .where('page.publishedAt', '>=', publishedSince)
    .where('page.withdrawnAt', 'is', null)
    .where('policy.withdrawnAt', 'is', null)
    .where('bundle.phase', '=', 'final')
    .where('bundle.archivedAt', 'is', null)
    .select(['bundle.id', 'bundle.title', 'pair.form', 'page.publishedAt', 'post.id as post', 'post.state'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('bundleOwed')
            .select(sql`1`.as('one'))
            .whereRef('bundleOwed.bundle', '=', 'bundle.id')
            .where('bundleOwed.level', '=', 'must')
            .where('bundleOwed.what', 'in', ['interpretation', 'in-force', 'plan-line', 'head']),
        )
        .as('owes'),
    )
    .orderBy('page.publishedAt', 'desc')
    .orderBy('bundle.id')
    .limit(MOST)
    .execute();
  const found = new Map<string, Candidate & { bundle: { forms: string[]; complete: boolean } }>();
  for (const row of rows) {
    const form = formName(row.form);
    const known = found.get(row.id);
    if (known) {
      if (!known.bundle.forms.includes(form)) known.bundle.forms.push(form);
      continue;
    }
    found.set(row.id, {
      ref: { subjectKind: 'bundle', subjectId: row.id },
      ...{ sort: 'bundle', title: row.title, kind: 'policy', job: 'interpret', label: '政策包' },
      post: postOf(row.post, row.state),
      at: row.publishedAt ?? 0,
      bundle: { forms: [form], complete: !isTrue(row.owes) },
    });
  }
  return [...found.values()];
}

/** Posts that were changed since a moment, are not withdrawn, and stand on no account and in no delivery. */
export async function idlePosts(db: Db, since: number): Promise<Candidate[]> {
  const rows = await idlePostsQuery(db, since).execute();
  return rows.flatMap((row): Candidate[] => {
    const kind = postKinds.find((each) => each === row.kind);
    if (!kind || row.withdrawnAt !== null) return [];
    const { subjectKind, subjectId } = row;
    const ref =
      subjectKind === 'file' || subjectKind === 'console'
        ? { subjectKind: 'post' as const, subjectId: row.id }
        : { subjectKind, subjectId };
    const job = postJobs.find((each) => each === row.job) ?? null;
    const post = { id: row.id, state: row.state };
    return [{ ref, sort: 'post', title: row.title, post, kind, job, label: '', at: row.updatedAt }];
  });
}

/** The query behind `idlePosts`. */
export function idlePostsQuery(db: Db, since: number) {
  return db
    .selectFrom('post')
    .leftJoin('item', (join) => join.onRef('item.id', '=', 'post.subjectId').on('post.subjectKind', '=', 'item'))
    .where('post.state', 'in', ['approved', 'in-review', 'draft', 'returned'])
    .where('post.updatedAt', '>=', since)
    .where('post.fileGoneAt', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('placement')
            .select('placement.id')
            .whereRef('placement.post', '=', 'post.id')
            .where('placement.cancelledAt', 'is', null),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('delivery')
            .select('delivery.id')
            .where('delivery.subjectKind', '=', 'post')
            .whereRef('delivery.subjectId', '=', 'post.id')
            .where('delivery.state', '<>', 'dropped'),
        ),
      ),
    )
    .select(['post.id', 'post.title', 'post.kind', 'post.job', 'post.state', 'post.updatedAt'])
    .select(['post.subjectKind', 'post.subjectId', 'item.withdrawnAt'])
    .orderBy('post.updatedAt', 'desc')
    .orderBy('post.id')
    .limit(MOST);
}

function postOf(id: string | null, state: ReviewState | null): Candidate['post'] {
  return id === null || state === null ? null : { id, state };
}

function formName(code: string): string {
  const known: Record<string, string> = forms satisfies Record<Form, string>;
  return known[code] ?? code;
}

/** SQLite answers 0 or 1, PostgreSQL a truth value. */
function isTrue(value: unknown): boolean {
  return value === true || Number(value) === 1;
}
