/** What entering and watching the history of accounts needs from the rest of the house: the pages behind links. */
import { plainLink } from './channels/article-link.ts';
import { lookAtLink } from './delivery/look-at-link.ts';
import { openLink } from './delivery/open-link.ts';
import type { Govcast } from './govcast.ts';
import type { LinkLooks } from './schedule/history/check-links.ts';
import type { OpenPast } from './schedule/history/enter-history.ts';

/** Opens a link that a person gave for an account and compares it, as a proof of delivery is. */
export function openPast(govcast: Govcast, channel: string): OpenPast {
  const { name } = govcast.channelConfig(channel);
  const { linkHosts = [] } = govcast.work.channel(channel).descriptor;
  const rehearsalHost = rehearsalHostOf(govcast, channel);
  const hosts = rehearsalHost === null ? linkHosts : [rehearsalHost];
  return (link, title) => openLink(govcast.clock, link, { title, account: name, hosts, rehearsalHost });
}

/** Where the sandbox shows the articles of a rehearsal account; null for a real one, and while the sandbox is not up. */
function rehearsalHostOf({ channelConfig, sandboxUrl }: Govcast, channel: string): string | null {
  return channelConfig(channel).sandbox && sandboxUrl !== null ? new URL(sandboxUrl).host : null;
}

/** The newest links of the accounts that have any. */
export function linkLooks(govcast: Govcast): LinkLooks {
  const { acting, channels, clock, config } = govcast;
  return {
    acting,
    look: (channel, url) => lookAtLink(clock, plainLink(url), rehearsalHostOf(govcast, channel)),
    channels: [...channels.values()].filter((each) => each.descriptor.hasLinks).map((each) => each.id),
    everyHours: config.settings.schedule.linkLookHours,
  };
}
