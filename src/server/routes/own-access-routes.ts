/** One's own password, second factor and sessions. */
import { z } from 'zod';
import { changePassword } from '../../access/change-password.ts';
import { endOtherSessions } from '../../access/end-other-sessions.ts';
import { listSessions, loginsBefore } from '../../access/list-logins.ts';
import { requireFresh } from '../../access/require-fresh.ts';
import { confirmFactor, endFactor, offerFactor } from '../../access/second-factor.ts';
import { accessDesk } from '../../access-desk.ts';
import type { Govcast } from '../../govcast.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { ownSession } from './access-routes.ts';

const done = z.object({ done: z.boolean() });

export const loginAnswer = z.object({
  id: z.string(),
  at: z.number(),
  person: z.string().nullable(),
  address: z.string(),
  agent: z.string(),
  outcome: z.enum(['in', 'wrong', 'locked', 'code', 'closed', 'refused']),
});

const listedSession = z.object({
  id: z.string(),
  begunAt: z.number(),
  seenAt: z.number(),
  idleAt: z.number(),
  address: z.string(),
  agent: z.string(),
  method: z.enum(['password', 'oidc', 'machine']),
  own: z.boolean(),
});

export function ownAccessRoutes(govcast: Govcast): ApiRoute[] {
  const desk = accessDesk(govcast);
  const { acting, clock, config } = govcast;
  const fresh = (caller: Parameters<typeof requireFresh>[0]) =>
    requireFresh(caller, clock.now(), config.settings.access.confirmMinutes);
  return [
    route({
      method: 'PUT',
      path: '/session/password',
      summary: 'Changes one’s own password; all other sessions of the person end',
      admits: 'everyone',
      unkept: true,
      body: z.strictObject({ present: z.string().min(1).max(256), next: z.string().min(1).max(256) }),
      answer: done,
      handle: async ({ body, caller, visit }) => {
        const session = ownSession(caller.session);
        await changePassword(desk, caller.actor, caller.person, body, { session, visit });
        return { done: true };
      },
    }),
    route({
      method: 'GET',
      path: '/session/all',
      summary: 'One’s own sessions that hold, on whatever computer',
      admits: 'everyone',
      answer: z.object({ items: z.array(listedSession) }),
      handle: async ({ caller }) => ({
        items: await listSessions(desk, caller.person.id, caller.session?.id ?? null),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/session/all',
      summary: 'Ends all one’s own sessions but the present one',
      admits: 'everyone',
      answer: z.object({ ended: z.number() }),
      handle: async ({ caller }) => ({
        ended: await endOtherSessions(acting, caller.actor, { not: ownSession(caller.session) }),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/session/all/:session',
      summary: 'Ends one of one’s own sessions',
      admits: 'everyone',
      params: z.object({ session: z.string().regex(/^[0-9a-f]{12}$/) }),
      answer: z.object({ ended: z.number() }),
      handle: async ({ caller, params }) => ({
        ended: await endOtherSessions(acting, caller.actor, { named: params.session }),
      }),
    }),
    route({
      method: 'GET',
      path: '/session/logins',
      summary: 'Tries to come in under one’s own name, the newest first',
      admits: 'everyone',
      query: z.object(pageQuery),
      answer: pageOf(loginAnswer),
      handle: async ({ caller, query: { cursor, limit } }) => {
        const before = afterCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
        const rows = await loginsBefore(acting.db, { person: caller.person.id, before, limit: limit + 1 });
        return page(rows, limit, (row) => [row.id]);
      },
    }),
    route({
      method: 'POST',
      path: '/session/factor',
      summary: 'Offers a second factor: the secret and its QR code, until the first code confirms it',
      admits: 'everyone',
      unkept: true,
      answer: z.object({ secret: z.string(), picture: z.string() }),
      handle: async ({ caller }) => {
        fresh(caller);
        return offerFactor(desk, caller.actor);
      },
    }),
    route({
      method: 'POST',
      path: '/session/factor/confirm',
      summary: 'Sets the second factor up by its first code; answers the recovery codes, once',
      admits: 'everyone',
      unkept: true,
      body: z.strictObject({ code: z.string().min(6).max(10) }),
      answer: z.object({ recovery: z.array(z.string()) }),
      handle: async ({ body, caller }) => ({ recovery: await confirmFactor(desk, caller.actor, body.code) }),
    }),
    route({
      method: 'DELETE',
      path: '/session/factor',
      summary: 'Takes one’s own second factor away',
      admits: 'everyone',
      answer: done,
      handle: async ({ caller }) => {
        fresh(caller);
        await endFactor(desk, caller.actor, caller.person.id);
        return { done: true };
      },
    }),
  ];
}
