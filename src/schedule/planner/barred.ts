import { minutesOf } from './lane-slots.ts';
import type { Blackout, PlanChannel } from './plan-input.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const OFFSET_MS = 8 * 60 * MINUTE_MS;

/** Why nothing new may stand at a moment on a channel, whatever else stands there; null when something may. */
export type Barred = (at: number) => Bar | null;
export type Bar = { is: 'blackout'; blackout: Blackout } | { is: 'quiet' };

/** Black-outs take in both ends, quiet hours end before their last minute and may cross midnight (planner A.1). */
export function barredOn(
  channel: Pick<PlanChannel, 'id' | 'quietHours' | 'blackouts'>,
  general: readonly Blackout[],
): Barred {
  const blackouts = [
    ...general.filter(({ channels }) => channels === undefined || channels.includes(channel.id)),
    ...channel.blackouts,
  ];
  const quiet = channel.quietHours.map(({ from, to }) => ({ from: minutesOf(from), to: minutesOf(to) }));
  return (at) => {
    const blackout = blackouts.find(({ from, to }) => from <= at && at <= to);
    if (blackout) return { is: 'blackout', blackout };
    const minute = ((at + OFFSET_MS) % DAY_MS) / MINUTE_MS;
    const isQuiet = quiet.some(({ from, to }) =>
      from <= to ? from <= minute && minute < to : minute >= from || minute < to,
    );
    return isQuiet ? { is: 'quiet' } : null;
  };
}
