import { isoBeijing } from '../../calendar/beijing-time.ts';
import type { Db } from '../../store/database.ts';
import { type Blackout, type BlackoutState, blackoutKinds, blackoutState } from './blackout.ts';
import { recentBlackouts } from './blackout-store.ts';

/** A black-out as commands and routes tell it; moments are ISO 8601 +08:00. */
export interface ShownBlackout {
  id: string;
  state: BlackoutState;
  kind: string;
  /** 悼念, 突发事件, 考试, 其他. */
  kindName: string;
  reason: string;
  /** Ids of accounts, or `all`. */
  channels: readonly string[] | 'all';
  includesInternal: boolean;
  from: string;
  /** The last moment inside, or when it was ended; null while nobody has said so. */
  to: string | null;
  startedBy: string;
  endedBy: string | null;
}

export function shownBlackout(blackout: Blackout, now: number): ShownBlackout {
  const { id, kind, reason, channels, includesInternal, startedBy, endedBy, endedAt, toAt } = blackout;
  const end = endedAt ?? toAt;
  return {
    ...{ id, state: blackoutState(blackout, now), kind, kindName: blackoutKinds[kind], reason },
    ...{ channels: channels ?? 'all', includesInternal, from: isoBeijing(blackout.fromAt) },
    ...{ to: end === null ? null : isoBeijing(end), startedBy, endedBy },
  };
}

/** The last hundred, the newest first: open ones, those to come and those that are over. */
export async function listBlackouts(db: Db, now: number): Promise<{ blackouts: ShownBlackout[] }> {
  return { blackouts: (await recentBlackouts(db)).map((each) => shownBlackout(each, now)) };
}
