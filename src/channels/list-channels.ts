import { isoBeijing } from '../calendar/beijing-time.ts';
import type { ChannelConfig } from '../config/channels.ts';
import type { OutsideAccount } from '../config/outside-accounts.ts';
import type { Db } from '../store/database.ts';
import { channelStates, rightsOf } from './channel-state-store.ts';
import { type AccountState, stateOn } from './life-cycle.ts';
import { lifeCycles } from './life-cycle-store.ts';

/** One line of `govcast channel list`. */
export interface ListedChannel {
  id: string;
  name: string;
  kind: string;
  role: string;
  /** Unit and person that answer for it. */
  office: string;
  owner: string;
  /** What was filed of it comes to today. */
  life: AccountState;
  acts: readonly string[];
  sandbox: boolean;
  /** Null while it delivers; `at` is ISO 8601 +08:00. */
  paused: { at: string; by: string | null; reason: string | null } | null;
  /** `always` when people publish by hand and nothing is called. */
  handOff: ChannelConfig['handOff'];
  /** What the account may do as far as it was tried: `works` or a code, by API. */
  rights: Record<string, string>;
}

/** An account that others run. */
export type ListedOutside = Pick<
  OutsideAccount,
  'id' | 'name' | 'platform' | 'role' | 'office' | 'owner' | 'contact'
> & {
  life: AccountState;
};

/**
 * The accounts as configured, with what is known of them (M-02).
 * @param today YYYY-MM-DD in Beijing
 */
export async function listChannels(
  db: Db,
  configured: readonly ChannelConfig[],
  others: readonly OutsideAccount[],
  today: string,
): Promise<{ channels: ListedChannel[]; outside: ListedOutside[] }> {
  const lives = await lifeCycles(db);
  const lifeOn = (id: string): AccountState => {
    const life = lives.get(id);
    return life ? stateOn(life, today) : 'running';
  };
  const states = new Map((await channelStates(db)).map((s) => [s.channel, s]));
  const channels = configured.map(({ id, name, kind, role, office, owner, acts, sandbox, handOff }) => {
    const state = states.get(id);
    const paused =
      typeof state?.pausedAt === 'number'
        ? { at: isoBeijing(state.pausedAt), by: state.pausedBy, reason: state.pausedReason }
        : null;
    const about = { id, name, kind, role, office, owner, life: lifeOn(id), acts, sandbox, handOff };
    return { ...about, paused, rights: state ? rightsOf(state) : {} };
  });
  const outside = others.map(({ id, name, platform, role, office, owner, contact }) => {
    return { id, name, platform, role, office, owner, contact, life: lifeOn(id) };
  });
  return { channels, outside };
}
