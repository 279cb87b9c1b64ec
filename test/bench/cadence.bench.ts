import { buildCalendar } from '../../src/calendar/build-calendar.ts';
import { testClock } from '../../src/clock.ts';
import { type Cadence, cadenceSchema, rulesFor } from '../../src/config/cadence.ts';
import { readYaml } from '../../src/config/read-yaml.ts';
import { runClock } from '../../src/schedule/cadence/run-clock.ts';
import { clocksOf } from '../../src/schedule/channel-clocks.ts';
import type { ClockedChannel } from '../../src/schedule/clocked-channel.ts';
import { type BreachMemory, recordBreaches } from '../../src/schedule/record-breaches.ts';
import type { Db } from '../../src/store/database.ts';
import type { PublicationTable } from '../../src/store/tables/channels.ts';
import { openTestStore, testActing } from '../store/test-store.ts';

const NOW = Date.parse('2026-11-20T12:00:00+08:00');
const DAY_MS = 86_400_000;

export interface CadenceFigures {
  /** CPU of all clocks of all accounts, ms, and of a naive reading of every row, in the same run. */
  clocksMs: number;
  naiveMs: number;
  /** Of recording breaches by a fresh process, and by one that looks on. */
  firstLookMs: number;
  nextLookMs: number;
}

/** Every clock of 500 accounts with 200,000 publications beside a reading of all rows. */
export async function benchCadence(accounts = 500, publications = 200_000): Promise<CadenceFigures> {
  const calendar = buildCalendar();
  const { value: cadence } = readYaml('config/cadence.yaml', cadenceSchema);
  const store = await openTestStore();
  const channels = Array.from({ length: accounts }, (_, i): ClockedChannel => {
    return {
      id: `c${i}`,
      kind: 'wechat-subscription',
      role: i % 10 === 0 ? 'main' : 'ordinary',
      openedOn: '2019-01-01',
    };
  });
  try {
    await fill(store.db, channels, publications);
    await clocksOf(store.db, calendar, cadence, channels.slice(0, 5), NOW);
    const clocksMs = await cpuMs(() => clocksOf(store.db, calendar, cadence, channels, NOW));
    const naiveMs = await cpuMs(() => naive(store.db, cadence, channels));
    const acting = testActing(store.db, testClock(NOW));
    const memory: BreachMemory = new Map();
    const firstLookMs = await cpuMs(() => recordBreaches(acting, calendar, cadence, channels, memory));
    const nextLookMs = await cpuMs(() => recordBreaches(acting, calendar, cadence, channels, memory));
    return { clocksMs, naiveMs, firstLookMs, nextLookMs };
  } finally {
    await store.close();
  }

  async function naive(db: Db, rules: Cadence, all: readonly ClockedChannel[]): Promise<void> {
    const rows = await db.selectFrom('publication').selectAll().execute();
    for (const channel of all) {
      const own = rows.filter((row) => row.channel === channel.id);
      const events = own.map((row) => ({
        ...{ at: row.publicAt, act: row.act, original: row.original === 1, repost: row.repost === 1 },
        ...{ linkOk: row.linkOk !== 0, deletedAt: row.goneAt },
      }));
      const history = { openedOn: '2019-01-01', addedOn: null, closedOn: null, pauses: [], events, triggers: [] };
      for (const rule of rulesFor(rules, channel)) runClock(calendar, rule, history, NOW);
    }
  }
}

/** The accounts publish now and then over three years; a fifth of it are reposts. */
async function fill(db: Db, channels: readonly ClockedChannel[], publications: number): Promise<void> {
  const each = publications / channels.length;
  for (const [c, { id: channel }] of channels.entries()) {
    const rows = Array.from({ length: each }, (_, i): PublicationTable => {
      const publicAt = NOW - (c % 20) * DAY_MS - Math.floor((i * 3 * 365 * DAY_MS) / each);
      const repost = i % 5 === 0 ? 1 : 0;
      return {
        ...{ id: `${channel}-${i}`, channel, delivery: null, act: 'publish', externalId: `e${i}`, position: 1 },
        ...{ title: '标题', url: null, publicAt, seenAt: publicAt, original: 1 - repost, repost },
        ...{ linkOk: null, goneAt: null, removedBy: null },
      };
    });
    for (let i = 0; i < rows.length; i += 400) {
      await db
        .insertInto('publication')
        .values(rows.slice(i, i + 400))
        .execute();
    }
  }
}

async function cpuMs(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return Math.round((user + system) / 1000);
}

/** The table of `npm run bench`. */
export async function bench(): Promise<string> {
  const { clocksMs, naiveMs, firstLookMs, nextLookMs } = await benchCadence();
  return [
    `all clocks of 500 accounts, 200,000 publications ${clocksMs} ms CPU`,
    `the same by reading all rows                     ${naiveMs} ms CPU, ${(naiveMs / clocksMs).toFixed(1)} times`,
    `breaches, first look of a process                ${firstLookMs} ms CPU`,
    `breaches, the next look                          ${nextLookMs} ms CPU`,
  ].join('\n');
}
