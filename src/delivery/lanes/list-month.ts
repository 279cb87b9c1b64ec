import { sql } from 'kysely';
import { plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import type { Db } from '../../store/database.ts';
import { isMovable, itemWord, lookOf } from './lane-item.ts';
import { type LaneItem, placesIn } from './lane-item-store.ts';

/** A day of the month view: the first titles, and how many there are in all. */
export interface MonthDay {
  on: string;
  items: LaneItem[];
  count: number;
}

const SHOWN = 3;
const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;

/** The first places of each day from one day to another, both inside. Days without any are left out. */
export async function listMonth(
  db: Db,
  { from, to, channels }: { from: string; to: string; channels: readonly string[] },
): Promise<MonthDay[]> {
  const window = { from: startOfDay(from), to: startOfDay(plusDays(to, 1)), channels };
  const first = await firstOfDays(db, window);
  if (first.length === 0) return [];
  const days = new Map<number, MonthDay>();
  for (const { day, count } of first) days.set(Number(day), { on: dayOf(day), items: [], count: Number(count) });
  for (const { item, day } of await itemsOf(db, window, first)) days.get(day)?.items.push(item);
  return [...days.values()];
}

interface Window {
  /** ms UTC; `to` is outside. */
  from: number;
  to: number;
  channels: readonly string[];
}

const dayOf = (day: number) => new Date(Number(day) * DAY_MS).toISOString().slice(0, 10);

/**
 * Which places come first on each day, in the order of the days. Of the places alone: a month has thousands, of which few are
 * shown, and their texts and deliveries need not be read. A post that is put away has no places, so none is counted.
 */
function firstOfDays(db: Db, { from, to, channels }: Window) {
  const day = sql<number>`(placement.at + ${sql.lit(OFFSET_MS)}) / ${sql.lit(DAY_MS)}`;
  const places = db
    .selectFrom('placement')
    .select('placement.id')
    .select(day.as('day'))
    .select(sql<number>`row_number() over (partition by ${day} order by placement.at, placement.id)`.as('nth'))
    .select(sql<number>`count(*) over (partition by ${day})`.as('count'))
    .where('placement.cancelledAt', 'is', null)
    .where('placement.at', '>=', from)
    .where('placement.at', '<', to)
    .$if(channels.length > 0, (q) => q.where('placement.channel', 'in', [...channels]));
  return db
    .selectFrom(places.as('place'))
    .selectAll()
    .where('nth', '<=', SHOWN)
    .orderBy('day')
    .orderBy('nth')
    .execute();
}

async function itemsOf(
  db: Db,
  window: Window,
  first: readonly { id: string; day: number }[],
): Promise<{ item: LaneItem; day: number }[]> {
  const rows = await placesIn(db, window)
    .select(['placement.id', 'placement.post', 'placement.channel', 'placement.act', 'placement.at'])
    .select(['placement.pinned', 'placement.obstacleAt', 'post.title', 'post.state as postState'])
    .select(['delivery.id as delivery', 'delivery.state as deliveryState', 'delivery.reason as deliveryReason'])
    .where(
      'placement.id',
      'in',
      first.map(({ id }) => id),
    )
    .orderBy('placement.at')
    .orderBy('placement.id')
    .orderBy('delivery.occasion', 'desc')
    .execute();
  const dayBy = new Map(first.map(({ id, day }) => [id, Number(day)]));
  // A deliberate second occasion is no second item.
  return rows
    .filter(({ id }, i) => rows[i - 1]?.id !== id)
    .map((row) => {
      const word = itemWord({ ...row, isLost: row.obstacleAt !== null });
      const { id, post, channel, act, at, title, delivery } = row;
      const shown = { id, post, channel, act, at, title, delivery };
      const item = { ...shown, state: lookOf(word), word, pinned: row.pinned === 1, movable: isMovable(word) };
      return { item, day: dayBy.get(id) ?? 0 };
    });
}
