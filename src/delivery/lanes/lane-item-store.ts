/** Reads what stands in a window of days: places with their deliveries, and what was sent by hand. */
import { sql } from 'kysely';
import type { Db } from '../../store/database.ts';
import { isMovable, itemWord, lookOf } from './lane-item.ts';

/** A window of time (ms UTC, `to` left out) on some accounts. */
export interface Window {
  from: number;
  to: number;
  channels: readonly string[];
}

/** More is not asked of one page: the window is at most six weeks. */
const MOST = 20_000;

/** Places of posts that are not withdrawn, each with its newest delivery that is not dropped. By the indexes on `at`. */
export function placesIn(db: Db, { from, to, channels }: Window) {
  return (
    db
      .selectFrom('placement')
      .innerJoin('post', 'post.id', 'placement.post')
      // The literals let SQLite take the partial unique index of live deliveries.
      .leftJoin('delivery', (on) =>
        on
          .onRef('delivery.subjectId', '=', 'placement.post')
          .onRef('delivery.channel', '=', 'placement.channel')
          .on('delivery.subjectKind', '=', sql.lit('post'))
          .on('delivery.state', '<>', sql.lit('dropped')),
      )
      .where('placement.cancelledAt', 'is', null)
      .where('post.state', '<>', 'withdrawn')
      .where('placement.at', '>=', from)
      .where('placement.at', '<', to)
      .$if(channels.length > 0 && channels.length <= NAMED, (q) => q.where('placement.channel', 'in', [...channels]))
  );
}

/** So many accounts are named in a query; with more, the window is read whole and the others left out. */
const NAMED = 100;

/** What stands on the lanes, in the order of time. */
export async function readItems(db: Db, window: Window) {
  const rows = await placesIn(db, window)
    .select(['placement.id', 'placement.post', 'placement.channel', 'placement.act', 'placement.at'])
    .select(['placement.pinned', 'placement.obstacleAt', 'post.title', 'post.state as postState'])
    .select(['delivery.id as delivery', 'delivery.state as deliveryState', 'delivery.reason as deliveryReason'])
    .select('delivery.occasion')
    .orderBy('placement.at')
    .orderBy('placement.id')
    .orderBy('delivery.occasion', 'desc')
    .limit(MOST)
    .execute();
  const mine = new Set(window.channels);
  const items: LaneItem[] = [];
  for (const row of rows) {
    if (!mine.has(row.channel) || items.at(-1)?.id === row.id) continue;
    const { id, post, channel, act, at, title, delivery } = row;
    const word = itemWord({ ...row, isLost: row.obstacleAt !== null });
    const state = lookOf(word);
    items.push({
      id,
      post,
      channel,
      act,
      at,
      title,
      delivery,
      state,
      word,
      pinned: row.pinned === 1,
      movable: isMovable(word),
    });
  }
  return items;
}

export interface LaneItem {
  /** Of the place; of the publication for what was sent by hand. */
  id: string;
  post: string | null;
  channel: string;
  act: 'draft' | 'publish' | 'massSend' | 'message';
  at: number;
  title: string;
  delivery: string | null;
  state: ReturnType<typeof lookOf>;
  word: ReturnType<typeof itemWord>;
  pinned: boolean;
  movable: boolean;
}

/** Messages that somebody sent by hand, as the public sees them: they use the same quotas. */
export async function readByHand(db: Db, { from, to, channels }: Window, now: number): Promise<LaneItem[]> {
  if (channels.length === 0 || from > now) return [];
  const rows = await db
    .selectFrom('publication')
    .select(['id', 'channel', 'act', 'publicAt', 'title'])
    .where('channel', 'in', [...channels])
    .where('publicAt', '>=', from)
    .where('publicAt', '<', Math.min(to, now + 1))
    .where('delivery', 'is', null)
    .where('goneAt', 'is', null)
    .where('position', '=', 1)
    .orderBy('publicAt')
    .limit(MOST)
    .execute();
  return rows.map(({ id, channel, act, publicAt, title }) => ({
    ...{ id, post: null, channel, act, at: publicAt, title, delivery: null },
    ...{ state: 'sent' as const, word: 'by-hand' as const, pinned: false, movable: false },
  }));
}

/**
 * Reasons and obstacles that are worth a sentence, of places in the window, in the order of time. What failed and what lost
 * its place are found by their own indexes; of the rest the reasons are looked at before anything is joined.
 */
export async function readReasons(db: Db, window: Window, plain: readonly string[]) {
  const noted = () =>
    placesIn(db, window)
      .leftJoin('question', (on) =>
        on.onRef('question.delivery', '=', 'delivery.id').on('question.answeredAt', 'is', null),
      )
      .select(['placement.id', 'placement.post', 'placement.channel', 'placement.at', 'placement.reason'])
      .select(['placement.obstacle', 'placement.nextPossibleAt', 'post.title', 'post.state as postState'])
      .select(['delivery.id as delivery', 'delivery.state as deliveryState', 'question.remedy'])
      .select(['delivery.reason as deliveryReason', 'placement.obstacleAt'])
      .orderBy('placement.at')
      .orderBy('placement.id')
      .limit(NOTED);
  const lost = await noted().where('placement.obstacleAt', 'is not', null).execute();
  const asking = await askingPosts(db, window);
  const failed =
    asking.length === 0
      ? []
      : await noted().where('placement.post', 'in', asking).where('delivery.state', '=', 'asking').execute();
  const odd = await noted()
    .where('placement.obstacleAt', 'is', null)
    .where((eb) => eb.and(plain.map((each) => eb('placement.reason', 'not like', each))))
    .where((eb) => eb.or([eb('delivery.state', 'is', null), eb('delivery.state', '=', 'planned')]))
    .execute();
  const mine = new Set(window.channels);
  const found = [...lost, ...failed, ...odd];
  return [...new Map(found.map((row) => [row.id, row])).values()]
    .filter(({ channel }) => mine.has(channel))
    .sort((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}

/** Posts with a delivery that asks about a time in or near the window: few. By the index (state, due_at). */
async function askingPosts(db: Db, { from, to }: Window): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .select('subjectId')
    .distinct()
    .where('state', '=', 'asking')
    .where('subjectKind', '=', 'post')
    .where('dueAt', '>=', from - NEAR_MS)
    .where('dueAt', '<', to + NEAR_MS)
    .limit(ASKING)
    .execute();
  return rows.map(({ subjectId }) => subjectId);
}

/** A place is moved without its delivery only while that asks; then hardly by more than this. */
const NEAR_MS = 14 * 86_400_000;
const ASKING = 500;
/** So many sentences of a kind are made at most; the rest is counted by looking closer. */
const NOTED = 60;
