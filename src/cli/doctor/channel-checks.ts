/** What doctor says of the accounts: whether their platform answers and what they may do. */
import { type ProbedRight, probeWechat } from '../../channels/wechat/probe.ts';
import { wechatAccount } from '../../channels/wechat/wechat-channel.ts';
import { type ChannelConfig, readCredential, secondAccounts } from '../../config/channels.ts';
import type { ConfigCheck } from '../../config/config-checks.ts';
import { asProblem } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { sandboxAnswers } from '../sandbox-answers.ts';

/** Costs each account one unit of every API that is tried; leaves nothing behind. */
export async function channelChecks(govcast: Govcast): Promise<ConfigCheck[]> {
  const { clock, config, sandboxUrl } = govcast;
  const up = sandboxUrl !== null && (await sandboxAnswers(clock, sandboxUrl));
  const checks: ConfigCheck[] = [];
  for (const channel of config.channels) {
    if (channel.sandbox && !up) checks.push(silent(channel.id, sandboxUrl));
    else checks.push(...(await accountChecks(govcast, channel)));
  }
  return [...checks, ...secondAccounts(config.channels).map(unexplained)];
}

async function accountChecks({ channelDeps }: Govcast, channel: ChannelConfig): Promise<ConfigCheck[]> {
  const name = `channel.${channel.id}`;
  if (channel.kind === 'wecom-robot') {
    try {
      readCredential(channel.credentials.webhookKey);
      return [said(name, 'info', 'the key is there; a robot can only be tried by a message', '')];
    } catch (error) {
      const { message, remedy } = asProblem(error);
      return [said(name, 'error', message, remedy)];
    }
  }
  const rights = await probeWechat(wechatAccount(channel, channelDeps));
  return rights.map((right) => rightCheck(name, right, channel.acts));
}

/** A right that no act of the account needs may be missing. */
export function rightCheck(
  name: string,
  { api, right, message, remedy }: ProbedRight,
  acts: readonly string[],
): ConfigCheck {
  const checked = `${name}.${api}`;
  if (right === 'works') return said(checked, 'info', message, '');
  const needed = api === 'token' || api === 'draft' || acts.includes(api);
  return said(checked, needed ? 'error' : 'info', message, needed ? remedy : '');
}

function silent(id: string, url: string | null): ConfigCheck {
  const message = `a rehearsal account, and the sandbox does not answer at ${url ?? 'a fixed port'}`;
  return said(`channel.${id}`, 'warning', message, 'Start it with `govcast start` or `govcast sandbox`.');
}

/** N-03 */
function unexplained({ office, platform, ids }: ReturnType<typeof secondAccounts>[number]): ConfigCheck {
  const message = `${office} has ${ids.length} accounts on ${platform}: ${ids.join(', ')}`;
  const remedy = 'Close one, or give secondAccountReason in config/channels.yaml (N-03).';
  return said(`channel.second-account.${platform}`, 'warning', message, remedy);
}

function said(name: string, level: ConfigCheck['level'], message: string, remedy: string): ConfigCheck {
  return { name, ok: level !== 'error', level, message, remedy };
}
