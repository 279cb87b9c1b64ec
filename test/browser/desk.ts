/**
 * A desk for the browser tests: a real govcast on a SQLite of its own with the test's time, real HTTP, and people who
 * are signed in, each in a browser session of their own. Whatever a page complains of, and
 * whatever the server had no answer to (5xx), fails the test at `close`.
 */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { BrowserContext, BrowserContextOptions } from 'playwright-core';
import { expect } from 'vitest';
import { openSession } from '../../src/access/open-session.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { callbackAccount } from '../../src/callback-account.ts';
import { type Govcast, openGovcast } from '../../src/govcast.ts';
import type { Logger } from '../../src/log.ts';
import { openLiveEvents } from '../../src/server/api/live-events.ts';
import { readProblemWording } from '../../src/server/api/problem.ts';
import { COOKIE } from '../../src/server/api/visit.ts';
import { authenticator } from '../../src/server/authenticate.ts';
import { apiRoutes } from '../../src/server/routes/routes.ts';
import { createServer } from '../../src/server/server.ts';
import { type DeskClock, deskClock } from './desk-clock.ts';
import { type DeskPage, deskPage } from './desk-page.ts';
import { testBrowser } from './test-browser.ts';

/** Monday 2026-11-23 09:12 in Beijing, the moment of the pictures. */
export const pictureTime = Date.parse('2026-11-23T09:12:00+08:00');

export interface DeskOptions {
  /** Fills the database before anybody looks. */
  seed?: (govcast: Govcast) => Promise<void>;
  /** ms UTC; the moment of the pictures when left out. */
  now?: number;
  /** A clock that something else goes by as well, in the place of one that starts at `now`. */
  clock?: DeskClock;
  /** Id of test/fixtures/desk/people.yaml; `zhou` (周科长) when left out. */
  person?: string;
  /** Folder of a built console; dist/console when left out, or what GOVCAST_TEST_CONSOLE names. */
  console?: string;
  /** The strip and what follows from it; off when left out, as in most pictures. */
  rehearsal?: boolean;
  /** Where the stand-in of the platforms answers, when a test runs one. */
  sandboxUrl?: string;
  /** Files that take the place of those in config/ (folder of yaml files); test/fixtures/desk when left out. */
  config?: string;
  context?: BrowserContextOptions;
  /** Where it listens; a free port when left out. */
  port?: number;
}

/** A desk; its own members are those of the first person's page. */
export interface Desk extends DeskPage {
  govcast: Govcast;
  clock: DeskClock;
  app: FastifyInstance;
  url: string;
  /** A second person, signed in, in a browser session of their own. */
  as: (person: string, options?: BrowserContextOptions) => Promise<DeskPage>;
  /** Ends everything; fails the test when a page wrote an error or asked for something outside the origin, or the server failed. */
  close: () => Promise<void>;
}

/** Silent but for what nobody expects: an incident without its cause is hard to find. */
const silent: Logger = {
  ...{ debug() {}, info() {}, warn() {} },
  error: (message, fields) => process.stderr.write(`${message} ${JSON.stringify(fields ?? {})}\n`),
};

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-desk-'));
  const configFolder = join(folder, 'config');
  cpSync('config', configFolder, { recursive: true });
  cpSync(options.config ?? 'test/fixtures/desk', configFolder, { recursive: true });
  const clock = options.clock ?? deskClock(options.now ?? pictureTime);
  const environment = { dataFolder: join(folder, 'data'), configFolder, contentFolder: 'content', cluster: null };
  const sandboxUrl = options.sandboxUrl ?? (options.rehearsal ? 'http://127.0.0.1:9' : null);
  const parts = { environment, clock, log: silent, sandboxUrl, worker: 'desk', random: Math.random };
  const govcast = await openGovcast(parts);
  await options.seed?.(govcast);
  const { app, closeLive, failed } = serve(govcast, consoleFolder(options.console));
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  const pages: { page: DeskPage; context: BrowserContext }[] = [];
  const as = async (person: string, context: BrowserContextOptions = {}) => {
    const opened = await signedIn(govcast, url, person, { ...options.context, ...context });
    pages.push(opened);
    return opened.page;
  };
  const first = await as(options.person ?? 'zhou');
  const close = async () => {
    const complaints = [...failed, ...pages.flatMap(({ page }) => page.complaints)];
    for (const { context } of pages) await context.close();
    closeLive();
    await app.close();
    await govcast.close();
    rmSync(folder, { recursive: true, force: true });
    expect(complaints).toEqual([]);
  };
  return { ...first, govcast, clock, app, url, as, close };
}

function consoleFolder(given: string | undefined): string {
  const folder = given ?? process.env.GOVCAST_TEST_CONSOLE ?? 'dist/console';
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`no console in ${folder}: build it first`);
  return resolve(folder);
}

interface Served {
  app: FastifyInstance;
  closeLive: () => void;
  /** What was answered 5xx so far. */
  failed: string[];
}

function serve(govcast: Govcast, folder: string): Served {
  const { acting, clock, config, environment } = govcast;
  const live = openLiveEvents(acting.db, clock, silent);
  const app = createServer({
    callbacks: { ...acting, log: silent, onReceived: () => {}, account: (id) => callbackAccount(govcast, id) },
    token: 'none',
    answers: {},
    health: async () => ({ ok: true }),
    consoleFolder: folder,
    api: {
      db: acting.db,
      clock,
      log: silent,
      wording: readProblemWording(environment.contentFolder),
      routes: apiRoutes(govcast),
      live,
      authenticate: authenticator(accessDesk(govcast), config),
    },
  });
  const failed: string[] = [];
  app.addHook('onResponse', async ({ method, url }, { statusCode }) => {
    if (statusCode >= 500) failed.push(`${method} ${url} was answered ${statusCode}`);
  });
  return { app, closeLive: live.close, failed };
}

async function signedIn(govcast: Govcast, url: string, person: string, options: BrowserContextOptions) {
  const { cookie } = await openSession(govcast.acting, person);
  const browser = await testBrowser();
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  await context.addCookies([{ name: COOKIE, value: cookie, url, httpOnly: true, sameSite: 'Strict' }]);
  return { context, page: await deskPage(context, url) };
}
