import type { ChannelConfig } from '../config/channels.ts';
import type { SandboxProcess } from './sandbox-process.ts';

/** Tells the sandbox where the rehearsal accounts take their pushes, encrypted, as the platform's console would. */
export async function rehearse(
  sandbox: Pick<SandboxProcess, 'control'>,
  channels: readonly ChannelConfig[],
  url: string,
): Promise<void> {
  for (const channel of channels) {
    if (!channel.sandbox || channel.kind === 'wecom-robot') continue;
    const callback = {
      account: channel.credentials.appId,
      url: `${url}/callback/wechat/${channel.id}`,
      mode: 'safe',
      verify: true,
    };
    await sandbox.control('callback', callback);
  }
}
