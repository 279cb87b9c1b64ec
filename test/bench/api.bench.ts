import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import Table from 'cli-table3';
import pg from 'pg';
import { COOKIE } from '../../src/server/api/visit.ts';
import type { StorePlace } from '../../src/store/open-store.ts';
import { ask, askingAs } from './office/ask.ts';
import { firstPage } from './office/first-page.ts';
import { type LargeOffice, sizes, writeOffice } from './office/large-office.ts';
import { officeActs } from './office/office-acts.ts';
import { type OfficePage, officePages } from './office/pages.ts';
import { type OfficePlace, seedOffice } from './office/seed-office.ts';
import { type RunningOffice, startOffice } from './office/start-office.ts';
import { FRAME, nameOf, type Pace, percentile, type Times, type Worked, workDay } from './office/work-day.ts';

const pace: Pace = { forMs: 80_000, warmMs: 20_000, thinkMs: [2_000, 4_000], streams: 200 };
/** Seconds of asking without a pause. */
const CLOSED_S = 6;
/** Endpoints that the table names, the slowest of them; all are measured. */
const SHOWN = 20;
/** What an answer may take at p95, ms. */
const BAR_MS = 100;

/**
 * The API behind each page with the data of a large office, on SQLite and, where TEST_DATABASE_URL and TEST_REDIS_URL are set, on PostgreSQL:
 * 50 people who open a page each 2 to 4 s while 200 live streams stand open and somebody acts each second or so; each
 * endpoint against a bare fastify route that answers as many bytes; how many requests a second there are without pauses;
 * and how long the first page takes in a browser. Set GOVCAST_BENCH_STORE to `sqlite` or `postgres` for one of them.
 */
export async function bench(): Promise<string> {
  const only = process.env.GOVCAST_BENCH_STORE;
  const parts: string[] = [];
  if (only !== 'postgres') parts.push(await onSqlite());
  const { TEST_DATABASE_URL: server, TEST_REDIS_URL: redis } = process.env;
  if (only !== 'sqlite' && server && redis) parts.push(await onPostgres(server));
  return parts.join('\n\n');
}

async function onSqlite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-bench-'));
  try {
    return await measured('SQLite', folder, { sqlite: join(folder, 'govcast.db') });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(server: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-bench-'));
  const client = new pg.Client({ connectionString: server });
  const name = `bench_${process.pid}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  await client.connect();
  await client.query(`create database ${name}`);
  try {
    return await measured('PostgreSQL', folder, { postgres: url.href });
  } finally {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(store: string, folder: string, place: StorePlace): Promise<string> {
  const at: OfficePlace = { place, configFolder: join(folder, 'config'), dataFolder: join(folder, 'data') };
  const office = writeOffice(at.configFolder);
  const begun = performance.now();
  const { cookies, known } = await seedOffice(at, office);
  const seeded = Math.round((performance.now() - begun) / 1000);
  await onDisk(place);
  const server = await startOffice(at, consoleFolder());
  try {
    const pages = officePages(known);
    const before = await server.look();
    const first = consoleFolder() === null ? [] : await firstPage(server.url, cookies.get('zhang-wei') ?? '');
    const alone = await unloaded(server, office, cookies, pages);
    const people = office.people.map((person) => ({ ...person, cookie: cookies.get(person.id) ?? '' }));
    const worked = await workDay(server.url, people, pages, pace, officeActs(server.url, cookies, known));
    const closed = await closedLoop(server, cookies.get('li-na') ?? '', pages);
    const after = await server.look();
    return [
      `${store}: ${sizes.posts} posts, ${sizes.requests} requests, ${sizes.channels} accounts, ${sizes.ledger} lines of the ledger, seeded in ${seeded} s`,
      pageTable(worked),
      endpointTable(worked, alone),
      told(worked),
      `without pauses, 50 connections: ${closed}`,
      `memory of the server: ${megabytes(before.rss)} before, ${megabytes(after.rss)} after; ${((after.cpu - before.cpu) / 1e6).toFixed(1)} s of computing`,
      ...first,
    ].join('\n');
  } finally {
    await server.stop();
  }
}

/** What was seeded lies on the disk before anything is measured: commits would wait for it. */
async function onDisk(place: StorePlace): Promise<void> {
  if ('postgres' in place) {
    const client = new pg.Client({ connectionString: place.postgres });
    await client.connect();
    await client.query('checkpoint');
    await client.end();
  }
  execFileSync('sync');
}

interface Alone {
  ms: number;
  bytes: number;
  ratio: number;
}

/** Each endpoint while nobody else asks, and the bare route with as many bytes; the median of some. */
async function unloaded(
  server: RunningOffice,
  { people }: LargeOffice,
  cookies: ReadonlyMap<string, string>,
  pages: readonly OfficePage[],
): Promise<Map<string, Alone>> {
  const found = new Map<string, Alone>();
  const all = [{ roles: null, ways: [[FRAME]] }, ...pages];
  for (const { roles, ways } of all) {
    const who = people.find((p) => roles === null || roles.some((role) => p.roles.includes(role)));
    const asking = askingAs(server.url, cookies.get(who?.id ?? '') ?? '');
    for (const path of ways.flat()) {
      const { status, bytes, body } = await ask(asking, path);
      if (status !== 200) throw new Error(`${path} answers ${status}: ${body}`);
      const ms = await medianOf(3, async () => (await ask(asking, path)).ms);
      const bare = await medianOf(7, async () => {
        const at = performance.now();
        await (await fetch(`${server.bareUrl}/${bytes}`)).arrayBuffer();
        return performance.now() - at;
      });
      found.set(nameOf(path), { ms, bytes, ratio: ms / bare });
    }
    asking.agent.destroy();
  }
  return found;
}

async function medianOf(rounds: number, one: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < rounds; i += 1) times.push(await one());
  return percentile(
    times.sort((a, b) => a - b),
    0.5,
  );
}

/** Every endpoint that an editor may ask, one after the other, as fast as it answers. */
async function closedLoop({ url, bareUrl }: RunningOffice, cookie: string, pages: readonly OfficePage[]) {
  const paths = pages.flatMap(({ roles, ways }) => (roles === null || roles.includes('editor') ? ways.flat() : []));
  const headers = { cookie: `${COOKIE}=${cookie}` };
  const requests = paths.map((path) => ({ path: `/api/v1${encodeURI(path)}`, headers }));
  const shared = { connections: 50, duration: CLOSED_S };
  const ours = await autocannon({ url, requests, ...shared });
  const bare = await autocannon({ url: `${bareUrl}/20000`, ...shared, duration: 2 });
  return `${Math.round(ours.requests.average)} requests/s of all kinds (p50 ${ours.latency.p50} ms); bare fastify with 20 kB ${Math.round(bare.requests.average)}`;
}

/** What people feel: all answers that a page waits for. */
function pageTable({ pages }: Worked): string {
  const table = new Table({ head: ['page', 'n', 'p50 ms', 'p95', 'p99', ''], style: { head: [], border: [] } });
  for (const { name, sorted, p95 } of slowestFirst(pages))
    table.push([name, sorted.length, ...shares(sorted), p95 < BAR_MS ? '' : `not under ${BAR_MS}`]);
  return table.toString();
}

function endpointTable({ times }: Worked, alone: ReadonlyMap<string, Alone>): string {
  const head = ['GET /api/v1', 'n', 'p50 ms', 'p95', 'p99', 'alone', 'kB', 'bare ×'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { name, sorted } of slowestFirst(times).slice(0, SHOWN)) {
    const one = alone.get(name);
    const more = one ? [one.ms.toFixed(1), (one.bytes / 1000).toFixed(1), one.ratio.toFixed(1)] : ['', '', ''];
    table.push([name, sorted.length, ...shares(sorted), ...more]);
  }
  return table.toString();
}

function slowestFirst(times: Times): { name: string; sorted: number[]; p95: number }[] {
  return [...times]
    .map(([name, list]) => ({ name, sorted: list.toSorted((a, b) => a - b) }))
    .map((each) => ({ ...each, p95: percentile(each.sorted, 0.95) }))
    .sort((a, b) => b.p95 - a.p95);
}

function shares(sorted: readonly number[]): string[] {
  return [0.5, 0.95, 0.99].map((share) => percentile(sorted, share).toFixed(1));
}

function told({ times, pages, failures, asked }: Worked): string {
  const all = [...times.values()].flat().sort((a, b) => a - b);
  const over = (of: Times) => slowestFirst(of).filter(({ p95 }) => p95 >= BAR_MS).length;
  const [p50, p95, p99] = shares(all);
  const rate = Math.round(asked / (pace.forMs / 1000));
  return [
    `50 people, a page each ${pace.thinkMs[0] / 1000} to ${pace.thinkMs[1] / 1000} s with ${FRAME} and what acts make them look at again, an act each second, ${pace.streams} live streams: ${rate} requests/s`,
    `all answers: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms; p95 of ${BAR_MS} ms and more: ${over(pages)} of ${pages.size} pages, ${over(times)} of ${times.size} endpoints`,
    `failed: ${failures.length}${failures.length > 0 ? ` (${[...new Set(failures)].slice(0, 5).join('; ')})` : ''}`,
  ].join('\n');
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

/** The built console, for the first page; null where nobody has built it. */
function consoleFolder(): string | null {
  const folder = resolve(process.env.GOVCAST_TEST_CONSOLE ?? 'dist/console');
  return existsSync(join(folder, 'index.html')) ? folder : null;
}
