import { encodeTime } from 'ulid';
import type { Db } from '../store/database.ts';
import type { ReviewState } from '../store/tables/posts.ts';

/**
 * What became of an item; several may be true of one. `policy`: it has a bundle; `open`: nothing yet, and it is new
 * enough to matter.
 */
export const itemFates = ['open', 'policy', 'interpretation', 'post', 'left'] as const;
export type ItemFate = (typeof itemFates)[number];

/** Items that nobody has touched for longer than this are no longer news. */
export const OPEN_DAYS = 7;
const DAY_MS = 86_400_000;

/** One row of the list of items. Times are ms UTC. */
export interface ListedItem {
  id: string;
  title: string;
  source: string;
  issuer: string | null;
  documentNumber: string | null;
  publishedAt: number | null;
  /** When it was first met. */
  foundAt: number;
  revision: number;
  withdrawn: boolean;
  /** Reads as policy or interpretation, by linking. */
  role: 'policy' | 'interpretation' | 'other';
  /** Of a policy. */
  bundle: { id: string } | null;
  /** Of an interpretation: the policies it was joined to (made) or may belong to (offered). */
  explains: { bundle: string | null; policy: string; name: string; made: boolean }[];
  /** Null, too, when it was put away: the item is free. */
  post: { id: string; state: ReviewState } | null;
  left: { reason: string; person: string } | null;
}

export interface ItemFilter {
  source?: string | undefined;
  fate?: ItemFate | undefined;
}

/** What linking says of an item without an entry yet. */
const UNREAD = 'other';

/**
 * Items, the newest found first: ids follow the time of the first look. Each filter reads an index in that order.
 * @param after id of the last row of the page before
 * @param now ms UTC
 */
export async function listItems(
  db: Db,
  filter: ItemFilter,
  { after, limit, now }: { after: string | null; limit: number; now: number },
): Promise<ListedItem[]> {
  return listed(db, await itemsQuery(db, filter, { after, limit, now }).execute());
}

/** One item as the list shows it; null for an unknown one. */
export async function listedItem(db: Db, item: string): Promise<ListedItem | null> {
  const [found] = await listed(db, await rowsOfItems(db).where('item.id', '=', item).execute());
  return found ?? null;
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOfItems>['execute']>>[number];

async function listed(db: Db, rows: readonly Row[]): Promise<ListedItem[]> {
  const explains = await explainedBy(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ bundle, post, postState, leftReason, leftBy, withdrawnAt, role, ...row }) => ({
    ...row,
    role: role ?? UNREAD,
    withdrawn: withdrawnAt !== null,
    bundle: bundle === null ? null : { id: bundle },
    explains: explains.get(row.id) ?? [],
    post: post === null || postState === null ? null : { id: post, state: postState },
    left: leftReason === null || leftBy === null ? null : { reason: leftReason, person: leftBy },
  }));
}

/** How many items wait for somebody's decision, counted up to `most`. */
export async function countOpenItems(db: Db, now: number, most: number): Promise<number> {
  const rows = await itemsQuery(db, { fate: 'open' }, { after: null, limit: most, now }).execute();
  return rows.length;
}

/** The query behind `listItems`. */
export function itemsQuery(
  db: Db,
  { source, fate }: ItemFilter,
  { after, limit, now }: { after: string | null; limit: number; now: number },
) {
  let query = rowsOfItems(db);
  if (fate === 'policy') query = query.where('b.policy', 'is not', null);
  if (fate === 'interpretation') query = query.where('e.role', '=', fate);
  if (fate === 'post') query = query.where('p.subjectKind', '=', 'item').where('p.id', 'is not', null);
  if (fate === 'left') query = query.where('l.item', 'is not', null);
  if (fate === 'open')
    query = query
      .where('item.id', '>=', encodeTime(now - OPEN_DAYS * DAY_MS, 10))
      .where('item.withdrawnAt', 'is', null)
      .where((eb) => eb.or([eb('e.role', 'is', null), eb('e.role', '<>', 'interpretation')]))
      .where('b.id', 'is', null)
      .where('p.id', 'is', null)
      .where('l.item', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('pair')
              .select('pair.policy')
              .whereRef('pair.interpretation', '=', 'item.id')
              .where('pair.decision', '=', 'made'),
          ),
        ),
      );
  // The id of an item under the name by which an index holds those that are looked for, in their order.
  const id = source === undefined ? idOf(fate) : 'item.id';
  if (source !== undefined) query = query.where('item.source', '=', source);
  if (after !== null) query = query.where(id, '<', after);
  return query.orderBy(id, 'desc').limit(limit);
}

function idOf(fate: ItemFate | undefined) {
  if (fate === 'policy') return 'b.policy';
  if (fate === 'interpretation') return 'e.item';
  if (fate === 'post') return 'p.subjectId';
  return fate === 'left' ? 'l.item' : 'item.id';
}

function rowsOfItems(db: Db) {
  return db
    .selectFrom('item')
    .leftJoin('linkEntry as e', 'e.item', 'item.id')
    .leftJoin('bundle as b', 'b.policy', 'item.id')
    .leftJoin('post as p', (j) =>
      j.onRef('p.subjectId', '=', 'item.id').on('p.subjectKind', '=', 'item').on('p.state', '<>', 'withdrawn'),
    )
    .leftJoin('itemLeft as l', 'l.item', 'item.id')
    .select(['item.id', 'item.title', 'item.source', 'item.issuer', 'item.documentNumber', 'item.publishedAt'])
    .select(['item.firstSeenAt as foundAt', 'item.revision', 'item.withdrawnAt', 'e.role', 'b.id as bundle'])
    .select(['p.id as post', 'p.state as postState', 'l.reason as leftReason', 'l.person as leftBy']);
}

/** The policies that these items explain, or may explain. */
async function explainedBy(db: Db, items: readonly string[]): Promise<Map<string, ListedItem['explains']>> {
  if (items.length === 0) return new Map();
  const rows = await db
    .selectFrom('pair')
    .leftJoin('bundle as b', 'b.policy', 'pair.policy')
    .leftJoin('item as i', 'i.id', 'pair.policy')
    .leftJoin('policyStub as s', 's.id', 'pair.policy')
    .select(['pair.interpretation', 'pair.policy', 'pair.decision', 'b.id as bundle'])
    .select(['i.documentNumber', 'i.title', 's.documentNumber as stubNumber', 's.title as stubTitle'])
    .where('pair.interpretation', 'in', [...items])
    .where('pair.decision', 'in', ['made', 'offered'])
    .orderBy('pair.score', 'desc')
    .orderBy('pair.policy')
    .execute();
  const found = new Map<string, ListedItem['explains']>();
  for (const row of rows) {
    const name = row.documentNumber ?? row.stubNumber ?? row.title ?? row.stubTitle ?? '';
    const { interpretation, policy, bundle, decision } = row;
    found.set(interpretation, [
      ...(found.get(interpretation) ?? []),
      { bundle, policy, name, made: decision === 'made' },
    ]);
  }
  return found;
}
