/** 代签: who signs in whose place from day to day. The signer himself names his substitute, or the security administrator. */
import { z } from 'zod';
import { requireFresh } from '../../access/require-fresh.ts';
import { requireOwnName } from '../../access/require-own-name.ts';
import { idSchema } from '../../config/id.ts';
import type { Role } from '../../config/people.ts';
import type { Govcast } from '../../govcast.ts';
import { endSubstitute } from '../../review/end-substitute.ts';
import { listSubstitutes, substituteChoices } from '../../review/list-substitutes.ts';
import { nameSubstitute } from '../../review/name-substitute.ts';
import { afterCursor, page, pageOf, pageQuery } from '../api/cursor.ts';
import { type ApiRoute, route } from '../api/route.ts';
import { reviewing } from './review-routes.ts';

const seesAll: readonly Role[] = ['security-admin', 'auditor'];
const day = z.iso.date();
const called = z.object({ id: z.string(), called: z.string() });
const choice = called.extend({ name: z.string(), post: z.string(), section: z.string() });

const substitution = z.object({
  id: z.string(),
  absent: called,
  standIn: called,
  beginsOn: z.string(),
  endsOn: z.string(),
  reason: z.string(),
  state: z.enum(['to-come', 'runs', 'rests', 'over', 'ended']),
  namedBy: z.string(),
  namedAt: z.number(),
  ended: z.object({ by: z.string(), at: z.number() }).nullable(),
  mayEnd: z.boolean(),
});

export function substituteRoutes({ acting, clock, config }: Govcast): ApiRoute[] {
  const { db } = acting;
  return [
    route({
      method: 'GET',
      path: '/substitutes',
      summary: 'Who signs in whose place: one’s own; the security administrator and the auditor see all',
      admits: [...reviewing, ...seesAll],
      query: z.object(pageQuery),
      answer: pageOf(substitution).extend({ absent: z.array(choice), standIns: z.array(choice) }),
      handle: async ({ caller: { person }, query: { cursor, limit } }) => {
        const before = afterCursor(cursor, z.tuple([day, z.string()]));
        const all = person.roles.some((role) => seesAll.includes(role));
        const wish = { before, limit: limit + 1, seesAll: all, now: clock.now() };
        const rows = await listSubstitutes(db, config, person, wish);
        const { items, next } = page(rows, limit, (row) => [row.endsOn, row.id]);
        return { items, next, ...substituteChoices(config, person) };
      },
    }),
    route({
      method: 'POST',
      path: '/substitutes',
      summary: 'Names who signs in somebody’s place from day to day, with the reason',
      admits: [...reviewing, 'security-admin'],
      body: z.strictObject({
        absent: idSchema,
        standIn: idSchema,
        beginsOn: day,
        endsOn: day,
        reason: z.string().trim().min(1).max(200),
      }),
      answer: z.object({ id: z.string() }),
      handle: async ({ body, caller }) => {
        requireFresh(caller, clock.now(), config.settings.access.confirmMinutes);
        return { id: (await nameSubstitute(acting, config, body, caller.actor)).id };
      },
    }),
    route({
      method: 'POST',
      path: '/substitutes/:substitution/end',
      summary: 'Ends a substitution at once; signatures that were given stand',
      admits: [...reviewing, 'security-admin'],
      params: z.object({ substitution: z.string().min(1).max(40) }),
      answer: z.object({ done: z.boolean() }),
      handle: async ({ params, caller }) => {
        requireOwnName(caller);
        await endSubstitute(acting, config, params.substitution, caller.actor);
        return { done: true };
      },
    }),
  ];
}
