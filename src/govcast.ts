/**
 * The composition root: the only file that connects everything. The process, the commands that need the database and
 * the tests build from here; what differs between them is what they pass in.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { followConsole } from './access/follow-console.ts';
import { buildCalendar } from './calendar/build-calendar.ts';
import type { Calendar } from './calendar/calendar.ts';
import type { Channel } from './channels/channel.ts';
import type { ChannelDeps } from './channels/channel-deps.ts';
import { ensureChannelStates } from './channels/channel-state-store.ts';
import { openChannel } from './channels/channels.ts';
import { readErrorWording } from './channels/error-remedy.ts';
import { openTokens } from './channels/wechat/tokens/open-tokens.ts';
import type { Clock } from './clock.ts';
import { channelNamed } from './config/channel-named.ts';
import { type ChannelConfig, readCredential } from './config/channels.ts';
import { configEntries } from './config/config-entries.ts';
import { lookIn } from './config/cover-look.ts';
import type { Environment } from './config/environment.ts';
import { type Config, loadConfig } from './config/load-config.ts';
import type { HintQueue } from './delivery/queues/hint-queue.ts';
import { openQueue } from './delivery/queues/open-queue.ts';
import type { DeliveryWork } from './delivery/work.ts';
import { deliveryWork } from './delivery-work.ts';
import { moveRequests } from './inbox/move-requests.ts';
import type { Acting } from './ledger/acting.ts';
import { type Actor, ledgerRecorder } from './ledger/append.ts';
import { takeConfigOver } from './ledger/take-config-over.ts';
import type { Logger } from './log.ts';
import type { BundleDesk } from './policy/bundle-desk.ts';
import { type Composing, readComposing } from './posts/composing.ts';
import { allFindings, readChecking } from './review/checks/checks.ts';
import { standsForOf } from './review/stands-for.ts';
import type { Reviewing } from './review/submit-post.ts';
import { type Planning, planningOf } from './schedule/placing/planning.ts';
import { readPlanWording } from './schedule/planner/wording.ts';
import { type ProposalWording, readProposalWording } from './schedule/proposals/proposal-wording.ts';
import { readSeasons } from './schedule/seasons/read-seasons.ts';
import type { Season } from './schedule/seasons/season.ts';
import type { Db } from './store/database.ts';
import { idGenerator } from './store/ids.ts';
import { migrate } from './store/migrate.ts';
import { openStore, type StorePlace } from './store/open-store.ts';

export interface GovcastParts {
  environment: Environment;
  clock: Clock;
  log: Logger;
  /** Where the sandbox answers; null when no channel rehearses or it is not up. */
  sandboxUrl: string | null;
  /** Name of this worker in rows and log. */
  worker: string;
  random: () => number;
  /** Numbers in [0, 1) from which ids are made; a simulation passes a seeded one and gets the same ids again. */
  idRandom?: () => number;
  /** Opens the database; a simulation passes one that can be cut off. */
  openStore?: (place: StorePlace) => Db;
  /** Whether changed files become new versions now. The process does so at start; commands leave it to `config apply`. */
  takesConfigOver?: boolean;
}

/** Everything that commands, loops and routes work with. */
export interface Govcast {
  config: Config;
  environment: Environment;
  clock: Clock;
  log: Logger;
  acting: Acting;
  calendar: Calendar;
  channels: ReadonlyMap<string, Channel>;
  channelDeps: ChannelDeps;
  bundles: BundleDesk;
  composing: Composing;
  reviewing: Reviewing;
  planning: Planning;
  seasons: Season[];
  proposalWording: ProposalWording;
  work: DeliveryWork;
  queue: HintQueue;
  sandboxUrl: string | null;
  /** Takes in what was changed in the console, here or by another process; cheap while nothing was. */
  lookAtConfig: () => Promise<boolean>;
  /** The account of a name as commands write it: its id, or `main`. */
  channelConfig: (name: string) => ChannelConfig;
  close: () => Promise<void>;
}

/**
 * Reads the configuration, opens and migrates the database and builds what works on it. Nothing runs yet.
 * @throws ConfigProblems, CallPerson (store), FixContent (content/) with file, line and remedy
 */
export async function openGovcast(parts: GovcastParts): Promise<Govcast> {
  const { environment, clock, log } = parts;
  const config = loadConfig(environment.configFolder);
  mkdirSync(environment.dataFolder, { recursive: true });
  const place = environment.cluster
    ? { postgres: environment.cluster.databaseUrl }
    : { sqlite: join(environment.dataFolder, 'govcast.db') };
  const db = (parts.openStore ?? openStore)(place);
  await migrate(db);
  const acting: Acting = {
    db,
    clock,
    newId: idGenerator(clock, parts.idRandom),
    record: ledgerRecorder(config.settings.ledger.hash),
  };
  const calendar = buildCalendar(config.calendarYears);
  const actor: Actor = { person: 'govcast', via: 'worker', systemUser: parts.worker };
  if (parts.takesConfigOver ?? true) {
    const { kept } = await takeConfigOver(acting, calendar, configEntries(config), actor, moveRequests);
    const remedy = 'the console wins; govcast config apply takes the files instead';
    if (kept) log.warn('entries differ between their files and the console', { entries: kept.join(', '), remedy });
  }
  const lookAtConfig = followConsole(db, config);
  await lookAtConfig();
  await ensureChannelStates(
    db,
    config.channels.map((c) => c.id),
  );

  const tokens = await openTokens(environment.cluster, clock, log);
  const queue = await openQueue(environment.cluster, clock, log);
  const channelDeps: ChannelDeps = {
    db,
    clock,
    tokens: tokens.store,
    wording: readErrorWording(environment.contentFolder),
    secretOf: readCredential,
    platformUrl: (channel) => (channel.sandbox ? parts.sandboxUrl : null),
  };
  const channels = new Map(config.channels.map((c): [string, Channel] => [c.id, openChannel(c, channelDeps)]));
  const composing = readComposing(
    environment.contentFolder,
    config.settings.office,
    lookIn(config.folder, config.offices.cover),
    config.settings.posts,
  );
  const checking = readChecking(environment.contentFolder, composing.limits);
  return {
    config,
    environment,
    clock,
    log,
    acting,
    calendar,
    channels,
    channelDeps,
    bundles: {
      acting,
      calendar,
      people: config.people,
      settings: config.settings.policy,
      telephone: config.settings.office.telephone,
    },
    composing,
    reviewing: {
      people: config.people,
      workflow: config.workflow,
      check: (findings, composed) => allFindings(findings, composed, checking),
      standsFor: standsForOf(config),
      names: {
        office: config.settings.office.name,
        account: (id) => config.channels.find((c) => c.id === id)?.name ?? id,
      },
    },
    seasons: readSeasons(
      environment.contentFolder,
      config.channels.map((c) => c.id),
    ),
    proposalWording: readProposalWording(environment.contentFolder),
    planning: planningOf(
      {
        calendar,
        channels: config.channels,
        settings: config.settings.schedule,
        wording: readPlanWording(join(environment.contentFolder, 'wording', 'planner.yaml')),
      },
      (id) => channels.get(id)?.descriptor.quotas ?? {},
    ),
    work: deliveryWork(parts, config, acting, channels, channelDeps.wording),
    queue,
    sandboxUrl: parts.sandboxUrl,
    lookAtConfig,
    channelConfig: (name) => channelNamed(config.channels, name),
    close: async () => {
      await queue.close();
      await tokens.close();
      await db.destroy();
    },
  };
}
