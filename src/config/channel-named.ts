import { AskedWrongly } from '../errors.ts';
import type { ChannelConfig } from './channels.ts';
import { nearest } from './describe-issue.ts';

/**
 * The account of a name as commands write it: its id, or `main`.
 * @throws AskedWrongly with the nearest name and all there are
 */
export function channelNamed(channels: readonly ChannelConfig[], name: string): ChannelConfig {
  const found =
    channels.find((c) => c.id === name) ?? (name === 'main' ? channels.find((c) => c.role === 'main') : undefined);
  return found ?? channelUnknown(channels, name);
}

/** @throws AskedWrongly always */
export function channelUnknown(channels: readonly ChannelConfig[], name: string): never {
  const known = channels.map((c) => c.id);
  const near = nearest(name, ['main', ...known]);
  throw new AskedWrongly({
    code: 'channel-unknown',
    message: `there is no channel ${name}`,
    place: name,
    remedy: `${near ? `Did you mean ${near}? ` : ''}Use main or one of ${known.join(', ') || 'the ids in config/channels.yaml'}.`,
  });
}
