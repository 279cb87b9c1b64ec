/** 诉求: the inner acts on requests. Replying is not among them. */
import { z } from 'zod';
import { requireOwnName } from '../../access/require-own-name.ts';
import type { Govcast } from '../../govcast.ts';
import { assignRequests } from '../../inbox/assign-requests.ts';
import { closeRequest } from '../../inbox/close-request.ts';
import { noteRequest } from '../../inbox/note-request.ts';
import { reopenRequest } from '../../inbox/reopen-request.ts';
import { mayReadRequests } from '../../inbox/see-request.ts';
import { unmaskRequest } from '../../inbox/unmask-request.ts';
import { type ApiRoute, route } from '../api/route.ts';

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

export function requestActRoutes({ acting, calendar, config }: Govcast): ApiRoute[] {
  const desk = { ...acting, people: config.people, calendar };
  const admits = mayReadRequests;
  return [
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
