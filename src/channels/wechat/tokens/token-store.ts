/** A token with its life, ms UTC. It never leaves this store and the call that uses it: no database, no log, no error. */
export interface HeldToken {
  token: string;
  expiresAt: number;
  /** From this moment on another one is asked for, while this one still works. */
  renewAt: number;
}

/** Forced renewals of an account: at most 20 a day and 30 s apart (channel-apis 1.1). */
export interface ForcedRenewals {
  /** Beijing day, YYYY-MM-DD. */
  day: string;
  count: number;
  lastAt: number;
}

/** Where tokens are held, by appid: in the process, or on Redis for several workers. One suite tests both. */
export interface TokenStore {
  held: (appId: string) => Promise<HeldToken | null>;
  keep: (appId: string, held: HeldToken) => Promise<void>;
  /** Forgets `token` if it is still the current one, and remembers that the platform refused it. */
  drop: (appId: string, token: string) => Promise<void>;
  /** The token that the platform refused last; asking again may not hand out the very same. */
  refused: (appId: string) => Promise<string | null>;
  forced: (appId: string) => Promise<ForcedRenewals | null>;
  keepForced: (appId: string, forced: ForcedRenewals) => Promise<void>;
  /** Runs `work` while nobody else does so for this appid; waits for its turn at most half a minute. */
  alone: <T>(appId: string, work: () => Promise<T>) => Promise<T>;
}
