import Fastify from 'fastify';
import { testClock } from '../../../src/clock.ts';
import { portalRoutes } from '../../../src/sandbox/portal/portal-routes.ts';

/** The portal on Friday 20 November 2026, 09:00 in Beijing, on a clock that the test moves. */
export function openTestPortal() {
  const clock = testClock(Date.parse('2026-11-20T09:00:00+08:00'));
  const app = Fastify();
  portalRoutes(app, { clock });
  const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });
  const post = (url: string, payload: object = {}) => app.inject({ method: 'POST', url, payload });
  return { app, clock, get, post };
}
