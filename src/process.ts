/** The long-running process: opens everything in order, and stops it in reverse order within ten seconds. */

import { accessDesk } from './access-desk.ts';
import { answerProposals, proposalActs } from './answer-proposals.ts';
import { blackoutActs } from './blackout-acts.ts';
import { callbackAccount } from './callback-account.ts';
import { listDeliveries } from './delivery/list-deliveries.ts';
import { reconcileOne } from './delivery/reconcile-delivery.ts';
import { proxyNoter } from './doctor/proxy-check.ts';
import { openFeed } from './feeds.ts';
import { type Govcast, type GovcastParts, openGovcast } from './govcast.ts';
import { listRequests } from './inbox/list-requests.ts';
import { type RunningLoops, startLoops } from './loops.ts';
import { answerNotices, noticeActs } from './notice-acts.ts';
import { answerReposts, repostActs } from './repost-acts.ts';
import { repostDesk } from './repost-desk.ts';
import { listBlackouts } from './schedule/blackout/show-blackout.ts';
import { answerCadence } from './schedule/channel-clocks.ts';
import { clockedChannels } from './schedule/clocked-channels.ts';
import { answerColumns, columnsSince } from './schedule/columns/column-clocks.ts';
import { listPlan } from './schedule/list-plan.ts';
import { openLiveEvents } from './server/api/live-events.ts';
import { readProblemWording } from './server/api/problem.ts';
import { apiToken } from './server/api-token.ts';
import { authenticator } from './server/authenticate.ts';
import { requirePasswords } from './server/require-passwords.ts';
import { apiRoutes } from './server/routes/routes.ts';
import { createServer, listen } from './server/server.ts';
import { serverLoops } from './server/server-loops.ts';
import { type Working, workingLoops } from './working-loops.ts';

export type Role = 'all' | 'web' | 'worker';

export interface RunningGovcast {
  govcast: Govcast;
  working: Working;
  /** Where HTTP answers; null for a worker. */
  url: string | null;
  /** @returns whether everything came to its end in time; a call that is cut off is in doubt and looked up later */
  stop: () => Promise<boolean>;
}

/** What was started, by its name in the log, and how it is stopped. */
interface Part {
  part: string;
  close: () => Promise<void>;
}

/** Of the ten seconds two are left for the sandbox and the log. */
export const STOP_LIMIT_MS = 8_000;
const OVERDUE_MS = 2 * 60_000;
const HINTS_AT_ONCE = 2;
const LOOK_AT_PEOPLE_MS = 5_000;

/** What a rehearsal changes: the loops are left to the caller, who moves the clock, and HTTP takes another port. */
export interface StartOptions {
  ticking?: boolean;
  port?: number;
}

/** Opens the store, HTTP and the loops, as the role says. */
export async function startGovcast(
  parts: GovcastParts,
  role: Role,
  { ticking = true, port }: StartOptions = {},
): Promise<RunningGovcast> {
  const govcast = await openGovcast(parts);
  const started: Part[] = [];
  const add = (part: string, close: Part['close']) => {
    started.push({ part, close });
    parts.log.debug('started', { part });
  };
  add('store', govcast.close);
  if (ticking) add('people', followPeople(govcast));
  try {
    const working = workingLoops(govcast);
    add('readers', async () => working.close());
    let running: RunningLoops | null = null;
    const url =
      role === 'worker' ? null : await serve(govcast, working, add, port, () => void running?.lookAgain('inbox'));
    if (role !== 'web') {
      govcast.queue.work(async (id) => void (await reconcileOne(govcast.work, id)), HINTS_AT_ONCE);
      add('hints', govcast.queue.close);
    }
    if (ticking && role !== 'web') {
      const loops = startLoops([...working.loops, ...serverLoops(govcast.acting)], parts.log);
      running = loops;
      add('loops', async () => {
        working.windDown();
        await loops.stop();
      });
    }
    return { govcast, working, url, stop: () => stopAll(parts, started) };
  } catch (error) {
    await stopAll(parts, started);
    throw error;
  }
}

/** What the console of another process changed holds here a few seconds later. */
function followPeople({ clock, log, lookAtConfig }: Govcast): Part['close'] {
  let cancel = () => {};
  const look = async () => {
    await lookAtConfig().catch((error: unknown) =>
      log.warn('people could not be read again', { error: String(error) }),
    );
    cancel = stopped ? cancel : clock.after(LOOK_AT_PEOPLE_MS, look);
  };
  let stopped = false;
  cancel = clock.after(LOOK_AT_PEOPLE_MS, look);
  return async () => {
    stopped = true;
    cancel();
  };
}

async function serve(
  govcast: Govcast,
  { fetchBytes }: Pick<Working, 'fetchBytes'>,
  add: (part: string, close: Part['close']) => void,
  port: number | undefined,
  onReceived: () => void,
): Promise<string> {
  const { acting, calendar, clock, config, log } = govcast;
  const live = openLiveEvents(acting.db, clock, log);
  add('live events', async () => live.close());
  const app = createServer({
    callbacks: { ...acting, log, onReceived, account: (id) => callbackAccount(govcast, id) },
    token: apiToken(govcast.environment.dataFolder),
    answers: {
      cadence: () => cadenceAnswer(govcast),
      columns: () => columnsAnswer(govcast),
      blackouts: () => listBlackouts(acting.db, clock.now()),
      deliveries: () => listDeliveries(acting.db),
      plan: () => listPlan(acting.db, clock.now(), config.settings.schedule.horizonDays),
      reposts: () => answerReposts(repostDesk(govcast)),
      requests: () => listRequests(acting.db, calendar, clock.now()),
      proposals: () => answerProposals(govcast),
      notices: () => answerNotices(govcast),
    },
    acts: {
      ...blackoutActs(govcast),
      ...proposalActs(govcast, fetchBytes),
      ...noticeActs(govcast),
      ...repostActs(repostDesk(govcast), config),
    },
    feed: (feed, token) => openFeed(govcast, feed, token),
    trustProxy: config.settings.server.trustProxy,
    onUnknownProxy: proxyNoter(govcast.environment.dataFolder, clock),
    health: () => health(govcast),
    api: {
      db: acting.db,
      clock,
      log,
      wording: readProblemWording(govcast.environment.contentFolder),
      routes: apiRoutes(govcast),
      live,
      authenticate: authenticator(accessDesk(govcast), config),
    },
  });
  await requirePasswords(acting.db, config.settings.server.host);
  const url = await listen(app, { ...config.settings.server, ...(port === undefined ? {} : { port }) });
  add('http', () => app.close());
  return url;
}

/** Every clock of every account, for `govcast cadence` and its route. */
export async function cadenceAnswer({ acting, calendar, clock, config }: Govcast) {
  const channels = await clockedChannels(acting.db, config.channels);
  return answerCadence(acting.db, calendar, config.cadence, channels, clock.now());
}

/** Every clock of the portal's columns, for `govcast cadence --columns` and the route `columns`. */
export async function columnsAnswer({ acting, calendar, clock, config }: Govcast) {
  return answerColumns(acting.db, calendar, config.columns, await columnsSince(acting.db), clock.now());
}

/** Overdue deliveries are the sign that nobody works: the schedule is the table, so they can simply be counted. */
async function health({ acting, clock, queue }: Govcast) {
  const overdue = await acting.db
    .selectFrom('delivery')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', 'in', ['planned', 'sending', 'doubtful', 'accepted'])
    .where('workAt', '<', clock.now() - OVERDUE_MS)
    .executeTakeFirstOrThrow();
  return { ok: true, store: true, queue: await queue.isReady(), overdue: Number(overdue.n) };
}

async function stopAll(parts: Pick<GovcastParts, 'clock' | 'log'>, started: Part[]): Promise<boolean> {
  const limit = parts.clock.timeout(STOP_LIMIT_MS);
  const tooLate = new Promise<boolean>((resolve) => {
    limit.addEventListener('abort', () => resolve(false), { once: true });
  });
  let stopping = '';
  const inReverse = async () => {
    for (const { part, close } of started.splice(0).reverse()) {
      stopping = part;
      try {
        await close();
        parts.log.debug('stopped', { part });
      } catch (error) {
        parts.log.error('a part did not stop cleanly', { part, error: String(error) });
      }
    }
    return true;
  };
  const inTime = await Promise.race([inReverse(), tooLate]);
  if (!inTime)
    parts.log.warn('stopped while a call was open; what it did is looked up after the next start', { part: stopping });
  return inTime;
}
