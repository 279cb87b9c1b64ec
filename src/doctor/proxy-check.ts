/** A proxy in front that nobody has named: everybody seems to come from its address, and their cookies are not kept to TLS. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isoBeijing } from '../calendar/beijing-time.ts';
import type { Clock } from '../clock.ts';
import type { ConfigCheck } from '../config/config-checks.ts';

/** It is written down at most this often, ms; whoever sends the header at will fills no disk. */
const SELDOM_MS = 60 * 60_000;
/** What was seen longer ago has been mended, ms. */
const OLD_MS = 7 * 24 * 60 * 60_000;
const seen = z.object({ peer: z.string(), at: z.number() });

/** Writes down, for doctor, that somebody whom `server.trustProxy` does not name has said for whom he asks. */
export function proxyNoter(dataFolder: string, clock: Pick<Clock, 'now'>): (peer: string) => void {
  let last: number | null = null;
  return (peer) => {
    const at = clock.now();
    if (last !== null && at - last < SELDOM_MS) return;
    last = at;
    writeFileSync(fileIn(dataFolder), JSON.stringify({ peer, at }));
  };
}

/** Whether a proxy was seen lately whose word is not believed. A wrong header from inside the house looks alike. */
export function proxyCheck(dataFolder: string, now: number): ConfigCheck {
  const found = lastSeen(dataFolder);
  if (found === null || now - found.at > OLD_MS)
    return { name: 'proxy', ok: true, level: 'info', message: 'no unknown proxy passes requests on', remedy: '' };
  return {
    name: 'proxy',
    ok: true,
    level: 'warning',
    message: `${found.peer} passed requests on at ${isoBeijing(found.at)}, and server.trustProxy does not name it`,
    remedy: `If it is your proxy, write server: { trustProxy: [${found.peer}] } into govcast.yaml; else see who sends X-Forwarded-For.`,
  };
}

function lastSeen(dataFolder: string): z.infer<typeof seen> | null {
  try {
    const read = seen.safeParse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

function fileIn(dataFolder: string): string {
  return join(dataFolder, 'unknown-proxy.json');
}
