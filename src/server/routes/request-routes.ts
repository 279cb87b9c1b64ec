/** 诉求: the list by due time, the case, and the inner acts on it. Replying is not among them. */
import { z } from 'zod';
import { requireOwnName } from '../../access/require-own-name.ts';
import { beijingDay, plusDays, startOfDay } from '../../calendar/beijing-time.ts';
import { nextWorkingDay } from '../../calendar/calendar.ts';
import type { Person } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { assignRequests } from '../../inbox/assign-requests.ts';
import { closeRequest } from '../../inbox/close-request.ts';
import { noteRequest } from '../../inbox/note-request.ts';
import { readCase } from '../../inbox/read-case.ts';
import { reopenRequest } from '../../inbox/reopen-request.ts';
import type { Request } from '../../inbox/request.ts';
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
import { unmaskRequest } from '../../inbox/unmask-request.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { caseOf, handsFor, listedOf, listedRequest, shownCase } from './request-answers.ts';

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

const of = z.object({ request: z.string() });
const reason = z.string().trim().min(2).max(500);
const assignment = z.object({
  request: z.string(),
  section: z.string(),
  assignee: z.string().nullable(),
  /** `assignedAt` as it was shown. */
  seen: z.number().nullable(),
});
const outcome = z.object({
  assigned: z.array(
    z.object({
      request: z.string(),
      section: z.string(),
      assignee: z.string().nullable(),
      assignedAt: z.number().nullable(),
      before: z.object({ section: z.string(), assignee: z.string().nullable() }),
    }),
  ),
  left: z.array(z.object({ request: z.string(), code: z.string(), by: z.string().nullable() })),
});

export function requestRoutes(govcast: Govcast): ApiRoute[] {
  const { acting, clock, calendar, config } = govcast;
  const desk = { ...acting, people: config.people, calendar };
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
            people: z.array(z.object({ id: z.string(), name: z.string(), post: z.string() })),
          }),
        ),
      }),
      handle: async ({ caller: { person } }) => ({ sections: handsFor(govcast, person) }),
    }),
    route({
      method: 'GET',
      path: '/requests/:request',
      summary: 'A request by id or number, masked, with what was done and why it is due when it is',
      admits,
      params: of,
      answer: shownCase,
      handle: async ({ params, caller: { person } }) =>
        caseOf(govcast, await readCase(acting.db, params.request, person), person, clock.now()),
    }),
    route({
      method: 'POST',
      path: '/requests/assign',
      summary: 'Gives requests to sections and people; what somebody else assigned meanwhile is left and named',
      admits,
      body: z.object({ assignments: z.array(assignment).min(1).max(200) }),
      answer: outcome,
      handle: ({ body, caller }) => assignRequests(desk, body.assignments, caller.actor),
    }),
    route({
      method: 'POST',
      path: '/requests/:request/notes',
      summary: 'Adds an internal note that the citizen never sees',
      admits,
      params: of,
      body: z.object({ text: z.string().trim().min(1).max(2000) }),
      answer: z.object({ id: z.string(), at: z.number() }),
      handle: async ({ params, body, caller }) => {
        const { id, at } = await noteRequest(desk, params.request, body.text, caller.actor);
        return { id, at };
      },
    }),
    route({
      method: 'POST',
      path: '/requests/:request/close',
      summary: 'Puts a request away that was answered elsewhere; nothing is sent',
      admits,
      params: of,
      body: z.object({ reason, link: z.string().trim().max(500).nullable().default(null) }),
      answer: z.object({ id: z.string(), closedAt: z.number().nullable() }),
      handle: async ({ params: { request }, body, caller }) => {
        const { id, closedAt } = await closeRequest(desk, { request, ...body }, caller.actor);
        return { id, closedAt };
      },
    }),
    route({
      method: 'POST',
      path: '/requests/:request/reopen',
      summary: 'Takes a request out again that was put away by mistake',
      admits,
      params: of,
      body: z.object({ reason }),
      answer: z.object({ id: z.string(), closedAt: z.number().nullable() }),
      handle: async ({ params: { request }, body, caller }) => {
        const { id, closedAt } = await reopenRequest(desk, request, body.reason, caller.actor);
        return { id, closedAt };
      },
    }),
    route({
      method: 'POST',
      path: '/requests/:request/unmask',
      summary: 'Shows the personal data of a request for a reason; the ledger keeps both',
      admits,
      unkept: true,
      params: of,
      body: z.object({ reason }),
      answer: z.object({
        body: z.string(),
        sender: z.string().nullable(),
        notes: z.array(z.object({ id: z.string(), text: z.string() })),
      }),
      handle: async ({ params, body, caller }) => {
        requireOwnName(caller);
        return unmaskRequest(desk, params.request, body.reason, caller.actor);
      },
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
