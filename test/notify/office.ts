/** A whole office on a test clock with the sandbox: what the process tells, by the ways it really has. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestClock, testClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { type Govcast, openGovcast } from '../../src/govcast.ts';
import { type NoticeDesk, noticeDesk } from '../../src/notice-desk.ts';
import { startSandbox } from '../../src/sandbox/sandbox.ts';
import { type ConfigFolder, configFolder } from '../config/config-folder.ts';

export interface Office {
  govcast: Govcast;
  desk: NoticeDesk;
  clock: TestClock;
  problems: string[];
  /** A call of the sandbox's control. */
  control: (path: string, body?: unknown) => Promise<Record<string, object>>;
  /** Texts that the robots of the sandbox were sent, in order. */
  sent: () => Promise<string[]>;
  stop: () => Promise<void>;
}

export async function openOffice(at: string, prepare: (config: ConfigFolder) => void = () => {}): Promise<Office> {
  const config = configFolder();
  prepare(config);
  const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-notify-'));
  const clock = testClock(Date.parse(at));
  const sandbox = await startSandbox({ port: 0, dataDir: join(dataFolder, 'sandbox'), clock });
  const problems: string[] = [];
  const note = (message: string, fields?: object) => void problems.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const govcast = await openGovcast({
    environment: { ...readEnvironment({}), dataFolder, configFolder: config.folder },
    clock,
    log: { debug: () => {}, info: () => {}, warn: note, error: note },
    sandboxUrl: sandbox.url,
    worker: 'test',
    random: () => 0.5,
  });
  const control = async (path: string, body?: unknown): Promise<Record<string, object>> => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return JSON.parse(await (await fetch(`${sandbox.url}/_control${path}`, init)).text());
  };
  return {
    govcast,
    desk: noticeDesk(govcast),
    clock,
    problems,
    control,
    sent: async () => {
      const { accounts } = await control('/counters');
      const robots = Object.values(accounts ?? {}) as { effects: { robotMessage?: { text: string }[] } }[];
      return robots.flatMap(({ effects }) => effects.robotMessage ?? []).map(({ text }) => text);
    },
    stop: async () => {
      await govcast.close();
      await sandbox.stop();
      config.remove();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
