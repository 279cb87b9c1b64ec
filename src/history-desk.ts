/** What entering and watching the history of accounts needs from the rest of the house: the pages behind links. */
import { plainLink } from './channels/article-link.ts';
import { lookAtLink } from './delivery/look-at-link.ts';
import { openLink } from './delivery/open-link.ts';
import type { Govcast } from './govcast.ts';
import type { LinkLooks } from './schedule/history/check-links.ts';
import type { OpenPast } from './schedule/history/enter-history.ts';

/** Opens a link that a person gave for an account and compares it, as a proof of delivery is. */
export function openPast(govcast: Govcast, channel: string): OpenPast {
  const { name, sandbox } = govcast.channelConfig(channel);
  const { linkHosts = [] } = govcast.work.channel(channel).descriptor;
  const rehearsed = sandbox && govcast.sandboxUrl !== null ? [new URL(govcast.sandboxUrl).host] : linkHosts;
  return (link, title) => openLink(govcast.clock, link, { title, account: name, hosts: rehearsed, rehearses: sandbox });
}

/** The newest links of the accounts that have any. */
export function linkLooks(govcast: Govcast): LinkLooks {
  const { acting, channels, clock, config } = govcast;
  return {
    acting,
    look: (channel, url) => lookAtLink(clock, plainLink(url), govcast.channelConfig(channel).sandbox),
    channels: [...channels.values()].filter((each) => each.descriptor.hasLinks).map((each) => each.id),
    everyHours: config.settings.schedule.linkLookHours,
  };
}
