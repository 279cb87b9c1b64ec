import type { ChannelConfig } from '../config/channels.ts';
import type { Channel } from './channel.ts';
import type { ChannelDeps } from './channel-deps.ts';
import { wecomRobot } from './robots/wecom-robot.ts';
import { wechatChannel } from './wechat/wechat-channel.ts';

/**
 * The channel of a configured account, by its kind. A new kind is a file, a line here, its wording and a line in the
 * conformance suite (README.md).
 */
export function openChannel(config: ChannelConfig, deps: ChannelDeps): Channel {
  switch (config.kind) {
    case 'wechat-subscription':
    case 'wechat-service':
      return wechatChannel(config, deps);
    case 'wecom-robot':
      return wecomRobot(config, deps);
  }
}
