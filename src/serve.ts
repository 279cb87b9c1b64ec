/** Everything that HTTP is given: callbacks, health, token routes, feeds and the API. */
import { accessDesk } from './access-desk.ts';
import { answerProposals, proposalActs } from './answer-proposals.ts';
import { blackoutActs } from './blackout-acts.ts';
import { callbackAccount } from './callback-account.ts';
import { cadenceAnswer, columnsAnswer } from './clock-answers.ts';
import { listDeliveries } from './delivery/list-deliveries.ts';
import { proxyNoter } from './doctor/proxy-check.ts';
import { openFeed } from './feeds.ts';
import type { Govcast } from './govcast.ts';
import { listRequests } from './inbox/list-requests.ts';
import { answerNotices, noticeActs } from './notice-acts.ts';
import { answerReposts, repostActs } from './repost-acts.ts';
import { repostDesk } from './repost-desk.ts';
import { listBlackouts } from './schedule/blackout/show-blackout.ts';
import { listPlan } from './schedule/list-plan.ts';
import { openLiveEvents } from './server/api/live-events.ts';
import { readProblemWording } from './server/api/problem.ts';
import { apiToken } from './server/api-token.ts';
import { authenticator } from './server/authenticate.ts';
import { requirePasswords } from './server/require-passwords.ts';
import { apiRoutes } from './server/routes/routes.ts';
import { createServer, listen } from './server/server.ts';
import type { Working } from './working-loops.ts';

const OVERDUE_MS = 2 * 60_000;

/**
 * Opens HTTP on the address of the settings.
 * @param add is told what to stop again, in reverse order
 * @param onReceived something came in that the inbox has to look at
 * @returns where it answers
 */
export async function serve(
  govcast: Govcast,
  { fetchBytes }: Pick<Working, 'fetchBytes'>,
  add: (part: string, close: () => Promise<void>) => void,
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
