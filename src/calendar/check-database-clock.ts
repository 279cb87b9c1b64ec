import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { ConfigCheck } from '../config/config-checks.ts';
import type { Db } from '../store/database.ts';
import type { StorePlace } from '../store/open-store.ts';
import { isoBeijing } from './beijing-time.ts';

/** Leases and the settling of doubts leave room for a minute of disagreement (delivery protocol, section 4). */
const WARN_ABOVE_MS = 30_000;
const NAME = 'clock.database';

/** What doctor says of this machine's clock beside the database's: all workers of a cluster share the database. */
export async function checkDatabaseClock(db: Db, place: StorePlace, clock: Clock): Promise<ConfigCheck> {
  if ('sqlite' in place) {
    const message = 'SQLite is on this machine: one clock, nothing to compare';
    return { name: NAME, ok: true, level: 'info', message, remedy: '' };
  }
  const before = clock.now();
  const theirs = await databaseNow(db);
  const after = clock.now();
  return databaseClockCheck((before + after) / 2, theirs);
}

/** The clock of PostgreSQL at this moment, ms UTC. */
export async function databaseNow(db: Db): Promise<number> {
  const { rows } = await sql<{ now: string }>`select extract(epoch from clock_timestamp()) * 1000 as now`.execute(db);
  return Number(rows[0]?.now ?? Number.NaN);
}

/** @param ours,theirs the two clocks at the same moment, ms UTC */
export function databaseClockCheck(ours: number, theirs: number): ConfigCheck {
  const off = Math.round(Math.abs(theirs - ours));
  if (off <= WARN_ABOVE_MS) {
    return { name: NAME, ok: true, level: 'info', message: `the database's clock is ${off} ms off ours`, remedy: '' };
  }
  const away = theirs > ours ? 'ahead of' : 'behind';
  const message = `the database says ${isoBeijing(theirs)}, ${Math.round(off / 1000)} s ${away} this machine`;
  const remedy = 'Set both clocks by NTP before deliveries go on: due times and waits follow them.';
  return { name: NAME, ok: true, level: 'warning', message, remedy };
}
