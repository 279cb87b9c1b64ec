import { z } from 'zod';
import type { TestClock } from '../clock.ts';
import type { ChannelConfig } from '../config/channels.ts';
import { CallPerson } from '../errors.ts';
import type { PortalPage } from '../sandbox/portal/portal-page.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { chanceOf } from './chance.ts';

const published = z.object({
  account: z.string(),
  idx: z.number(),
  via: z.string(),
  title: z.string(),
  contentSourceUrl: z.string(),
  url: z.string(),
  jobId: z.string(),
  msgDataId: z.string(),
  at: z.number(),
  deleted: z.boolean(),
});
/** An article that the public could open, as the platform has it. */
export type PublicArticle = z.infer<typeof published>;

const effect = z.object({ at: z.number(), text: z.string(), marker: z.string(), detail: z.looseObject({}) });
const counters = z.object({
  accounts: z.record(z.string(), z.object({ effects: z.record(z.string(), z.array(effect)) })),
});
/** Something that somebody outside could see; `account` is an appid or the key of a robot. */
export type Effect = z.infer<typeof effect> & { account: string; kind: string };

/** The sandbox in this process, on the simulation's clock: platforms and portal that decide everything from the seed. */
export interface SimulatedPlatform {
  url: string;
  /** `/_control/NAME`; GET without a body. */
  control: (name: string, body?: object) => Promise<unknown>;
  /** Does what fell due by now and waits until the events of it were answered. */
  settle: () => Promise<void>;
  nextAt: () => number | null;
  isUp: () => boolean;
  /** Nobody answers at its address any more. */
  goDown: () => Promise<void>;
  comeUp: () => Promise<void>;
  /** All that was ever public, the oldest first. */
  published: () => Promise<PublicArticle[]>;
  effects: () => Promise<Effect[]>;
  stop: () => Promise<void>;
}

/**
 * Starts it on a free port. Its timers are not armed: the simulation asks for what is due between two looks of govcast,
 * so that no event comes in the middle of one.
 */
export async function openPlatform(options: {
  seed: number;
  clock: TestClock;
  dataDir: string;
  pages: readonly PortalPage[];
}): Promise<SimulatedPlatform> {
  const { seed, clock, dataDir, pages } = options;
  const chance = chanceOf(seed, 'platform');
  const quiet = { ...timeOf(clock), after: () => () => {} };
  const start = (port: number) =>
    startSandbox({ port, dataDir, clock: quiet, pages, chance: { randomBytes: chance.bytes, pushesInTurn: true } });
  const first = await start(0);
  const { url, port } = first;
  let running: typeof first | null = first;
  const control = (name: string, body?: object) => ask(`${url}/_control/${name}`, name, body);
  return {
    url,
    control,
    settle: async () => running?.settle(),
    nextAt: () => running?.nextAt() ?? null,
    isUp: () => running !== null,
    goDown: async () => {
      await running?.stop();
      running = null;
    },
    comeUp: async () => {
      running ??= await start(port);
    },
    published: async () => z.object({ published: z.array(published) }).parse(await control('published')).published,
    effects: async () => {
      const { accounts } = counters.parse(await control('counters'));
      const all = Object.entries(accounts).flatMap(([account, { effects }]) =>
        Object.entries(effects).flatMap(([kind, list]) => list.map((each) => ({ ...each, account, kind }))),
      );
      return all.sort((a, b) => a.at - b.at);
    },
    stop: async () => {
      await running?.stop();
      running = null;
    },
  };
}

/** Under which name the platform knows an account: its appid, or the key of a robot. */
export function accountOf(channel: ChannelConfig): string {
  if (channel.kind !== 'wecom-robot') return channel.credentials.appId;
  const { webhookKey } = channel.credentials;
  return 'sandbox' in webhookKey ? webhookKey.sandbox : channel.id;
}

/** The clock without the ability to be moved: time is the simulation's. */
function timeOf({ now, monotonicMs, sleep, timeout }: TestClock) {
  return { now, monotonicMs, sleep, timeout };
}

async function ask(url: string, name: string, body?: object): Promise<unknown> {
  // A connection of its own each time: a kept one may belong to a sandbox that went down and came up since.
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const how = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const response = await fetch(url, how);
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  throw new CallPerson({
    code: 'sandbox-control',
    message: `the sandbox refused ${name}: ${JSON.stringify(answer)}`,
    remedy: 'Report it with the seed: the simulation asked the sandbox for something that it does not do.',
  });
}
