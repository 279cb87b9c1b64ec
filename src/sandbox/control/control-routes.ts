import type { FastifyInstance } from 'fastify';
import { asProblem, GovcastError } from '../../errors.ts';
import type { DueWork } from '../due-work.ts';
import type { Platform } from '../platform.ts';
import { accountRoutes } from './account-routes.ts';
import { citizenRoutes } from './citizen-routes.ts';
import { clockRoutes } from './clock-routes.ts';
import { colleagueRoutes } from './colleague-routes.ts';
import { counterRoutes } from './counter-routes.ts';
import { faultRoutes } from './fault-routes.ts';

/** `/_control`: what no platform offers. It sets faults, counters and the clock, and plays everybody else's part. */
export function controlRoutes(app: FastifyInstance, platform: Platform, dueWork: DueWork): void {
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof GovcastError ? 400 : 500).send({ error: asProblem(error) }),
  );
  clockRoutes(app, platform, dueWork);
  faultRoutes(app, platform);
  accountRoutes(app, platform, dueWork);
  citizenRoutes(app, platform, dueWork);
  colleagueRoutes(app, platform, dueWork);
  counterRoutes(app, platform, dueWork);
}
