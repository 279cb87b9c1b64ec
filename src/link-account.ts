import type { LinkAccount } from './delivery/prove-by-links.ts';
import type { Govcast } from './govcast.ts';

/** What the link of an article that a person gives is compared with. */
export function linkAccount(
  govcast: Pick<Govcast, 'channelConfig' | 'sandboxUrl' | 'work'>,
  channel: string,
): LinkAccount {
  const { name, sandbox } = govcast.channelConfig(channel);
  const { descriptor } = govcast.work.channel(channel);
  const rehearsalHost = govcast.sandboxUrl === null ? null : new URL(govcast.sandboxUrl).host;
  return { descriptor, name, rehearses: sandbox, rehearsalHost };
}
