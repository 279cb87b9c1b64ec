/** The calendar: what stands on the channels, what a move would come to, and the moves themselves. */
import { z } from 'zod';
import { plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { dayMarks } from '../../calendar/day-marks.ts';
import { laneItems, WITH_ITEMS } from '../../delivery/lanes/list-lanes.ts';
import { showPlace } from '../../delivery/lanes/show-place.ts';
import { AskedWrongly } from '../../errors.ts';
import type { Govcast } from '../../govcast.ts';
import { placeProposals } from '../../place-proposals.ts';
import { blackoutsBetween } from '../../schedule/blackout/blackout-store.ts';
import { placementsOf } from '../../schedule/placement-store.ts';
import { keptLanes, keptMonths } from '../../today/kept-lanes.ts';
import { personName } from '../../today/names.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { day, itemsAnswer, lanesAnswer, monthAnswer, placeAnswer, proposalsAnswer } from './calendar-answers.ts';

/** Six weeks, the longest sheet of a month. */
const MOST_DAYS = 42;

const window = z.object({
  from: day,
  to: day,
  /** Ids with commas between; left out for all. */
  channels: z.string().max(20_000).optional(),
});

/** As many lanes as one answer is made for. */
const fewIds = z.string().refine((text) => idsIn(text).length > 0 && idsIn(text).length <= WITH_ITEMS, {
  message: `1 to ${WITH_ITEMS} ids with commas between`,
});

export function calendarRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, calendar, clock, config, planning } = govcast;
  const { db } = acting;
  const lanes = keptLanes(govcast, planning);
  const months = keptMonths(govcast);
  return [
    route({
      method: 'GET',
      path: '/calendar',
      summary:
        'What stands on the channels in a window of days: places, limits, quotas, holidays and what is to be explained',
      admits: 'everyone',
      query: window,
      answer: lanesAnswer,
      handle: async ({ query }) => {
        const { from, to } = bounded(query);
        const channels = idsIn(query.channels);
        return lanes({ from, to, channels });
      },
    }),
    route({
      method: 'GET',
      path: '/calendar/items',
      summary: 'What stands on some channels in a window of days: of lanes that come into sight',
      admits: 'everyone',
      query: window.extend({ channels: fewIds }),
      answer: itemsAnswer,
      handle: async ({ query }) => {
        const channels = idsIn(query.channels);
        return { items: await laneItems(db, { ...bounded(query), channels }, clock.now()) };
      },
    }),
    route({
      method: 'GET',
      path: '/calendar/month',
      summary: 'The first titles of each day, and how many there are',
      admits: 'everyone',
      query: window,
      answer: monthAnswer,
      handle: async ({ query }) => {
        const { from, to } = bounded(query);
        const channels = idsIn(query.channels);
        const days = await months({ from, to, channels });
        const sheetFrom = `${from.slice(0, 7)}-01`;
        // The first week may begin in the month before the three small months.
        const sheetTo = plusDays(sheetFrom, 123);
        const found = await blackoutsBetween(db, startOfDay(sheetFrom), startOfDay(sheetTo));
        const stops = found.map(({ toAt, endedAt, ...rest }) => ({ ...rest, toAt: endedAt ?? toAt }));
        const names = config.channels.map(({ id, name }) => ({ channel: id, name }));
        const sheet = dayMarks(calendar, sheetFrom, sheetTo);
        return { now: clock.now(), from, to, ...sheet, stops, channels: names, days };
      },
    }),
    route({
      method: 'GET',
      path: '/calendar/proposals',
      summary: 'Proposals for accounts whose clocks ask, where the planner would put them',
      admits: 'everyone',
      answer: proposalsAnswer,
      handle: async () => ({ proposals: await placeProposals(govcast) }),
    }),
    route({
      method: 'GET',
      path: '/calendar/posts/:post',
      summary: 'Where a post stands on the calendar, the earliest first; empty when it has no place',
      admits: 'everyone',
      params: z.object({ post: z.string() }),
      answer: z.object({ places: z.array(z.object({ channel: z.string(), at: z.number() })) }),
      handle: async ({ params }) => ({
        places: (await placementsOf(db, params.post)).map(({ channel, at }) => ({ channel, at })),
      }),
    }),
    route({
      method: 'GET',
      path: '/calendar/places/:place',
      summary: 'One item with its reasons and what is asked of people',
      admits: 'everyone',
      params: z.object({ place: z.string() }),
      answer: placeAnswer,
      handle: async ({ params }) => {
        const shown = await showPlace(db, params.place);
        return { ...shown, placedBy: personName(config, shown.placedBy) };
      },
    }),
  ];
}

/** @throws AskedWrongly for an end before its beginning, or a longer time than a sheet shows */
function bounded({ from, to }: { from: string; to: string }): { from: string; to: string } {
  if (from <= to && to < plusDays(from, MOST_DAYS)) return { from, to };
  throw new AskedWrongly({
    code: 'request',
    message: `${from} to ${to} is no window of 1 to ${MOST_DAYS} days`,
    place: 'to',
    remedy: `Ask for at most ${MOST_DAYS} days.`,
  });
}

function idsIn(text: string | undefined): string[] {
  return (text ?? '').split(',').filter((id) => id !== '');
}
