import type { HandOffSource } from './delivery/hand-off/load-hand-off.ts';
import type { Govcast } from './govcast.ts';

/** From where a hand-off for this account is read: names and steps of the office's own files. */
export function handOffSource(
  { acting, channelConfig, config, work }: Pick<Govcast, 'acting' | 'channelConfig' | 'config' | 'work'>,
  channel: string,
): HandOffSource {
  const account = { name: channelConfig(channel).name, descriptor: work.channel(channel).descriptor };
  return { db: acting.db, people: config.people, workflow: config.workflow, asset: work.asset, account };
}
