import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { Clock } from '../clock.ts';
import { platformSchema } from './platform-schema.ts';

/** What every part of the sandbox works on: its own database, which is the only state it has, and the time. */
export interface Platform {
  db: BetterSqlite3.Database;
  clock: Clock;
  randomBytes: (count: number) => Buffer;
  /** Pushes of one moment go out one after the other, so that chance decides no order. */
  pushesInTurn: boolean;
}

/** What may be decided from a seed; left out, chance decides. */
export type Chance = Partial<Pick<Platform, 'randomBytes' | 'pushesInTurn'>>;

/** Opens the sandbox's file in `dataDir` (made when absent). The schema is created when it is not there yet. */
export function openPlatform(dataDir: string, clock: Clock, chance: Chance = {}): Platform {
  mkdirSync(dataDir, { recursive: true });
  const db = new BetterSqlite3(join(dataDir, 'sandbox.sqlite'), { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec(platformSchema);
  return { db, clock, randomBytes, pushesInTurn: false, ...chance };
}

/** A remembered value of the sandbox as a whole, or null. */
export function readMeta(platform: Platform, name: string): string | null {
  const row = platform.db.prepare<[string], { value: string }>('select value from meta where name = ?').get(name);
  return row?.value ?? null;
}

export function writeMeta(platform: Platform, name: string, value: string): void {
  platform.db
    .prepare('insert into meta (name, value) values (?, ?) on conflict (name) do update set value = excluded.value')
    .run(name, value);
}
