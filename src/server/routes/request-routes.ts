/** 诉求: the list by due time, what it is narrowed to, and the case. */
import { z } from 'zod';
import { beijingDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { nextWorkingDay } from '../../calendar/calendar.ts';
import type { Person } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { readCase } from '../../inbox/read-case.ts';
import type { Request } from '../../inbox/request.ts';
import { requestAccounts } from '../../inbox/request-accounts.ts';
import {
  COUNTED,
  countQueue,
  LOOKED,
  type QueueWish,
  queueTabs,
  readQueue,
  requestOfNumber,
} from '../../inbox/request-queue.ts';
import { mayReadRequests, sectionSeen } from '../../inbox/see-request.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { caseOf, filtersFor, handsFor, listedOf, listedRequest, named, shownCase } from './request-answers.ts';

/** 快到期: due within so many working days after today. */
const SOON_WORKING_DAYS = 3;

const query = z.object({
  ...pageQuery,
  tab: z.enum(queueTabs).default('all'),
  section: z.string().optional(),
  channel: z.string().optional(),
  /** Day of receipt, YYYY-MM-DD. */
  day: z.iso.date().optional(),
  /** A number (SQ-2026-1187, or its last figures), or words of the text. */
  q: z.string().trim().max(50).optional(),
});
type Asked = z.output<typeof query>;

const counts = z.object({ today: z.number(), soon: z.number(), unassigned: z.number(), all: z.number() });
const queue = pageOf(listedRequest).extend({
  counts,
  /** Counts stop here. */
  countedTo: z.number(),
  /** Words were looked for in so many requests only; null when none were. */
  lookedIn: z.number().nullable(),
});

export function requestRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock } = govcast;
  const admits = mayReadRequests;
  return [
    route({
      method: 'GET',
      path: '/requests',
      summary: 'Requests by due day, with the counts of the tabs; found by number, words, channel or day',
      admits,
      query,
      answer: queue,
      handle: async ({ query: asked, caller: { person } }) => readPage(govcast, asked, person),
    }),
    route({
      method: 'GET',
      path: '/requests/hands',
      summary: 'Sections and people that requests can be given to',
      admits,
      answer: z.object({
        sections: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            people: z.array(z.object({ id: z.string(), name: z.string(), post: z.string(), called: z.string() })),
          }),
        ),
      }),
      handle: async ({ caller: { person } }) => ({ sections: handsFor(govcast, person) }),
    }),
    route({
      method: 'GET',
      path: '/requests/filters',
      summary: 'Accounts by which requests came in, and the sections whose requests the person sees, to look for',
      admits,
      answer: z.object({ channels: z.array(named), sections: z.array(named) }),
      handle: async ({ caller: { person } }) => filtersFor(govcast, person, await requestAccounts(acting.db)),
    }),
    route({
      method: 'GET',
      path: '/requests/:request',
      summary: 'A request by id or number, masked, with what was done and why it is due when it is',
      admits,
      params: z.object({ request: z.string() }),
      answer: shownCase,
      handle: async ({ params, caller: { person } }) =>
        caseOf(govcast, await readCase(acting.db, params.request, person), person, clock.now()),
    }),
  ];
}

async function readPage(govcast: Govcast, asked: Asked, person: Person): Promise<z.infer<typeof queue>> {
  const { acting, clock } = govcast;
  const now = clock.now();
  const seen = sectionSeen(person);
  const section = seen ?? asked.section ?? null;
  const days = { today: beijingDay(now), soon: soonDay(govcast, beijingDay(now)) };
  const { q, tab, limit, cursor, day, channel } = asked;
  const numbered = q === undefined ? null : numberIn(q, days.today);
  const found = numbered === null ? undefined : await requestOfNumber(acting.db, numbered, section);
  const wish: QueueWish = {
    ...{ tab, section, channel, days, limit },
    ...(day === undefined ? {} : { received: { from: startOfDay(day), to: startOfDay(plusDays(day, 1)) } }),
    words: q === undefined || q === '' ? undefined : q,
    after: afterCursor(cursor, z.tuple([z.union([z.string(), z.number()]), z.string()])),
  };
  const [rows, counted] = await Promise.all([
    found ? [found] : readQueue(acting.db, wish),
    countQueue(acting.db, { section, days }),
  ]);
  const { items, next } = page(rows, limit, (row) => keyOf(row, tab));
  return {
    items: items.map((row) => listedOf(govcast, row, now)),
    next,
    counts: counted,
    countedTo: COUNTED,
    lookedIn: wish.words === undefined || found ? null : LOOKED,
  };
}

function keyOf(row: Request, tab: Asked['tab']): [string | number, string] {
  return [tab === 'closed' ? (row.closedAt ?? 0) : row.nowDueOn, row.id];
}

/** SQ-2026-1187 as it is; up to six figures are a number of this year. */
function numberIn(q: string, today: string): string | null {
  if (/^SQ-\d{4}-\d{4,}$/i.test(q)) return q.toUpperCase();
  return /^\d{1,6}$/.test(q) ? `SQ-${today.slice(0, 4)}-${q.padStart(4, '0')}` : null;
}

function soonDay({ calendar }: Pick<Govcast, 'calendar'>, today: string): string {
  let day = today;
  for (let i = 0; i < SOON_WORKING_DAYS; i += 1) day = nextWorkingDay(calendar, day);
  return day;
}
