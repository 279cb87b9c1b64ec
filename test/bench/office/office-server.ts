/** The server of the API bench, as a process of its own: what `govcast start` serves, and a bare route beside it. */
import fastify from 'fastify';
import { accessDesk } from '../../../src/access-desk.ts';
import { openLiveEvents } from '../../../src/server/api/live-events.ts';
import { readProblemWording } from '../../../src/server/api/problem.ts';
import { authenticator } from '../../../src/server/authenticate.ts';
import { apiRoutes } from '../../../src/server/routes/routes.ts';
import { createServer } from '../../../src/server/server.ts';
import { type OfficePlace, openOffice } from './seed-office.ts';

/** What it tells its parent, once it listens and each time it is asked. */
export interface OfficeServerSays {
  url: string;
  bareUrl: string;
  rss: number;
  /** Microseconds of computing so far. */
  cpu: number;
}

const [place, consoleFolder] = process.argv.slice(2);
const at: OfficePlace = JSON.parse(place ?? '');
const govcast = await openOffice(at);
const { acting, clock, config, environment, log } = govcast;
const app = createServer({
  callbacks: { ...acting, log, onReceived: () => {}, account: () => undefined },
  token: 'none',
  answers: {},
  health: async () => ({ ok: true }),
  ...(consoleFolder ? { consoleFolder } : {}),
  api: {
    db: acting.db,
    clock,
    log: { ...log, error: (message, fields) => console.error(message, fields) },
    wording: readProblemWording(environment.contentFolder),
    routes: apiRoutes(govcast),
    live: openLiveEvents(acting.db, clock, log),
    authenticate: authenticator(accessDesk(govcast), config),
  },
});
const url = await app.listen({ host: '127.0.0.1', port: 0 });

/** The physical limit: fastify alone, with an answer of so many bytes that lies ready. */
const bare = fastify();
const ready = new Map<string, string>();
bare.get<{ Params: { bytes: string } }>('/:bytes', async ({ params: { bytes } }, reply) => {
  const known = ready.get(bytes) ?? 'x'.repeat(Number(bytes));
  ready.set(bytes, known);
  return reply.type('application/json; charset=utf-8').send(known);
});
const bareUrl = await bare.listen({ host: '127.0.0.1', port: 0 });

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const says: OfficeServerSays = { url, bareUrl, rss: process.memoryUsage().rss, cpu: user + system };
  process.send?.(says);
});
process.on('disconnect', () => process.exit());
