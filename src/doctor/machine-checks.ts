/** What doctor says of the machine. The decisions are pure; reading is thin beside them. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Clock } from '../clock.ts';
import type { ConfigCheck } from '../config/config-checks.ts';
import { readFonts } from '../posts/cover.ts';

const MIB = 1024 ** 2;
const WARN_BELOW = 1024 * MIB;
const STOP_BELOW = 200 * MIB;
/** No clock of a machine that runs this program shows less. */
const EARLIEST = Date.UTC(2026, 0, 1);

export async function machineChecks(clock: Clock, dataFolder: string): Promise<ConfigCheck[]> {
  return [
    await tried('fonts', 'Install again with `npm ci`: covers need @fontsource/noto-sans-sc.', fontsFound),
    clockCheck(clock.now(), clock.monotonicMs(), clock.monotonicMs()),
    await tried('disk', 'Create the data folder, or name another in GOVCAST_DATA.', () => diskOf(dataFolder)),
    await tried('log', `Let govcast write in ${dataFolder}.`, () => logWritable(join(dataFolder, 'log'))),
  ];
}

/** @param free bytes that govcast may still write */
export function diskCheck(free: number, folder: string): ConfigCheck {
  const message = `${Math.round(free / MIB)} MiB free in ${folder}`;
  if (free >= WARN_BELOW) return said('disk', 'info', message, '');
  return said(
    'disk',
    free < STOP_BELOW ? 'error' : 'warning',
    message,
    'Make room, or move the data folder (GOVCAST_DATA).',
  );
}

/** @param before,after two readings of the monotonic clock, in this order, ms */
export function clockCheck(now: number, before: number, after: number): ConfigCheck {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const message = `Beijing time ${isoBeijing(now)} (host zone ${zone})`;
  const right = now >= EARLIEST && after >= before;
  return said('clock', right ? 'info' : 'error', message, right ? '' : 'Set the clock of the machine (NTP).');
}

async function fontsFound(): Promise<ConfigCheck> {
  const fonts = await readFonts();
  return said('fonts', 'info', `${[...new Set(fonts.map((f) => f.name))].join(', ')}, ${fonts.length} files`, '');
}

async function diskOf(folder: string): Promise<ConfigCheck> {
  const { bavail, bsize } = await statfs(folder);
  return diskCheck(bavail * bsize, folder);
}

async function logWritable(folder: string): Promise<ConfigCheck> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'govcast.jsonl');
  closeSync(openSync(file, 'a'));
  return said('log', 'info', `${file} is writable`, '');
}

async function tried(name: string, remedy: string, check: () => Promise<ConfigCheck>): Promise<ConfigCheck> {
  try {
    return await check();
  } catch (error) {
    return said(name, 'error', error instanceof Error ? error.message : String(error), remedy);
  }
}

function said(name: string, level: ConfigCheck['level'], message: string, remedy: string): ConfigCheck {
  return { name, ok: level !== 'error', level, message, remedy };
}
