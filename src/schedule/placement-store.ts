import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Tx } from '../store/database.ts';
import type { PlacementTable } from '../store/tables/channels.ts';

export type Placement = Selectable<PlacementTable>;

/** The places of a post that were not cancelled, in the order of their times. */
export function placementsOf(db: Db, post: string): Promise<Placement[]> {
  return db
    .selectFrom('placement')
    .selectAll()
    .where('post', '=', post)
    .where('cancelledAt', 'is', null)
    .orderBy('at')
    .execute();
}

/** Places with their posts and, where there is one, the delivery that is not dropped. */
export function placesWithDelivery(db: Db) {
  return db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .leftJoin('delivery', (on) =>
      on
        .onRef('delivery.subjectId', '=', 'placement.post')
        .onRef('delivery.channel', '=', 'placement.channel')
        .on('delivery.subjectKind', '=', 'post')
        .on('delivery.state', '<>', 'dropped'),
    );
}

/** Adds a place. @returns false when the post already has one on this channel */
export async function addPlacement(tx: Tx, placement: Insertable<PlacementTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('placement')
    .values(placement)
    .onConflict((oc) => oc.columns(['post', 'channel']).where('cancelledAt', 'is', null).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Takes the place of a post on a channel away; its history stays. */
export async function cancelPlacement(tx: Tx, post: string, channel: string, at: number): Promise<void> {
  await tx
    .updateTable('placement')
    .set({ cancelledAt: at })
    .where('post', '=', post)
    .where('channel', '=', channel)
    .where('cancelledAt', 'is', null)
    .execute();
}

/**
 * Puts the places of a post back that were cancelled at one moment and whose time is still ahead: not pinned, so that the
 * planner may move them, and none where the post stands again.
 * @returns those that came back, and the accounts on which the post has lost its place because the time has passed
 */
export async function reopenPlacements(
  tx: Tx,
  post: string,
  cancelledAt: number,
  now: number,
): Promise<{ back: Placement[]; passed: string[] }> {
  const places = await tx
    .selectFrom('placement')
    .selectAll()
    .where('post', '=', post)
    .where('cancelledAt', '=', cancelledAt)
    .execute();
  const there = new Set((await placementsOf(tx, post)).map(({ channel }) => channel));
  const lost = places.filter(({ channel }) => !there.has(channel));
  const back = lost.filter(({ at }) => at > now);
  const change = { cancelledAt: null, pinned: 0 };
  for (const { id } of back) await changePlacement(tx, id, change);
  const passed = lost.filter(({ at }) => at <= now).map(({ channel }) => channel);
  return { back: back.map((place) => ({ ...place, ...change })), passed };
}

/** Changes a place whose post is locked. */
export async function changePlacement(tx: Tx, id: string, change: Updateable<PlacementTable>): Promise<void> {
  await tx.updateTable('placement').set(change).where('id', '=', id).execute();
}
