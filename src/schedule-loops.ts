/** The loops of the schedule: clocks, plans, proposals, repost tasks, and telling people. */
import { readHistories } from './channels/read-histories.ts';
import type { Govcast } from './govcast.ts';
import type { Loop } from './loops.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { columnsSince } from './schedule/columns/column-clocks.ts';
import { followFormed } from './schedule/columns/follow-formed.ts';
import { recordColumnBreaches } from './schedule/columns/record-column-breaches.ts';
import { recordBreaches } from './schedule/record-breaches.ts';

/** From left to right as the data travels; each only calls the reconcile of its part. */
export function scheduleLoops({ acting, calendar, channels, config, log }: Govcast): Loop[] {
  return [
    {
      name: 'history',
      cron: '15 * * * * *',
      reconcile: (stopping) => readHistories(acting, channels, log, stopping),
    },
    {
      name: 'cadence',
      cron: '30 * * * * *',
      reconcile: async () =>
        recordBreaches(acting, calendar, config.cadence, await clockedChannels(acting.db, config.channels)),
    },
    {
      name: 'columns',
      cron: '40 * * * * *',
      reconcile: async () => {
        await followFormed(acting);
        await recordColumnBreaches(acting, calendar, config.columns, await columnsSince(acting.db));
      },
    },
  ];
}
