import { beijingDay } from '../calendar/beijing-time.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Db } from '../store/database.ts';
import type { ClockedChannel } from './channel-clocks.ts';

/**
 * The accounts with the day since which govcast keeps each: the day its first version was read from channels.yaml.
 * What fell due before that day is not govcast's to record.
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
    const added = since.get(id);
    return { id, kind, role, openedOn, ...(added === undefined ? {} : { addedOn: beijingDay(added) }) };
  });
}
