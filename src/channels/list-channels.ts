import { isoBeijing } from '../calendar/beijing-time.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { Db } from '../store/database.ts';
import { channelStates, rightsOf } from './channel-state-store.ts';

/** One line of `govcast channel list`. */
export interface ListedChannel {
  id: string;
  name: string;
  kind: string;
  role: string;
  owner: string;
  acts: readonly string[];
  sandbox: boolean;
  /** Null while it delivers; `at` is ISO 8601 +08:00. */
  paused: { at: string; by: string | null; reason: string | null } | null;
  /** `always` when people publish by hand and nothing is called. */
  handOff: ChannelConfig['handOff'];
  /** What the account may do as far as it was tried: `works` or a code, by API. */
  rights: Record<string, string>;
}

/** The accounts as configured, with what is known of them. */
export async function listChannels(
  db: Db,
  configured: readonly ChannelConfig[],
): Promise<{ channels: ListedChannel[] }> {
  const states = new Map((await channelStates(db)).map((s) => [s.channel, s]));
  const channels = configured.map(({ id, name, kind, role, owner, acts, sandbox, handOff }) => {
    const state = states.get(id);
    const paused =
      typeof state?.pausedAt === 'number'
        ? { at: isoBeijing(state.pausedAt), by: state.pausedBy, reason: state.pausedReason }
        : null;
    return { id, name, kind, role, owner, acts, sandbox, handOff, paused, rights: state ? rightsOf(state) : {} };
  });
  return { channels };
}
