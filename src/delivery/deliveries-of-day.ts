/** What goes out on a day: deliveries with their true state, and places whose signatures are missing. */
import { placesWithDelivery } from '../schedule/placement-store.ts';
import type { Db } from '../store/database.ts';
import type { DeliveryState, DeliveryTable } from '../store/tables/delivery.ts';

/** One post on one account. Moments are ms UTC. */
export interface DayDelivery {
  /** Null for a place whose signatures are missing. */
  delivery: string | null;
  post: string;
  title: string;
  subjectKind: string;
  channel: string;
  act: DeliveryTable['act'];
  at: number;
  /** `unsigned`: a place without a delivery. */
  state: DeliveryState | 'unsigned';
  reason: string | null;
  /** Whether the public was seen to be able to open it: 1 and 0 as looked at, null before the first look. */
  linkOk: number | null;
  /** Who took it away again; null while it is there. */
  removedBy: 'us' | 'platform' | null;
  url: string | null;
}

/** More than this goes out on no day that a person can follow. */
const MOST = 400;
const states: readonly DeliveryState[] = [
  'planned',
  'sending',
  'doubtful',
  'accepted',
  'asking',
  'published',
  'dropped',
];

/** From `from` to `to`, both inside, by time. By the indexes (state, due_at) and of live places by time. */
export async function deliveriesOfDay(db: Db, from: number, to: number): Promise<DayDelivery[]> {
  const made = await db
    .selectFrom('delivery')
    .innerJoin('post', 'post.id', 'delivery.subjectId')
    .select(['delivery.id', 'delivery.subjectId', 'delivery.channel', 'delivery.act', 'delivery.dueAt'])
    .select(['delivery.state', 'delivery.reason', 'post.title', 'post.subjectKind'])
    .where('delivery.state', 'in', [...states])
    .where('delivery.dueAt', '>=', from)
    .where('delivery.dueAt', '<=', to)
    .where('delivery.subjectKind', '=', 'post')
    .orderBy('delivery.dueAt')
    .orderBy('delivery.id')
    .limit(MOST)
    .execute();
  const seen = await publicationsOfAll(
    db,
    made.filter(({ state }) => state === 'published').map(({ id }) => id),
  );
  const unsigned = await placesWithDelivery(db)
    .select(['placement.post', 'placement.channel', 'placement.act', 'placement.at', 'post.title', 'post.subjectKind'])
    .where('placement.cancelledAt', 'is', null)
    .where('placement.obstacleAt', 'is', null)
    .where('placement.at', '>=', from)
    .where('placement.at', '<=', to)
    .where('post.state', 'in', ['draft', 'in-review', 'returned'])
    .where('delivery.id', 'is', null)
    .orderBy('placement.at')
    .orderBy('placement.id')
    .limit(MOST)
    .execute();
  return [
    ...made.map(({ id, subjectId, dueAt, ...row }) => {
      const { linkOk = null, removedBy = null, url = null } = seen.get(id) ?? {};
      return { ...row, delivery: id, post: subjectId, at: dueAt, linkOk, removedBy, url };
    }),
    ...unsigned.map((row) => ({
      ...{ ...row, delivery: null, state: 'unsigned' as const, reason: null },
      ...{ linkOk: null, removedBy: null, url: null },
    })),
  ].sort((a, b) => a.at - b.at || a.post.localeCompare(b.post) || a.channel.localeCompare(b.channel));
}

async function publicationsOfAll(db: Db, deliveries: readonly string[]) {
  if (deliveries.length === 0) return new Map<string, never>();
  const rows = await db
    .selectFrom('publication')
    .select(['delivery', 'linkOk', 'removedBy', 'url'])
    .where('delivery', 'in', [...deliveries])
    .where('position', '=', 1)
    .execute();
  return new Map(rows.map((row) => [row.delivery ?? '', row]));
}
