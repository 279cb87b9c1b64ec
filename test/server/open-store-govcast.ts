import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestClock, testClock } from '../../src/clock.ts';
import { readEnvironment } from '../../src/config/environment.ts';
import { type Govcast, openGovcast } from '../../src/govcast.ts';
import { openStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../store/test-store.ts';

export interface StoreGovcast {
  govcast: Govcast;
  clock: TestClock;
  close: () => Promise<void>;
}

/** The whole of govcast, with the office of config/, on a database of the kind this run uses; for tests of routes. */
export async function openStoreGovcast(at: string, configFolder?: string): Promise<StoreGovcast> {
  const store = await openTestStore();
  const dataFolder = mkdtempSync(join(tmpdir(), 'govcast-test-'));
  const clock = testClock(Date.parse(at));
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const govcast = await openGovcast({
    environment: { ...readEnvironment({}), dataFolder, ...(configFolder ? { configFolder } : {}) },
    clock,
    log: silent,
    sandboxUrl: null,
    worker: 'test',
    random: () => 0.5,
    openStore: () => openStore(store.place),
  });
  return {
    govcast,
    clock,
    close: async () => {
      await govcast.close();
      await store.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
