import type { ChannelConfig } from '../config/channels.ts';
import type { Acting } from '../ledger/acting.ts';
import type { Actor } from '../ledger/append.ts';
import type { ChannelDeps } from './channel-deps.ts';
import { noteRights } from './note-rights.ts';
import { type ProbedRight, probeWechat } from './wechat/probe.ts';
import { wechatAccount } from './wechat/wechat-channel.ts';

/**
 * A person has an account's rights tried again, 重新探测权限 (W-4): what works is used again, what is refused goes by
 * hand. Costs one unit of each API. What could not be asked at all changes nothing. A robot has no rights to try.
 */
export async function probeChannel(
  acting: Acting,
  deps: ChannelDeps,
  config: ChannelConfig,
  actor: Actor,
): Promise<ProbedRight[]> {
  if (config.kind === 'wecom-robot') return [];
  const found = await probeWechat(wechatAccount(config, deps));
  const answered = found.filter(({ api, right }) => api !== 'token' && /^(works|\d+)$/.test(right));
  await noteRights(acting, actor, config.id, Object.fromEntries(answered.map(({ api, right }) => [api, right])));
  return found;
}
