import type { Govcast } from '../govcast.ts';
import { placesWithDelivery } from '../schedule/placement-store.ts';

/** Where a post goes and how far that is, and when it was approved (ms UTC; null while it is not). */
export async function bundlePlaces({ acting: { db }, config }: Pick<Govcast, 'acting' | 'config'>, post: string) {
  const rows = await placesWithDelivery(db)
    .select(['placement.channel', 'placement.act', 'placement.at', 'delivery.state'])
    .where('placement.post', '=', post)
    .where('placement.cancelledAt', 'is', null)
    .where('placement.obstacleAt', 'is', null)
    .orderBy('placement.at')
    .orderBy('placement.channel')
    .execute();
  const signed = await db
    .selectFrom('review')
    .select('closedAt')
    .where('post', '=', post)
    .where('state', '=', 'approved')
    .orderBy('openedAt', 'desc')
    .executeTakeFirst();
  return {
    signedAt: signed?.closedAt ?? null,
    places: rows.map((row) => {
      const channel = config.channels.find(({ id }) => id === row.channel);
      return { ...row, name: channel?.name ?? row.channel, kind: channel?.kind ?? '' };
    }),
  };
}
