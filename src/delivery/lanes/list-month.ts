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
  const day = sql<number>`(placement.at + ${sql.lit(OFFSET_MS)}) / ${sql.lit(DAY_MS)}`;
  // A deliberate second occasion is no second item.
  const places = placesIn(db, window)
    .select(['placement.id', 'placement.post', 'placement.channel', 'placement.act', 'placement.at'])
    .select(['placement.pinned', 'placement.obstacleAt', 'post.title', 'post.state as postState'])
    .select(['delivery.id as delivery', 'delivery.state as deliveryState', 'delivery.reason as deliveryReason'])
    .select(day.as('day'))
    .select(sql<number>`row_number() over (partition by ${day} order by placement.at, placement.id)`.as('nth'))
    .select(sql<number>`count(*) over (partition by ${day})`.as('count'))
    .where((eb) => eb.or([eb('delivery.occasion', 'is', null), eb('delivery.occasion', '=', 1)]))
    .$if(channels.length > 0, (q) => q.where('placement.channel', 'in', [...channels]));
  const rows = await db
    .selectFrom(places.as('place'))
    .selectAll()
    .where('nth', '<=', SHOWN)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const days = new Map<string, MonthDay>();
  for (const row of rows) {
    const on = new Date(Number(row.day) * DAY_MS).toISOString().slice(0, 10);
    const there = days.get(on) ?? { on, items: [], count: Number(row.count) };
    const word = itemWord({ ...row, isLost: row.obstacleAt !== null });
    const { id, post, channel, act, at, title, delivery } = row;
    const shown = { id, post, channel, act, at, title, delivery };
    there.items.push({ ...shown, state: lookOf(word), word, pinned: row.pinned === 1, movable: isMovable(word) });
    days.set(on, there);
  }
  return [...days.values()];
}
