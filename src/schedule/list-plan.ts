import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Db } from '../store/database.ts';

/** A place on the plan, as commands and routes show it. */
export interface ListedPlace {
  post: string;
  title: string;
  /** Review state of the post. */
  state: string;
  channel: string;
  act: string;
  /** ISO 8601, +08:00. */
  at: string;
  reason: string;
  pinned: boolean;
  announced: boolean;
}

/** One that has no place any more. */
export interface ListedImpossible {
  post: string;
  title: string;
  channel: string;
  act: string;
  code: string;
  /** The tightest obstacle, in Chinese. */
  obstacle: string;
  /** ISO 8601, +08:00; null when nothing is possible inside the horizon. */
  nextPossible: string | null;
}

export interface ListedPlan {
  channels: { channel: string; placements: ListedPlace[] }[];
  impossible: ListedImpossible[];
}

const DAY_MS = 86_400_000;

/** What stands on the plan within some days from `now` (ms UTC), channel by channel in the order of time. */
export async function listPlan(db: Db, now: number, days: number): Promise<ListedPlan> {
  const places = await listPlaces(db, now, now + days * DAY_MS);
  const channels = [...new Set(places.map(({ channel }) => channel))].sort();
  return {
    channels: channels.map((channel) => ({ channel, placements: places.filter((p) => p.channel === channel) })),
    impossible: await listImpossible(db),
  };
}

/** Places between two moments (ms UTC), by their time. */
export async function listPlaces(db: Db, from: number, to: number): Promise<ListedPlace[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select(['placement.post', 'post.title', 'post.state', 'placement.channel', 'placement.act', 'placement.at'])
    .select(['placement.reason', 'placement.pinned', 'placement.announcedAt'])
    .where('placement.cancelledAt', 'is', null)
    .where('placement.obstacleAt', 'is', null)
    .where('post.state', '<>', 'withdrawn')
    .where('placement.at', '>=', from)
    .where('placement.at', '<=', to)
    .orderBy('placement.at')
    .orderBy('placement.id')
    .execute();
  return rows.map(({ pinned, announcedAt, at, ...row }) => ({
    ...row,
    at: isoBeijing(at),
    pinned: pinned === 1,
    announced: announcedAt !== null,
  }));
}

/** Live places that are lost, the oldest loss first. */
export async function listImpossible(db: Db): Promise<ListedImpossible[]> {
  const rows = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .select(['placement.post', 'post.title', 'placement.channel', 'placement.act'])
    .select(['placement.obstacleCode as code', 'placement.obstacle', 'placement.nextPossibleAt'])
    .where('placement.obstacleAt', 'is not', null)
    .where('placement.cancelledAt', 'is', null)
    .where('post.state', '<>', 'withdrawn')
    .orderBy('placement.obstacleAt')
    .orderBy('placement.id')
    .execute();
  return rows.map(({ code, obstacle, nextPossibleAt, ...row }) => ({
    ...row,
    code: code ?? '',
    obstacle: obstacle ?? '',
    nextPossible: nextPossibleAt === null ? null : isoBeijing(nextPossibleAt),
  }));
}
