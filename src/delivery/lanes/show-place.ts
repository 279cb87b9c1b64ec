import { Refused } from '../../errors.ts';
import { noWishes, wishesOf } from '../../schedule/placing/post-wishes.ts';
import type { Db } from '../../store/database.ts';
import { openQuestion } from '../delivery-store.ts';
import { waitingTexts } from '../state.ts';
import { type ItemState, type ItemWord, isMovable, itemWord, lookOf } from './lane-item.ts';

/** One item of the calendar with everything that is said of it. Moments are ms UTC. */
export interface ShownPlace {
  id: string;
  post: string;
  title: string;
  channel: string;
  act: 'draft' | 'publish' | 'massSend' | 'message';
  at: number;
  state: ItemState;
  word: ItemWord;
  movable: boolean;
  pinned: boolean;
  announced: boolean;
  /** Why it stands there, or what keeps it from a place, in Chinese. */
  reason: string;
  lost: boolean;
  nextPossibleAt: number | null;
  earliestAt: number | null;
  latestAt: number | null;
  placedBy: string;
  placedAt: number;
  delivery: string | null;
  /** What its delivery waits for, in Chinese. */
  waits: string | null;
  /** What a person has to know and do about it, in Chinese. */
  question: { kind: string; remedy: string } | null;
  url: string | null;
}

/** @throws Refused when there is no such place, or it was taken off */
export async function showPlace(db: Db, id: string): Promise<ShownPlace> {
  const row = await db
    .selectFrom('placement')
    .innerJoin('post', 'post.id', 'placement.post')
    .selectAll('placement')
    .select(['post.title', 'post.state as postState'])
    .where('placement.id', '=', id)
    .where('cancelledAt', 'is', null)
    .executeTakeFirst();
  if (!row) throw placeUnknown(id);
  const delivery = await db
    .selectFrom('delivery')
    .select(['id', 'state', 'reason'])
    .where('subjectKind', '=', 'post')
    .where('subjectId', '=', row.post)
    .where('channel', '=', row.channel)
    .where('state', '<>', 'dropped')
    .orderBy('occasion', 'desc')
    .executeTakeFirst();
  const facts = { deliveryState: delivery?.state ?? null, deliveryReason: delivery?.reason ?? null };
  const word = itemWord({ postState: row.postState, ...facts, isLost: row.obstacleAt !== null });
  const question = delivery ? await openQuestion(db, delivery.id) : undefined;
  const shown = delivery ? await linkOf(db, delivery.id) : null;
  const wishes = (await wishesOf(db, [row.post])).get(row.post) ?? noWishes;
  const { post, title, channel, act, at, createdBy, createdAt, nextPossibleAt } = row;
  return {
    ...{ id, post, title, channel, act, at, state: lookOf(word), word, movable: isMovable(word) },
    ...{ pinned: row.pinned === 1, announced: row.announcedAt !== null, reason: row.obstacle ?? row.reason },
    ...{ lost: row.obstacleAt !== null, nextPossibleAt, placedBy: createdBy, placedAt: createdAt },
    ...{ earliestAt: row.earliestAt ?? wishes.earliest, latestAt: row.latestAt ?? wishes.latest },
    delivery: delivery?.id ?? null,
    waits: waitingTexts[delivery?.reason ?? ''] ?? null,
    question: question ? { kind: question.kind, remedy: question.remedy } : null,
    url: shown,
  };
}

async function linkOf(db: Db, delivery: string): Promise<string | null> {
  const row = await db
    .selectFrom('publication')
    .select('url')
    .where('delivery', '=', delivery)
    .where('url', 'is not', null)
    .orderBy('position')
    .executeTakeFirst();
  return row?.url ?? null;
}

function placeUnknown(id: string): Refused {
  return new Refused({
    code: 'placement-unknown',
    message: `there is no place ${id}, or it was taken off`,
    place: `placement:${id}`,
    remedy: 'Look at the calendar again: `govcast queue list` shows what stands.',
  });
}
