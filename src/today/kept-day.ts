/** What goes out today, what stopped, and what waits on desks: read once for all, and left alone by what moves other days. */
import { beijingDay, endOfDay, startOfDay } from '../calendar/beijing-time.ts';
import { turn } from '../clock.ts';
import { type DayDelivery, deliveriesOfDay } from '../delivery/deliveries-of-day.ts';
import { type KeptByBlackout, keptByBlackouts } from '../delivery/kept-by-blackouts.ts';
import { withKept } from '../delivery/kept-of-day.ts';
import { type WaitingDelivery, waitingDeliveries } from '../delivery/waiting-deliveries.ts';
import type { Db } from '../store/database.ts';
import { bearsOnHouse } from './bearing-acts.ts';
import { pairingRows, taskRows } from './desk-rows.ts';
import { type Kept, keptAnswer } from './kept-answer.ts';
import type { BearingLine } from './ledger-tail.ts';
import type { TodayHouse } from './names.ts';
import type { RowFor } from './row.ts';

export interface HouseDay {
  /** Each with what keeps it back. */
  day: readonly DayDelivery[];
  waiting: readonly WaitingDelivery[];
  blackouts: readonly KeptByBlackout[];
  /** Pairs to be judged, and tasks of yearly plans. */
  ofDesks: readonly RowFor[];
}

/** Acts that give a post another time, and change nothing else. */
const moves = new Set(['placement.move', 'delivery.moved']);

/** Kept until an act bears on it (keptAnswer); a move from one other day to another leaves it as it is. */
export function keptDay(house: TodayHouse): Kept<HouseDay> {
  return keptAnswer(
    house,
    (now) => readDay(house, now),
    bearsOnHouse,
    undefined,
    async (standing, lines, now) => ((await isOfOtherDays(house.acting.db, standing, lines, now)) ? standing : null),
  );
}

async function readDay(house: TodayHouse, now: number): Promise<HouseDay> {
  const { db } = house.acting;
  const today = beijingDay(now);
  const deliveries = await deliveriesOfDay(db, startOfDay(today), endOfDay(today));
  const day = await withKept(db, deliveries, now);
  await turn();
  const [waiting, blackouts, ...ofDesks] = await Promise.all([
    waitingDeliveries(db, house.work.questions, now),
    keptByBlackouts(db),
    pairingRows(house, now),
    taskRows(house, now),
  ]);
  return { day, waiting, blackouts, ofDesks: ofDesks.flat() };
}

/** Whether the lines only tell of posts that were moved, none of them from today, to it, or while it waits for a person. */
async function isOfOtherDays(db: Db, { day }: HouseDay, lines: readonly BearingLine[], now: number): Promise<boolean> {
  if (!lines.every(({ act }) => moves.has(act))) return false;
  const ids = (kind: string) =>
    lines.flatMap(({ object }) => (object.startsWith(`${kind}:`) ? [object.slice(kind.length + 1)] : []));
  const [posts, moved] = [ids('post'), ids('delivery')];
  const today = beijingDay(now);
  const isToday = (at: number) => at >= startOfDay(today) && at <= endOfDay(today);
  const [places, deliveries] = await Promise.all([
    posts.length === 0
      ? []
      : db.selectFrom('placement').select('at').where('post', 'in', posts).where('cancelledAt', 'is', null).execute(),
    moved.length === 0
      ? []
      : db.selectFrom('delivery').select(['subjectId', 'state', 'dueAt']).where('id', 'in', moved).execute(),
  ]);
  const touched = new Set([...posts, ...deliveries.map(({ subjectId }) => subjectId)]);
  return (
    !day.some(({ post }) => touched.has(post)) &&
    !places.some(({ at }) => isToday(at)) &&
    deliveries.every(({ state, dueAt }) => state === 'planned' && !isToday(dueAt))
  );
}
