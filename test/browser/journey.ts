/**
 * A desk with everything behind it: the worker's loops, and the stand-in of portal and platforms over HTTP, all on the
 * test's time. Nothing looks by itself: the test moves the clock and says which loops look.
 */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { setPassword } from '../../src/access/set-password.ts';
import { accessDesk } from '../../src/access-desk.ts';
import { personOf } from '../../src/config/acting-person.ts';
import { readCredential } from '../../src/config/channels.ts';
import type { Govcast } from '../../src/govcast.ts';
import type { PortalPage } from '../../src/sandbox/portal/portal-page.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { workingLoops } from '../../src/working-loops.ts';
import { type Desk, type DeskOptions, openDesk, pictureTime } from './desk.ts';
import { type DeskClock, deskClock } from './desk-clock.ts';

const published = z.object({
  published: z.array(z.object({ account: z.string(), title: z.string(), via: z.string(), url: z.string() })),
});
export type PublicArticle = z.infer<typeof published>['published'][number];

export interface Journey extends Desk {
  /** Asks the stand-in, or tells it something: `control('messages', {…})`, `control('counters')`. */
  control: (name: string, body?: object) => Promise<unknown>;
  /** All that the public could ever open, as the platform has it. */
  published: () => Promise<PublicArticle[]>;
  /** What fell due at the platform happens, then these loops look, one after the other. */
  look: (...loops: string[]) => Promise<void>;
  /** @param time Beijing time of 2026, `11-23 10:00`, never backwards */
  moveTo: (time: string) => Promise<void>;
}

/** The password of everybody who is given one by `withPasswords`. */
export const PASSWORD = 'Qiu-Shui-2026';

export interface JourneyOptions extends Omit<DeskOptions, 'clock' | 'config' | 'sandboxUrl'> {
  /** The portal; the sandbox's own when left out. */
  pages?: readonly PortalPage[];
  /** Further lines of govcast.yaml. */
  settings?: string;
}

export async function openJourney(options: JourneyOptions): Promise<Journey> {
  const time = deskClock(options.now ?? pictureTime);
  // To the worker all its time is the test's: nothing leaps when the clock is moved, nothing grows while it stands.
  const clock: DeskClock = { ...time, monotonicMs: time.now };
  const dataDir = mkdtempSync(join(tmpdir(), 'govcast-platform-'));
  // Its timers are not armed: what falls due happens when the test looks.
  const { now, monotonicMs, sleep, timeout } = clock;
  const quiet = { now, monotonicMs, sleep, timeout, after: () => () => {} };
  const sandbox = await startSandbox({
    ...{ port: 0, dataDir, clock: quiet },
    ...(options.pages ? { pages: options.pages } : {}),
  });
  // Hours pass between two keys, so sessions last.
  const config = mkdtempSync(join(tmpdir(), 'govcast-journey-'));
  cpSync('test/fixtures/desk', config, { recursive: true });
  writeFileSync(join(config, 'govcast.yaml'), `${options.settings ?? ''}\naccess: { idleMinutes: 240 }\n`);
  const desk = await openDesk({ ...options, config, clock, sandboxUrl: sandbox.url });
  const control = (name: string, body?: object) => ask(`${sandbox.url}/_control/${name}`, body);
  await openAccounts(desk, control);
  const working = workingLoops(desk.govcast);
  const look = async (...names: string[]) => {
    await sandbox.settle();
    for (const name of names) {
      const loop = working.loops.find((each) => each.name === name);
      if (!loop) throw new Error(`there is no loop ${name}`);
      await loop.reconcile(() => false);
    }
    await sandbox.settle();
  };
  return {
    ...desk,
    control,
    look,
    published: async () => published.parse(await control('published')).published,
    moveTo: async (time) => {
      clock.moveTo(Date.parse(`2026-${time.replace(' ', 'T')}:00+08:00`));
      await sandbox.settle();
    },
    close: async () => {
      try {
        await desk.close();
      } finally {
        working.close();
        await sandbox.stop();
        for (const folder of [dataDir, config]) rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Gives these people the password with which they show who they are before they sign. */
export async function withPasswords(govcast: Govcast, people: readonly string[]): Promise<void> {
  const by = { person: 'setup', via: 'cli' as const };
  for (const id of people) {
    const wish = { person: personOf(govcast.config.people, id), password: PASSWORD, mustChange: false };
    await setPassword(accessDesk(govcast), by, wish);
  }
}

/** By Tab alone to this element, as somebody without a mouse has to. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const met: string[] = [];
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
    met.push(await page.evaluate(() => document.activeElement?.textContent?.slice(0, 12) ?? ''));
  }
  throw new Error(`Tab does not lead to ${target}, only to ${[...new Set(met)].join(' | ')}`);
}

/** The accounts of the configuration, as the platform's console has them: with their secrets, and where their pushes go. */
async function openAccounts({ govcast, url }: Desk, control: Journey['control']): Promise<void> {
  for (const channel of govcast.config.channels) {
    if (channel.kind === 'wecom-robot') continue;
    const { appId, secret, callbackToken, encodingAesKey } = channel.credentials;
    if (!callbackToken || !encodingAesKey) continue;
    await control('accounts', {
      ...{ appid: appId, name: channel.name, kind: channel.kind === 'wechat-service' ? 'service' : 'subscription' },
      ...{ verified: true, ghId: `gh_${appId.slice(-12)}`, secret: readCredential(secret) },
      ...{ callbackToken: readCredential(callbackToken), aesKey: readCredential(encodingAesKey) },
    });
    const callback = `${url}/callback/wechat/${channel.id}`;
    await control('callback', { account: appId, url: callback, mode: 'safe', verify: true });
  }
}

async function ask(url: string, body?: object): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, body ? { method: 'POST', headers, body: JSON.stringify(body) } : {});
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${url}: ${JSON.stringify(answer)}`);
  return answer;
}
