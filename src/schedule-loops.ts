/** The loops of the schedule: clocks, plans, proposals, repost tasks, and telling people. */
import { beijingDay } from './calendar/beijing-time.ts';
import { probeChannel } from './channels/probe-channel.ts';
import { readHistories } from './channels/read-histories.ts';
import { reconcileProbes } from './channels/reconcile-probes.ts';
import { crossPostDesk } from './cross-posting-desk.ts';
import { deliveryHooks } from './delivery/delivery-hooks.ts';
import { systemActor } from './delivery/work.ts';
import type { Govcast } from './govcast.ts';
import { linkLooks } from './history-desk.ts';
import { reconcileYearly } from './ledger/reconcile-yearly.ts';
import type { Loop } from './loops.ts';
import { noticeDesk, reconcileNotices } from './notice-desk.ts';
import { sendDueMails } from './notify/mail/send-due-mails.ts';
import { repostDesk } from './repost-desk.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { columnsSince } from './schedule/columns/column-clocks.ts';
import { followFormed } from './schedule/columns/follow-formed.ts';
import { recordColumnBreaches } from './schedule/columns/record-column-breaches.ts';
import { placeCrossPosts } from './schedule/cross-posting/place-cross-posts.ts';
import { followProvisionalClocks } from './schedule/follow-provisional-clocks.ts';
import { checkLinks } from './schedule/history/check-links.ts';
import { type PlanMemory, reconcilePlan } from './schedule/reconcile-plan.ts';
import { type BreachMemory, recordBreaches } from './schedule/record-breaches.ts';
import { reconcileReposts } from './schedule/reposts/reconcile-reposts.ts';

/** From left to right as the data travels; each only calls the reconcile of its part. */
export function scheduleLoops(govcast: Govcast): Loop[] {
  const { acting, calendar, channels, clock, config, log, planning, work } = govcast;
  const planMemory: PlanMemory = new Map();
  const notices = noticeDesk(govcast);
  const breachMemory: BreachMemory = new Map();
  let followedOn = '';
  return [
    {
      name: 'history',
      cron: '15 * * * * *',
      reconcile: (stopping) => readHistories(acting, channels, log, stopping),
    },
    {
      name: 'probes',
      cron: '10 * * * * *',
      reconcile: (stopping) => {
        const probe = (channel: (typeof config.channels)[number], person: string) =>
          probeChannel(acting, govcast.channelDeps, channel, { person, via: 'worker' });
        return reconcileProbes({ acting, channels: config.channels, probe, log }, stopping);
      },
    },
    {
      name: 'links',
      cron: '45 * * * * *',
      reconcile: (stopping) => checkLinks(linkLooks(govcast), stopping),
    },
    {
      name: 'plan',
      cron: '20 * * * * *',
      reconcile: async () => {
        const { hooks } = deliveryHooks(acting, (id) => work.channel(id).descriptor, systemActor(work.worker));
        await reconcilePlan(acting, planning, hooks, log, planMemory);
      },
    },
    {
      name: 'cadence',
      cron: '30 * * * * *',
      reconcile: async () => {
        const clocked = await clockedChannels(acting.db, config.channels);
        await recordBreaches(acting, calendar, config.cadence, clocked, breachMemory);
        const today = beijingDay(clock.now());
        if (followedOn === today) return;
        await followProvisionalClocks(acting, calendar, config.cadence, clocked);
        followedOn = today;
      },
    },
    {
      name: 'yearly',
      cron: '5 * * * * *',
      reconcile: () => reconcileYearly(acting, config.yearly.templates),
    },
    {
      name: 'columns',
      cron: '40 * * * * *',
      reconcile: async () => {
        await followFormed(acting, ({ code, message, place, remedy }) => log.warn(message, { code, place, remedy }));
        await recordColumnBreaches(acting, calendar, config.columns, await columnsSince(acting.db));
      },
    },
    {
      name: 'cross-posting',
      cron: '*/10 * * * * *',
      reconcile: async () => {
        const { problems } = await placeCrossPosts(acting, crossPostDesk(govcast));
        for (const { code, message, place, remedy } of problems) log.warn(message, { code, place, remedy });
      },
    },
    {
      name: 'reposts',
      cron: '35 * * * * *',
      reconcile: () => reconcileReposts(repostDesk(govcast)),
    },
    {
      name: 'notices',
      cron: '50 * * * * *',
      reconcile: () => reconcileNotices(notices),
    },
    {
      // A mail server that hangs holds up mails alone: consoles and groups are told all the same.
      name: 'mails',
      cron: '55 * * * * *',
      reconcile: (stopping) => sendDueMails(notices, stopping),
    },
  ];
}
