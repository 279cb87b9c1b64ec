import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CheerioCrawler, Configuration, log as crawleeLog } from '@crawlee/cheerio';
import axios from 'axios';
import { load } from 'cheerio';
import { systemClock } from '../../src/clock.ts';
import { portalSchema } from '../../src/config/portals.ts';
import { ledgerRecorder } from '../../src/ledger/append.ts';
import { crawlSource } from '../../src/portal/crawl-source.ts';
import { hostGate } from '../../src/portal/fetch/host-gate.ts';
import { httpReader } from '../../src/portal/fetch/http-reader.ts';
import { idGenerator } from '../../src/store/ids.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open-store.ts';

/** Pages per second of one look at a column beside a bare loop and crawlee, with ratios. */
export async function bench(): Promise<string> {
  const { pages, concurrency, govcast, bare, crawlee, cpuMs } = await benchCrawl();
  const ratio = (other: number) => (govcast / other).toFixed(2);
  const cpu = (ms: number) => `${ms.toFixed(1)} ms of CPU a page`;
  return [
    `${pages} pages of some 30 kB, ${concurrency} at once, no delay between requests, medians of ${ROUNDS} rounds in turn`,
    `govcast, fetched, extracted and stored (SQLite FULL)  ${govcast} pages/s, ${cpu(cpuMs.govcast)}`,
    `axios and cheerio, nothing kept                       ${bare} pages/s, ${cpu(cpuMs.bare)} (govcast is ${ratio(bare)} of it)`,
    `crawlee on memory storage, nothing kept               ${crawlee} pages/s, ${cpu(cpuMs.crawlee)} (govcast is ${ratio(crawlee)} of it)`,
  ].join('\n');
}

export interface CrawlFigures {
  pages: number;
  concurrency: number;
  /** Pages per second: fetch, extract and store (SQLite, synchronous=FULL) with ledger and raw pages. */
  govcast: number;
  /** axios and cheerio in a loop: fetch and title and text, nothing kept. */
  bare: number;
  /** crawlee's CheerioCrawler on memory storage: fetch and title and text, nothing kept. */
  crawlee: number;
  /** CPU time of all threads of this process for a page, ms: what a busy machine does not falsify. */
  cpuMs: Record<Contender, number>;
}

type Contender = 'bare' | 'crawlee' | 'govcast';
interface Taken {
  pagesPerSecond: number;
  cpuMs: number;
}

/** Times a run that gives the number of pages it read. */
type Rate = (run: () => Promise<number>) => Promise<Taken>;

/** Medians of this many rounds, the three in turn; one round before them warms up and is not counted. */
const ROUNDS = 5;

/** Runs the three over the same pages of a server in a process of its own, without any delay between requests. */
export async function benchCrawl(pages = 400, concurrency = 8): Promise<CrawlFigures> {
  const server = await serve(pages);
  try {
    const addresses = Array.from({ length: pages }, (_, i) => new URL(`/zcwj/t20261101_${i}.html`, server.base).href);
    const rate: Rate = async (run) => {
      const start = performance.now();
      const cpu = process.cpuUsage();
      const done = await run();
      if (done !== pages) throw new Error(`${done} of ${pages} pages were read`);
      const { user, system } = process.cpuUsage(cpu);
      const pagesPerSecond = Math.round((done * 1000) / (performance.now() - start));
      return { pagesPerSecond, cpuMs: (user + system) / 1000 / done };
    };
    const rounds: Record<Contender, Taken>[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const bare = await rate(() => bareLoop(addresses, concurrency));
      const crawlee = await rate(() => byCrawlee(addresses, concurrency));
      const govcast = await byGovcast(server.base, concurrency, rate);
      if (round > 0) rounds.push({ bare, crawlee, govcast });
    }
    const median = (of: Contender, figure: keyof Taken) =>
      rounds.map((r) => r[of][figure]).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
    const cpuMs = {
      bare: median('bare', 'cpuMs'),
      crawlee: median('crawlee', 'cpuMs'),
      govcast: median('govcast', 'cpuMs'),
    };
    const speed = (of: Contender) => median(of, 'pagesPerSecond');
    return { pages, concurrency, govcast: speed('govcast'), bare: speed('bare'), crawlee: speed('crawlee'), cpuMs };
  } finally {
    server.stop();
  }
}

/** The database is made before the clock runs: what is measured is one look at a column, its list page included. */
async function byGovcast(base: string, concurrency: number, rate: Rate): Promise<Taken> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-bench-'));
  const db = openStore({ sqlite: join(folder, 'govcast.db') });
  const clock = systemClock();
  const portal = portalSchema.parse({
    id: 'bench',
    name: 'bench',
    base,
    allowPrivate: true,
    userAgent: 'govcast-bench (+bench@shili.example)',
    pace: { minDelayMs: 0, concurrency },
    columns: [{ id: 'zcwj', name: '政策文件', url: '/zcwj/' }],
  });
  const reader = httpReader(portal, { clock, gate: hostGate(clock) });
  try {
    await migrate(db);
    const acting = { db, clock, newId: idGenerator(clock), record: ledgerRecorder('sm3') };
    const actor = { person: 'govcast', via: 'worker' } as const;
    const [column] = portal.columns;
    if (!column) throw new Error('the portal has no column');
    return await rate(async () => (await crawlSource({ ...acting, actor, reader }, portal, column)).new);
  } finally {
    reader.close();
    await db.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bareLoop(addresses: string[], concurrency: number): Promise<number> {
  const queue = [...addresses];
  let read = 0;
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { data } = await axios.get<string>(next, { proxy: false });
      if (saysSomething(load(data))) read += 1;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return read;
}

async function byCrawlee(addresses: string[], concurrency: number): Promise<number> {
  crawleeLog.setLevel(crawleeLog.LEVELS.ERROR);
  let read = 0;
  const crawler = new CheerioCrawler(
    {
      minConcurrency: concurrency,
      maxConcurrency: concurrency,
      maxRequestRetries: 0,
      requestHandler: async ({ $ }) => {
        if (saysSomething($)) read += 1;
      },
    },
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  await crawler.run(addresses);
  await crawler.teardown();
  return read;
}

function saysSomething($: (selector: string) => { text: () => string }): boolean {
  return $('h1').text() !== '' && $('.TRS_Editor').text().length > 100;
}

/** Pages with the frame, labels and length of real ones (some 30 kB), from a server in another process. */
async function serve(pages: number): Promise<{ base: string; stop: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'govcast-bench-'));
  const script = join(folder, 'server.mjs');
  writeFileSync(script, serverScript(pages));
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const base = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString().trim()));
    child.once('exit', () => reject(new Error('the page server did not start')));
  });
  const stop = () => {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  return { base, stop };
}

function serverScript(pages: number): string {
  return `
import { createServer } from 'node:http';
const nav = Array.from({ length: 150 }, (_, i) => '<li class="nav-item"><a href="/col/' + i + '/" target="_blank">栏目' + i + '</a></li>').join('');
const rows = Array.from({ length: ${pages} }, (_, i) => '<li><a href="/zcwj/t20261101_' + i + '.html" title="关于第' + i + '号事项的通知">关于第' + i + '号事项的通知</a><span>2026-11-01</span></li>').join('');
const frame = (head, body) => '<!DOCTYPE html><html><head><meta charset="utf-8">' + head + '<style>' + '.a{color:red}'.repeat(200) + '</style><script>' + 'var x = 1;'.repeat(300) + '</script></head><body><div class="nav"><ul>' + nav + '</ul></div>' + body + '<div class="footer"><ul>' + nav + '</ul></div></body></html>';
const text = (i) => Array.from({ length: 40 }, (_, p) => '<p style="text-indent: 2em; line-height: 2;"><span style="font-size: 16px;">第' + p + '条　为做好第' + i + '号事项，各县区住房和城乡建设主管部门应当按照职责分工，加强监督检查，及时公开结果。</span></p>').join('');
const article = (i) => frame('<meta name="ArticleTitle" content="关于第' + i + '号事项的通知"><meta name="PubDate" content="2026-11-01 09:00"><meta name="ContentSource" content="示例市住房和城乡建设局">', '<div class="main"><h1>关于第' + i + '号事项的通知</h1><div class="info"><span>发布时间：2026-11-01 09:00</span><span>来源：示例市住房和城乡建设局</span></div><table><tr><td>索 引 号</td><td>SL-' + i + '</td><td>发文字号</td><td>示建发〔2026〕' + (i + 1) + '号</td></tr></table><div class="TRS_Editor">' + text(i) + '<p>（此件公开发布）</p></div></div>');
createServer((request, response) => {
  const id = /t20261101_(\\d+)\\.html/.exec(request.url)?.[1];
  const list = request.url === '/zcwj/';
  response.writeHead(id || list ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
  response.end(id ? article(Number(id)) : list ? frame('', '<ul class="list">' + rows + '</ul>') : '');
}).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port + '/'); });
`;
}
