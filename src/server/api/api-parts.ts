import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../clock.ts';
import type { Logger } from '../../log.ts';
import type { Db } from '../../store/database.ts';
import type { Caller } from './caller.ts';
import type { LiveEvents } from './live-events.ts';
import type { ProblemWording } from './problem.ts';
import type { ApiRoute } from './route.ts';

/** What the API is made of. */
export interface ApiParts {
  db: Db;
  clock: Clock;
  log: Logger;
  wording: ProblemWording;
  routes: ApiRoute[];
  live: LiveEvents;
  /** Who calls, by session or token; null for nobody. @throws Refused when the write does not come from our own page */
  authenticate: (request: FastifyRequest) => Promise<Caller | null>;
}
