/** The loops of the schedule: clocks, plans, proposals, repost tasks, and telling people. */
import type { Govcast } from './govcast.ts';
import type { Loop } from './loops.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { recordBreaches } from './schedule/record-breaches.ts';

/** From left to right as the data travels; each only calls the reconcile of its part. */
export function scheduleLoops({ acting, calendar, config }: Govcast): Loop[] {
  return [
    {
      name: 'cadence',
      cron: '30 * * * * *',
      reconcile: async () =>
        recordBreaches(acting, calendar, config.cadence, await clockedChannels(acting.db, config.channels)),
    },
  ];
}
