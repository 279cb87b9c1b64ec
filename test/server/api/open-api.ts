import fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../../../src/clock.ts';
import type { Person, Role } from '../../../src/config/people.ts';
import type { Caller } from '../../../src/server/api/caller.ts';
import { openLiveEvents } from '../../../src/server/api/live-events.ts';
import { readProblemWording } from '../../../src/server/api/problem.ts';
import { registerApi } from '../../../src/server/api/register-api.ts';
import type { ApiRoute } from '../../../src/server/api/route.ts';
import type { Db } from '../../../src/store/database.ts';

/** The frame of the API around some routes. Who calls stands in a header: `x-person: li-na editor` and `x-scopes`. */
export function openApi(db: Db, clock: Clock, routes: ApiRoute[]): { app: FastifyInstance; failures: string[] } {
  const failures: string[] = [];
  const note = (message: string, fields?: object) => void failures.push(`${message} ${JSON.stringify(fields)}`);
  const log = { debug: () => {}, info: () => {}, warn: note, error: note };
  const app = fastify({ forceCloseConnections: true });
  registerApi(app, {
    db,
    clock,
    log,
    wording: readProblemWording('content'),
    routes,
    live: openLiveEvents(db, clock, log),
    authenticate: async ({ headers }) => callerOf(headers['x-person'], headers['x-scopes']),
  });
  return { app, failures };
}

function callerOf(person: unknown, scopes: unknown): Caller | null {
  if (typeof person !== 'string') return null;
  const [id = '', ...roles] = person.split(' ');
  const of: Person = { id, name: id, post: '编辑', section: 'news-centre', roles: roles as Role[] };
  const via = scopes === undefined ? 'console' : 'api';
  return {
    person: of,
    via,
    scopes: scopes === undefined ? null : String(scopes).split(' '),
    actor: { person: id, via },
  };
}
