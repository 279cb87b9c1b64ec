import type { Clock } from '../clock.ts';
import type { ChannelConfig, Credential } from '../config/channels.ts';
import type { Db } from '../store/database.ts';
import type { ErrorWording } from './error-remedy.ts';
import type { TokenStore } from './wechat/tokens/token-store.ts';

/** What every channel is given. */
export interface ChannelDeps {
  db: Db;
  clock: Clock;
  /** Shared by all channels of this process or, on Redis, by all workers. */
  tokens: TokenStore;
  wording: ErrorWording;
  /** Reads a credential when it is used (`readCredential`). */
  secretOf: (ref: Credential) => string;
  /** The sandbox's address for a rehearsal account; null leaves the account's own or the real platform. */
  platformUrl: (config: ChannelConfig) => string | null;
}
