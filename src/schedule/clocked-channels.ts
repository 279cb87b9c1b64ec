import { beijingDay } from '../calendar/beijing-time.ts';
import { isPastKnown, pasts } from '../channels/history-store.ts';
import { lifeCycles } from '../channels/life-cycle-store.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Db } from '../store/database.ts';
import type { ClockedChannel } from './clocked-channel.ts';

/**
 * The accounts with the day since which govcast keeps each: the day its first version was read from channels.yaml.
 * What fell due before that day is not govcast's to record. An older account whose history nobody has read or entered has
 * that day as day 0 and asks for it; once it is known, the day it was opened counts again. Filed pauses and a filed closing stop the clocks, a
 * closing until the account was opened again; a filed opening goes before the day of channels.yaml.
 */
export async function clockedChannels(db: Db, channels: readonly ChannelConfig[]): Promise<ClockedChannel[]> {
  const rows = await db
    .selectFrom('configEntry')
    .select(['key', (eb) => eb.fn.min('appliedAt').as('since')])
    .where('kind', '=', 'channel')
    .groupBy('key')
    .execute();
  const since = new Map(rows.map((row) => [row.key, Number(row.since)]));
  const lives = await lifeCycles(db);
  const known = new Set((await pasts(db)).filter(isPastKnown).map((past) => past.channel));
  return channels.map(({ id, kind, role, cadence, openedOn: configured }) => {
    const at = since.get(id);
    const addedOn = at === undefined ? undefined : beijingDay(at);
    const life = lives.get(id);
    const still = [...(life?.pauses ?? []), ...(life?.closures ?? [])];
    const openedOn = life?.openedOn ?? configured;
    const hasPast = addedOn !== undefined && openedOn < addedOn;
    return {
      ...{ id, kind, role, addedOn },
      ...(cadence === undefined ? {} : { cadence }),
      ...(hasPast && !known.has(id) ? { historyUnknown: true } : { openedOn }),
      ...(life && life.closedOn !== null ? { closedOn: life.closedOn } : {}),
      ...(still.length > 0 ? { pauses: still } : {}),
    };
  });
}
