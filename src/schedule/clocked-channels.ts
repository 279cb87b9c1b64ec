import { beijingDay } from '../calendar/beijing-time.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Db } from '../store/database.ts';
import type { ClockedChannel } from './channel-clocks.ts';

/**
 * The accounts with the day since which govcast keeps each: the day its first version was read from channels.yaml.
 * What fell due before that day is not govcast's to record, and an older account whose history nobody has entered has
 * that day as day 0, not the day it was opened years ago.
 */
export async function clockedChannels(db: Db, channels: readonly ChannelConfig[]): Promise<ClockedChannel[]> {
  const rows = await db
    .selectFrom('configEntry')
    .select(['key', (eb) => eb.fn.min('appliedAt').as('since')])
    .where('kind', '=', 'channel')
    .groupBy('key')
    .execute();
  const since = new Map(rows.map((row) => [row.key, Number(row.since)]));
  return channels.map(({ id, kind, role, openedOn }) => {
    const at = since.get(id);
    const addedOn = at === undefined ? undefined : beijingDay(at);
    return { id, kind, role, addedOn, ...(addedOn === undefined || openedOn >= addedOn ? { openedOn } : {}) };
  });
}
