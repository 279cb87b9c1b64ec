import type { Govcast } from './govcast.ts';
import { answerCadence } from './schedule/channel-clocks.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { answerColumns, columnsSince } from './schedule/columns/column-clocks.ts';

/** Every clock of every account, for `govcast cadence` and its route. */
export async function cadenceAnswer({ acting, calendar, clock, config }: Govcast) {
  const channels = await clockedChannels(acting.db, config.channels);
  return answerCadence(acting.db, calendar, config.cadence, channels, clock.now());
}

/** Every clock of the portal's columns, for `govcast cadence --columns` and the route `columns`. */
export async function columnsAnswer({ acting, calendar, clock, config }: Govcast) {
  return answerColumns(acting.db, calendar, config.columns, await columnsSince(acting.db), clock.now());
}
