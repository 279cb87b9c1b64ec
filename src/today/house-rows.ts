import { matrixAccounts } from '../channels/matrix.ts';
import type { DayDelivery } from '../delivery/deliveries-of-day.ts';
import { waitingReviews } from '../review/waiting-for-people.ts';
import { lostPlaces } from '../schedule/lost-places.ts';
import { clockRows, columnRows } from './clock-rows.ts';
import type { ClocksNow } from './clocks-now.ts';
import { blackoutRow, deliveryRow, obstacleRow } from './delivery-rows.ts';
import type { HouseDay } from './kept-day.ts';
import { openDutiesNow } from './kept-duties.ts';
import { houseReviewsNow } from './kept-reviews.ts';
import type { TodayHouse } from './names.ts';
import { repostRow, returnedRow, reviewRow } from './review-rows.ts';
import type { RowFor } from './row.ts';
import type { Beside } from './timeline.ts';

/** A delivery of today that is to go or on its way helps a clock as a plan does, though its time may have passed. */
function isUnderWay({ state }: DayDelivery): boolean {
  return state === 'planned' || state === 'sending' || state === 'accepted' || state === 'doubtful';
}

/** Everything that waits in the house, but requests and what policies owe, which are read for each person by an index. */
export async function houseRows(
  house: TodayHouse,
  clocks: ClocksNow,
  { day, waiting, blackouts, ofDesks }: HouseDay,
  now: number,
): Promise<{ rows: RowFor[]; beside: Beside }> {
  const { acting, calendar, config } = house;
  const { db } = acting;
  const matrix = matrixAccounts(config.channels, config.outside);
  const [{ tasks, duties }, { reviews, returned }, lost] = await Promise.all([
    openDutiesNow(house, 'of-this-period'),
    houseReviewsNow(house, 'of-this-period').then(async (kept) => {
      return { reviews: await waitingReviews(db, config, calendar, now, kept.reviews), returned: kept.returned };
    }),
    lostPlaces(db),
  ]);
  const rows = [
    ...clockRows(house, clocks, new Set([...waiting, ...day.filter(isUnderWay)].map(({ channel }) => channel))),
    ...columnRows(house, clocks.columns),
    ...waiting.map((each) => deliveryRow(house, each, clocks, now)),
    ...reviews.map((each) => reviewRow(each, now)),
    ...returned.map((each) => returnedRow(house, each)),
    ...tasks.flatMap((task) => repostRow(task, duties, matrix, now)),
    ...blackouts.map((each) => blackoutRow(house, each)),
    ...lost.map((each) => obstacleRow(house, each)),
    ...ofDesks,
  ];
  return {
    rows,
    beside: {
      signaturesLeft: new Map(reviews.map(({ post, left }) => [post, left])),
      until: new Map(waiting.flatMap(({ delivery, until }) => (until === null ? [] : [[delivery, until]]))),
    },
  };
}
