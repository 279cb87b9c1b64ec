import { isoBeijing } from '../calendar/beijing-time.ts';
import { placesWithDelivery } from '../schedule/placement-store.ts';
import type { Db } from '../store/database.ts';

/** A place whose delivery is not made yet, because signatures are missing. */
export interface ListedWaiting {
  post: string;
  title: string;
  /** Review state of the post. */
  state: string;
  channel: string;
  act: string;
  /** ISO 8601, +08:00. */
  at: string;
}

/** What waits for signatures, by its time: places without a delivery that is not dropped. */
export async function listWaiting(db: Db): Promise<ListedWaiting[]> {
  const rows = await placesWithDelivery(db)
    .select(['placement.post', 'post.title', 'post.state', 'placement.channel', 'placement.act', 'placement.at'])
    .where('placement.cancelledAt', 'is', null)
    .where('post.state', 'in', ['draft', 'in-review', 'returned'])
    .where('delivery.id', 'is', null)
    .orderBy('placement.at')
    .orderBy('placement.id')
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, at: isoBeijing(row.at) }));
}
