import type { Db } from '../store/database.ts';
import type { NewId } from '../store/ids.ts';
import type { ComposeWishTable } from '../store/tables/bundles.ts';

/** Bundles and pages whose material has changed. Written with the change, taken by posts/: a look costs what is new. */
export type ComposeWish = ComposeWishTable;
export type WishSubject = Pick<ComposeWishTable, 'subjectKind' | 'subjectId'>;

/** Wishes that something be composed; wishing again while it is being composed has it composed once more. */
export async function wishComposed(tx: Db, subject: WishSubject, newId: NewId, at: number): Promise<void> {
  const row = { ...subject, mark: newId(), tryAt: at };
  await tx
    .insertInto('composeWish')
    .values(row)
    .onConflict((c) => c.columns(['subjectKind', 'subjectId']).doUpdateSet({ mark: row.mark, tryAt: at }))
    .execute();
}

/** Wishes that are due, the oldest first. */
export async function dueWishes(db: Db, now: number, limit: number): Promise<ComposeWish[]> {
  return dueWishesQuery(db, now, limit).execute();
}

/** The query behind `dueWishes`: a range of the index of times. */
export function dueWishesQuery(db: Db, now: number, limit: number) {
  return db
    .selectFrom('composeWish')
    .selectAll()
    .where('tryAt', '<=', now)
    .orderBy('tryAt')
    .orderBy('subjectId')
    .limit(limit);
}

/** What was seen is composed; a wish that came meanwhile stays. */
export async function settleWish(db: Db, { subjectKind, subjectId, mark }: ComposeWish): Promise<void> {
  await db
    .deleteFrom('composeWish')
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .where('mark', '=', mark)
    .execute();
}

/** It could not be composed now; a wish that came meanwhile is tried at once. */
export async function postponeWish(db: Db, wish: ComposeWish, tryAt: number): Promise<void> {
  const { subjectKind, subjectId, mark } = wish;
  await db
    .updateTable('composeWish')
    .set({ tryAt })
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .where('mark', '=', mark)
    .execute();
}
