import fastify from 'fastify';
import type { Clock } from '../clock.ts';
import { CallPerson } from '../errors.ts';
import { presetAccountsInto } from './account-store.ts';
import { apiRoutes } from './api-routes.ts';
import { movableClock } from './control/clock-routes.ts';
import { controlRoutes } from './control/control-routes.ts';
import { dueWorkOf } from './due-work.ts';
import { pageRoutes } from './page-routes.ts';
import { type Chance, openPlatform, readMeta } from './platform.ts';
import type { PortalPage } from './portal/portal-page.ts';
import { portalRoutes } from './portal/portal-routes.ts';

/** Largest body that is read, bytes: a robot's file of 20 MB with its wrapping. */
const BODY_LIMIT = 22_000_000;

export interface Sandbox {
  /** `http://127.0.0.1:8790` */
  url: string;
  port: number;
  /** Waits until what fell due by the clock is done and told. */
  settle(): Promise<void>;
  /** When something falls due here next, ms UTC; null when nothing is to come. */
  nextAt(): number | null;
  /** Closes connections and file; what was still to come waits in the file. */
  stop(): Promise<void>;
}

/**
 * The platforms for rehearsal and tests: a server that clients of the real ones can be pointed at. All its state is in
 * `dataDir`; killed and started again it goes on where it was. Time is `clock`; one that can be moved (a test clock)
 * is first moved to where the sandbox left off.
 * @throws CallPerson when the port cannot be had
 */
export async function startSandbox(options: {
  port: number;
  dataDir: string;
  clock: Clock;
  host?: string;
  /** Pages in place of the preset portal; each appears at its own time. */
  pages?: readonly PortalPage[];
  chance?: Chance;
}): Promise<Sandbox> {
  const { clock, host = '127.0.0.1' } = options;
  const platform = openPlatform(options.dataDir, clock, options.chance);
  presetAccountsInto(platform);
  movableClock(clock)?.moveTo(Math.max(clock.now(), Number(readMeta(platform, 'now') ?? 0)));
  const dueWork = dueWorkOf(platform);
  const app = fastify({ bodyLimit: BODY_LIMIT, forceCloseConnections: true, exposeHeadRoutes: false });
  app.register(async (platforms) => {
    platforms.removeAllContentTypeParsers();
    platforms.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
    apiRoutes(platforms, platform, dueWork);
    platforms.register(async (control) => controlRoutes(control, platform, dueWork), { prefix: '/_control' });
  });
  pageRoutes(app, platform);
  portalRoutes(app, { clock, ...(options.pages ? { pages: options.pages } : {}) });
  try {
    await app.listen({ port: options.port, host });
  } catch (cause) {
    platform.db.close();
    throw new CallPerson({
      code: 'sandbox-port',
      message: `the sandbox cannot listen on ${host}:${options.port}: ${cause instanceof Error ? cause.message : cause}`,
      place: `${host}:${options.port}`,
      remedy: 'Stop what uses the port, or start the sandbox with --port and another number.',
      cause,
    });
  }
  dueWork.catchUp();
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    url: `http://${host}:${port}`,
    port,
    settle: dueWork.settle,
    nextAt: dueWork.nextAt,
    stop: async () => {
      dueWork.stop();
      await app.close();
      platform.db.close();
    },
  };
}
