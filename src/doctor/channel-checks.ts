/** What doctor says of the accounts: whether their platform answers and what they may do. */
import { missingRight } from '../channels/by-hand.ts';
import { channelState, rightsOf } from '../channels/channel-state-store.ts';
import { type ProbedRight, probeWechat } from '../channels/wechat/probe.ts';
import { wechatAccount } from '../channels/wechat/wechat-channel.ts';
import { type ChannelConfig, readCredential, secondAccounts } from '../config/channels.ts';
import type { ConfigCheck } from '../config/config-checks.ts';
import { asProblem } from '../errors.ts';
import type { Govcast } from '../govcast.ts';
import { sandboxAnswers } from './sandbox-answers.ts';

/** Costs each account one unit of every API that is tried; leaves nothing behind. */
export async function channelChecks(govcast: Govcast): Promise<ConfigCheck[]> {
  const { acting, clock, config, sandboxUrl } = govcast;
  const up = sandboxUrl !== null && (await sandboxAnswers(clock, sandboxUrl));
  const checks: ConfigCheck[] = [];
  for (const channel of config.channels) {
    checks.push(...byHandChecks(channel, rightsOf(await channelState(acting.db, channel.id))));
    if (channel.handOff === 'always') continue;
    if (channel.sandbox && !up) checks.push(silent(channel.id, sandboxUrl));
    else checks.push(...(await accountChecks(govcast, channel)));
  }
  return [...checks, ...secondAccounts(config.channels, config.outside).map(unexplained)];
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

/** Accounts that people publish on, by the office's choice or because the platform refused the right (W-4). */
export function byHandChecks(
  { id, handOff }: Pick<ChannelConfig, 'id' | 'handOff'>,
  rights: Readonly<Record<string, string>>,
): ConfigCheck[] {
  const name = `channel.${id}.by-hand`;
  if (handOff === 'always') {
    return [said(name, 'info', 'goes by hand (handOff: always): take texts with `govcast hand-off`', '')];
  }
  const lacks = Object.entries(rights).filter(([, right]) => missingRight(`wechat-${right}`) !== null);
  if (lacks.length === 0) return [];
  const message = `${lacks.map(([api]) => api).join(', ')} go by hand: the platform refused the right (48001)`;
  const remedy = `Look at the account's permissions; once it has them, run \`govcast channel probe ${id} --as ID\`.`;
  return [said(name, 'warning', message, remedy)];
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
