import type { FeedEvent } from '../notify/calendar-feed.ts';
import { placesWithDelivery } from '../schedule/placement-store.ts';
import type { Db } from '../store/database.ts';
import { stateLabels } from './state.ts';

const DAY_MS = 86_400_000;
/** What is past or was cancelled stays in a feed for this time, so that every calendar learns of it. */
const KEPT_MS = 30 * DAY_MS;
const AHEAD_MS = 400 * DAY_MS;
const MINUTES = 15;
const MOST = 2000;

const actNames = { draft: '存草稿', publish: '发布', massSend: '群发', message: '发到群里' };

/**
 * Every place on these channels as an event, with its title, account and state: from 30 days ago on, cancelled ones for
 * 30 days. SEQUENCE and LAST-MODIFIED come from the ledger's lines on the post.
 * @param channels id and public name
 */
export async function placementEvents(
  db: Db,
  channels: readonly { id: string; name: string }[],
  now: number,
): Promise<FeedEvent[]> {
  if (channels.length === 0) return [];
  const ids = channels.map((c) => c.id);
  const query = placesOn(db, ids, now);
  const ahead = query.where('placement.at', '>=', now).where('placement.at', '<=', now + AHEAD_MS);
  const past = query.where('placement.at', '>=', now - KEPT_MS).where('placement.at', '<', now);
  // Read apart, nearest first: a long past never crowds out what is to come.
  const places = [
    ...(await past.orderBy('placement.at', 'desc').orderBy('placement.id').limit(MOST).execute()).reverse(),
    ...(await ahead.orderBy('placement.at').orderBy('placement.id').limit(MOST).execute()),
  ];
  const changes = await changesOf(db, [...new Set(places.map((p) => p.post))]);
  const seen = new Set<string>();
  return places.flatMap((place): FeedEvent[] => {
    if (seen.has(place.id)) return []; // A second occasion is another delivery at the same place.
    seen.add(place.id);
    const name = channels.find((c) => c.id === place.channel)?.name ?? place.channel;
    const cancelled = place.cancelledAt !== null || place.postState === 'withdrawn';
    const signed = place.postState === 'approved';
    const state = place.deliveryState ? stateLabels[place.deliveryState] : signed ? '已审签' : '等待审签';
    const change = changes.get(place.post) ?? { count: 0, at: place.createdAt };
    return [
      {
        uid: `placement-${place.id}`,
        title: `【${name}】${place.title}（${cancelled ? '已取消' : place.obstacle === null ? state : '排不进'}）`,
        text: [`${name} · ${actNames[place.act]}`, place.obstacle ?? place.reason, `post:${place.post}`].join('\n'),
        when: { at: place.at, minutes: MINUTES },
        status: cancelled ? 'CANCELLED' : place.deliveryState ? 'CONFIRMED' : 'TENTATIVE',
        sequence: change.count,
        modifiedAt: Math.max(change.at, place.createdAt, place.cancelledAt ?? 0),
      },
    ];
  });
}

/** Places on some channels with their posts and live deliveries. */
function placesOn(db: Db, ids: readonly string[], now: number) {
  return placesWithDelivery(db)
    .selectAll('placement')
    .select(['post.title', 'post.state as postState', 'delivery.state as deliveryState'])
    .where('placement.channel', 'in', [...ids])
    .where((eb) => eb.or([eb('cancelledAt', 'is', null), eb('cancelledAt', '>=', now - KEPT_MS)]));
}

/** How often and when last something happened to each post, by the ledger's index of objects. */
async function changesOf(db: Db, posts: readonly string[]): Promise<Map<string, { count: number; at: number }>> {
  if (posts.length === 0) return new Map();
  const rows = await db
    .selectFrom('ledgerEntry')
    .select((eb) => ['object', eb.fn.countAll<number>().as('count'), eb.fn.max('at').as('at')])
    .where(
      'object',
      'in',
      posts.map((id) => `post:${id}`),
    )
    .groupBy('object')
    .execute();
  return new Map(rows.map(({ object, count, at }) => [object.slice(5), { count: Number(count), at: Number(at) }]));
}
