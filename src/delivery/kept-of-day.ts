/** Why what is planned for a day does not go out, though the worker has not tried it and its row says nothing of it. */
import { type Blackout, covers } from '../schedule/blackout/blackout.ts';
import { openBlackouts } from '../schedule/blackout/blackout-store.ts';
import type { Db } from '../store/database.ts';
import type { PostReleaseTable } from '../store/tables/stops.ts';
import type { DayDelivery } from './deliveries-of-day.ts';

export type KeptReason = 'held' | 'embargo' | 'blackout' | 'paused';

/** What keeps deliveries back at a moment. */
export interface Keeping {
  blackouts: readonly Blackout[];
  /** Accounts that are paused. */
  paused: ReadonlySet<string>;
  releases: ReadonlyMap<string, Pick<PostReleaseTable, 'heldAt' | 'embargoUntil'>>;
}

/** The rows, each planned one that is kept back with its reason. */
export async function withKept(db: Db, rows: readonly DayDelivery[], now: number): Promise<DayDelivery[]> {
  const asked = rows.filter(isUntried);
  if (asked.length === 0) return [...rows];
  const posts = [...new Set(asked.map(({ post }) => post))];
  const [blackouts, paused, releases] = await Promise.all([
    openBlackouts(db, now),
    db.selectFrom('channelState').select('channel').where('pausedAt', 'is not', null).execute(),
    db.selectFrom('postRelease').select(['post', 'heldAt', 'embargoUntil']).where('post', 'in', posts).execute(),
  ]);
  const keeping = {
    blackouts,
    paused: new Set(paused.map(({ channel }) => channel)),
    releases: new Map(releases.map(({ post, ...release }) => [post, release])),
  };
  return rows.map((row) => (isUntried(row) ? { ...row, reason: keptReason(row, keeping, now) } : row));
}

/**
 * What keeps a delivery back, in the order in which begin asks; null when nothing does. A black-out is told of what it keeps
 * already or will for certain: with an open end, somebody may end it in time. Pure.
 */
export function keptReason(
  { post, channel, act, at }: Pick<DayDelivery, 'post' | 'channel' | 'act' | 'at'>,
  { blackouts, paused, releases }: Keeping,
  now: number,
): KeptReason | null {
  const release = releases.get(post);
  if (release && release.heldAt !== null) return 'held';
  if (release && release.embargoUntil !== null && Math.max(at, now) < release.embargoUntil) return 'embargo';
  const mine = blackouts.filter((each) => covers(each, { channel, act }));
  if (mine.some(({ toAt }) => at <= now || (toAt !== null && at <= toAt))) return 'blackout';
  return paused.has(channel) ? 'paused' : null;
}

function isUntried({ state, reason }: DayDelivery): boolean {
  return state === 'planned' && reason === null;
}
