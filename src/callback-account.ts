import { readCredential } from './config/channels.ts';
import type { Govcast } from './govcast.ts';
import type { CallbackAccount } from './server/callback-routes.ts';

/** An account of a public platform whose pushes we take; its secrets are read when a push comes. */
export function callbackAccount({ config }: Pick<Govcast, 'config'>, id: string): CallbackAccount | undefined {
  const account = config.channels.find((c) => c.id === id);
  if (!account || account.kind === 'wecom-robot') return undefined;
  const { appId, callbackToken, encodingAesKey } = account.credentials;
  if (!callbackToken) return undefined;
  return {
    appId,
    token: () => readCredential(callbackToken),
    encodingAesKey: encodingAesKey ? () => readCredential(encodingAesKey) : null,
  };
}
