/** API tokens and the record of logins. */
import { z } from 'zod';
import { endToken } from '../../access/end-token.ts';
import { scopesOf } from '../../access/find-token.ts';
import { loginsBefore } from '../../access/list-logins.ts';
import { makeToken } from '../../access/make-token.ts';
import { requireFresh } from '../../access/require-fresh.ts';
import { tokensBefore } from '../../access/token-store.ts';
import { accessDesk } from '../../access-desk.ts';
import { idSchema } from '../../config/id.ts';
import { type Role, separated } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import type { ApiTokenTable } from '../../store/tables/access.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { EVENTS_SCOPE } from '../api/event-stream.ts';
import { type ApiRoute, isForTokens, route, scopeOf } from '../api/route.ts';
import { loginAnswer } from './own-access-routes.ts';

const token = z.object({
  id: z.string(),
  name: z.string(),
  person: z.string(),
  personName: z.string(),
  scopes: z.array(z.string()),
  madeBy: z.string(),
  madeAt: z.number(),
  expiresAt: z.number(),
  lastUsedAt: z.number().nullable(),
  lastUsedFrom: z.string().nullable(),
  state: z.enum(['holds', 'expired', 'ended']),
});

const seesAll: readonly Role[] = separated;

/** The scopes that there are: one to read and one to write for each domain of the routes, and one for the live events. */
export function tokenScopes(routes: readonly ApiRoute[]): string[] {
  return [...new Set([...routes.map(scopeOf), EVENTS_SCOPE])].filter(isForTokens).sort();
}

/** @param routes all there are, read when they are needed */
export function tokenAdminRoutes(govcast: Govcast, routes: () => readonly ApiRoute[]): ApiRoute[] {
  const desk = accessDesk(govcast);
  const { acting, clock, config } = govcast;
  const shown = ({ hash: _, endedAt, endedBy: __, ...row }: ApiTokenTable) => ({
    ...row,
    scopes: scopesOf(row),
    personName: config.people.people.find((p) => p.id === row.person)?.name ?? row.person,
    state: stateOf(endedAt, row.expiresAt, clock.now()),
  });
  return [
    route({
      method: 'GET',
      path: '/tokens',
      summary: 'API tokens, one’s own; administrators and the auditor see all',
      admits: 'everyone',
      query: z.object(pageQuery),
      answer: pageOf(token).extend({ scopes: z.array(z.string()), mostDays: z.number() }),
      handle: async ({ caller, query: { cursor, limit } }) => {
        const all = caller.person.roles.some((role) => seesAll.includes(role));
        const before = afterCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
        const person = all ? null : caller.person.id;
        const rows = await tokensBefore(acting.db, { person, before, limit: limit + 1 });
        const { items, next } = page(rows, limit, (row) => [row.id]);
        return { items: items.map(shown), next, scopes: tokenScopes(routes()), mostDays: desk.settings.tokenDays };
      },
    }),
    route({
      method: 'POST',
      path: '/tokens',
      summary: 'Makes an API token, shown once: for oneself, or as system administrator for others',
      admits: 'everyone',
      unkept: true,
      body: z.strictObject({
        person: idSchema,
        name: z.string().trim().min(1).max(60),
        scopes: z.array(z.string()).min(1).max(60),
        days: z.int().min(1).max(730),
      }),
      answer: z.object({ token: z.string(), id: z.string(), expiresAt: z.number() }),
      handle: async ({ body, caller }) => {
        requireFresh(caller, clock.now(), desk.settings.confirmMinutes);
        const made = await makeToken(desk, caller.actor, caller.person, body, tokenScopes(routes()));
        return { token: made.token, id: made.row.id, expiresAt: made.row.expiresAt };
      },
    }),
    route({
      method: 'DELETE',
      path: '/tokens/:token',
      summary: 'Ends an API token at once',
      admits: 'everyone',
      params: z.object({ token: z.string().max(40) }),
      answer: z.object({ done: z.boolean() }),
      handle: async ({ params, caller }) => {
        await endToken(acting, caller.actor, caller.person, params.token);
        return { done: true };
      },
    }),
    route({
      method: 'GET',
      path: '/logins',
      summary: 'Every try to come in, the newest first; of one person by his id',
      admits: ['security-admin', 'auditor'],
      query: z.object({ ...pageQuery, person: idSchema.optional() }),
      answer: pageOf(loginAnswer),
      handle: async ({ query: { cursor, limit, person } }) => {
        const before = afterCursor(cursor, z.tuple([z.string()]))?.[0] ?? null;
        const rows = await loginsBefore(acting.db, { person: person ?? null, before, limit: limit + 1 });
        return page(rows, limit, (row) => [row.id]);
      },
    }),
  ];
}

function stateOf(endedAt: number | null, expiresAt: number, now: number): 'holds' | 'expired' | 'ended' {
  if (endedAt !== null) return 'ended';
  return now >= expiresAt ? 'expired' : 'holds';
}
